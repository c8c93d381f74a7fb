import type { Panel } from "../../3-panel/panel.ts";
import { evaluate, everyVariable, namesIn, type Expression, type Variable } from "../../4-frame/index.ts";
import { rComment, rName, rStrings } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { residualsR } from "./residual-points.ts";
import { besideR } from "./r-beside.ts";
import { checksR } from "./r-checks.ts";
import { canLeaveOut } from "./leave-out.ts";
import { familyR } from "./r-family.ts";
import { leaveOutR, refitsR } from "./r-leave-out.ts";
import type { RegressValue } from "./value.ts";
import { countsR } from "./r-counts.ts";
import { leastSquaresR } from "./r-least-squares.ts";
import { mixedR, poissonMixedR } from "./r-mixed.ts";
import { negativeMixedR } from "./r-negative-mixed.ts";
import { ordinalR } from "./r-ordinal.ts";
import { panelR } from "./r-panel.ts";
import { predictR } from "./r-predict.ts";

/** R that starts from the data frame `panel` and leaves the same figures in `result`: base R wherever it has the model. */
export function rCode(panel: Panel, prepared: Prepared, value: RegressValue, ols: OlsFit | null): string {
  const { formula, errors, chosen } = prepared;
  const updated = ols !== null && canLeaveOut(prepared);
  const plain = { ...prepared, errors: { ...errors, type: "classical" as const, clusters: [] }, clusters: [] };
  const lines = [
    rComment(`${chosen.estimator}: ${formula.text}`),
    ...rowsR(panel, prepared),
    ...dataR(panel, prepared),
    ...modelR(prepared, value),
    ...predictR(panel, prepared, value.predictions),
    ...besideR(prepared, value),
    ...(value.leaveOneOut.length > 0 && updated ? leaveOutR(prepared) : []),
    ...(value.influential.length > 0 ? checksR(prepared, ols!, { tests: value.inflation.length > 0 }) : []),
    ...(value.residuals === null ? [] : residualsR(...keysR(prepared))),
    ...(value.family !== null ? familyR(prepared, value.family) : []),
    ...(value.leaveOneOut.length > 0 && !updated ? refitsR([...dataR(panel, plain), ...modelR(plain, value)]) : []),
    "print(result)",
  ];
  return lines.join("\n") + "\n";
}

/** From the rows in use to what the model takes. */
function dataR(panel: Panel, prepared: Prepared): string[] {
  const { formula, weights, errors } = prepared;
  return [
    ...factorsR(panel, prepared),
    ...(weights === null ? ["used$.weights <- 1"] : [`used$.weights <- with(used, ${weights.label})`]),
    ...formula.absorb.map((effect, i) => `used$.effect${i + 1} <- factor(with(used, ${effect.label}))`),
    ...(formula.absorb.length === 0
      ? []
      : [`effect_levels <- c(${formula.absorb.map((_, i) => `nlevels(used$.effect${i + 1})`).join(", ")})`]),
    ...errors.clusters.map((cluster, i) => `cluster${i + 1} <- factor(with(used, ${cluster.label}))`),
  ];
}

/** Area and time of the rows of `model`. */
function keysR({ chosen, area, time }: Prepared): [string | null, string | null] {
  const at = chosen.route === "panel" ? "[at]" : "";
  return [area === null ? null : `used$area${at}`, time === null ? null : `used$time${at}`];
}

function modelR(prepared: Prepared, value: RegressValue): string[] {
  switch (prepared.chosen.route) {
    case "least-squares":
      return leastSquaresR(prepared);
    case "panel":
      return panelR(prepared);
    case "counts":
      return countsR(prepared);
    case "mixed":
      return mixedR(prepared);
    case "count-mixed":
      return prepared.chosen.family === "poisson" ? poissonMixedR(prepared) : negativeMixedR(prepared);
    case "ordinal":
      return ordinalR(prepared, value);
  }
}

/** The rows on which nothing is missing and everything can be computed. */
function rowsR(panel: Panel, { formula, weights, errors }: Prepared): string[] {
  const variables = [...everyVariable(formula), ...(weights === null ? [] : [weights]), ...errors.clusters];
  const tests = new Set<string>();
  for (const variable of variables) {
    for (const name of namesIn(variable.expression)) tests.add(`!is.na(${rName(name)})`);
    const inner = checked(panel, variable);
    if (inner !== null) tests.add(inner);
  }
  if (weights !== null) tests.add(`${weights.label} > 0`);
  return [`used <- panel[which(with(panel, ${[...tests].join(" & ")})), , drop = FALSE]`];
}

/** A test for what can fail in the computing; null where a name stands alone. */
function checked(panel: Panel, { expression, label }: Variable): string | null {
  if (expression.type === "name") return null;
  if (expression.type === "call" && ["poly", "scale", "relevel"].includes(expression.name)) return null;
  return evaluate(panel, expression).kind === "number" ? `is.finite(${label})` : `!is.na(${label})`;
}

/** Text as factors with their levels in the C locale's order, whatever the machine's own. */
function factorsR(panel: Panel, { formula }: Prepared): string[] {
  const names = new Set(everyVariable(formula).flatMap((variable) => textNames(panel, variable.expression)));
  if (names.size === 0) return [];
  return [
    `for (name in ${rStrings([...names])})`,
    '  used[[name]] <- factor(used[[name]], levels = sort(unique(used[[name]]), method = "radix"))',
  ];
}

function textNames(panel: Panel, expression: Expression): string[] {
  return namesIn(expression).filter((name) => {
    if (name === "area" && panel.area !== null) return true;
    return !(name === "time" && panel.time !== null) && panel.columns.get(name)?.kind === "text";
  });
}
