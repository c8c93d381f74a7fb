import { areasOf, parseFormula, variablesOf } from "../../4-frame/index.ts";
import type { Panel } from "../../3-panel/panel.ts";
import type { LadderStep, Task } from "../../messages/types.ts";
import { likelyFactors, likelyOutcome } from "../likely-measures.ts";
import { inVariable, named, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { readCases } from "./cases.ts";
import { inflationOf, influentialRows, termTestsOf } from "./checks.ts";
import { familyOf } from "./family.ts";
import { rangeByRefits, rangeWithoutAreas } from "./leave-out.ts";
import { fitCounts } from "./fit-counts.ts";
import { fitLeastSquares, fitPanel } from "./fit-linear.ts";
import { fitCountMixed } from "./fit-count-mixed.ts";
import { fitMixed } from "./fit-mixed.ts";
import { fitOrdinal } from "./fit-ordinal.ts";
import type { Fitted, FitOutcome } from "./fitted.ts";
import { leverageByArea, satterthwaiteCheck } from "./influence.ts";
import { notesFor } from "./notes.ts";
import { options, type RegressOptions } from "./options.ts";
import { predictCases } from "./predict-cases.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { residualPoints } from "./residual-points.ts";
import { rName } from "../../messages/r-text.ts";
import { cannotFit } from "./problems.ts";
import { rCode } from "./r-code.ts";
import type { RegressValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

export type { RegressOptions } from "./options.ts";
export type { RegressValue } from "./value.ts";

/** A regression by a formula: coefficients with their uncertainty. */
export const regress: Kind<"regress", typeof options, RegressValue> = {
  kind: "regress",
  title: "Which measures go with differences, and by how much?",
  needs: "An outcome and at least one other measure, as numbers.",
  options,
  mentions,
  suggest,
  headline: ({ coefficients }) =>
    coefficients
      .filter(({ term }) => term !== "(Intercept)")
      .map(({ term, estimate }) => ({ name: `coefficient of ${term}`, value: estimate, unit: "number" as const })),
  run,
};

/** A likely outcome on what people ask about beside it; area and year effects where there are several of both. */
function suggest(facts: PanelFacts): Suggestion {
  const outcome = likelyOutcome(facts);
  if (outcome === undefined) return { missing: "a measure that is a number" };
  const { deprivation, spend, vacancies, others } = likelyFactors(facts, outcome);
  const likely = [deprivation, spend, vacancies].filter((measure) => measure !== undefined);
  const terms = (likely.length > 0 ? likely : others.slice(0, 2)).map(({ name }) => rName(name));
  if (terms.length === 0) return { missing: "a second measure that is a number" };
  const { area, time } = facts;
  const panel = area !== null && time !== null && area.count > 2 && time.count > 2;
  return { options: { formula: `${rName(outcome.name)} ~ ${terms.join(" + ")}${panel ? " | area + time" : ""}` } };
}

function mentions({ formula, weights, errors, predict }: RegressOptions): Mention[] {
  const parsed = parseFormula(formula);
  const clusters = typeof errors === "object" ? [errors.cluster ?? []].flat() : [];
  return [
    ...(parsed.ok ? named(variablesOf(parsed.formula), ["formula"]) : []),
    ...inVariable(weights, ["weights"]),
    ...clusters.flatMap((text) => inVariable(text, ["errors", "cluster"])),
    ...(predict ?? []).flatMap(({ at }, i) =>
      Object.keys(at ?? {}).flatMap((name) => named([name], ["predict", i, "at", name])),
    ),
  ];
}

function* run({ panel }: Context, entry: RegressOptions): Task<Outcome<RegressValue> | Refusal> {
  yield { stage: "model", done: 0, total: 3 };
  const prepared = prepare(panel, entry);
  if ("problem" in prepared) return prepared;
  const cases = readCases(panel, prepared, entry.predict);
  if ("code" in cases) return { problem: cases, ladder: prepared.ladder };
  yield { stage: "model", done: 1, total: 3 };
  const fitted = fitChosen(panel, prepared);
  if ("problem" in fitted) return { problem: fitted.problem, ladder: prepared.ladder };
  yield { stage: "model", done: 2, total: 3 };
  const { rows, ladder } = usedRows(panel, prepared, fitted);
  const distinct = (of: Int32Array | undefined): number | null =>
    of === undefined ? null : new Set(rows.map((row) => of[row]!)).size;
  const { ols } = fitted;
  const olsPanelRows = (fitted.olsRows ?? new Int32Array()).map((i) => prepared.rows[i]!);
  const predictions = yield* predictCases(panel, prepared, fitted, cases, (own) => fitChosen(panel, own));
  let leaveOneOut = ols === null ? [] : rangeWithoutAreas(panel, prepared, ols, olsPanelRows);
  if (entry.leaveOut === true && leaveOneOut.length === 0)
    leaveOneOut = yield* rangeByRefits(panel, prepared, fitted.coefficients, (others) => fitAgain(others, entry));
  const value: RegressValue = {
    estimator: prepared.chosen.estimator,
    outcome: prepared.formula.response!.label,
    fit: fitted.fit,
    coefficients: fitted.coefficients,
    errors: fitted.errors,
    clusters: fitted.clusters,
    absorbed: fitted.aliased,
    effects: prepared.effects.map(({ name, levels }) => ({ name, levels })),
    weights: prepared.weights?.label ?? null,
    areas: distinct(panel.area?.of),
    times: distinct(panel.time?.of),
    leverage: ols === null ? [] : leverageByArea(panel, olsPanelRows, ols),
    satterthwaite:
      ols === null || prepared.chosen.route === "counts" ? [] : satterthwaiteCheck(ols, fitted.clusterFactors),
    leaveOneOut,
    family: familyOf(prepared),
    ...checksOf(panel, prepared, fitted, olsPanelRows),
    residuals: ols === null || prepared.chosen.route === "counts" ? null : residualPoints(panel, olsPanelRows, ols),
    route: ols === null ? null : { ...ols.route },
    converged: fitted.converged,
    boundaryRows: fitted.boundaryRows,
    random: fitted.random,
    predictions,
    ordinal: fitted.ordinal,
  };
  return {
    question: question(panel, value.outcome),
    answer: answer(panel, prepared, value),
    value,
    ladder,
    notes: notesFor(panel, prepared, value),
    statement: statement(prepared, value),
    rCode: rCode(panel, prepared, value, ols),
  };
}

/** Checks that are those of an ordinary least squares fit. */
function checksOf(
  panel: Panel,
  prepared: Prepared,
  { ols }: Fitted,
  rows: Int32Array,
): Pick<RegressValue, "inflation" | "termTests" | "influential"> {
  if (ols === null || prepared.chosen.route !== "least-squares")
    return { inflation: [], termTests: [], influential: [] };
  return {
    inflation: inflationOf(prepared, ols),
    termTests: termTestsOf(prepared, ols),
    influential: influentialRows(panel, rows, ols),
  };
}

/** The same formula on other rows, its errors left aside. */
function fitAgain(panel: Panel, { predict: _predict, errors: _errors, ...entry }: RegressOptions): FitOutcome {
  const prepared = prepare(panel, { ...entry, errors: "classical" });
  return "problem" in prepared ? prepared : fitChosen(panel, prepared);
}

/** By the route that the estimator takes. What an estimator still refuses is a problem of the data, in its own words. */
function fitChosen(panel: Panel, prepared: Prepared): FitOutcome {
  try {
    switch (prepared.chosen.route) {
      case "least-squares":
        return fitLeastSquares(prepared);
      case "panel":
        return fitPanel(prepared);
      case "counts":
        return fitCounts(prepared);
      case "mixed":
        return fitMixed(panel, prepared);
      case "count-mixed":
        return fitCountMixed(panel, prepared);
      case "ordinal":
        return fitOrdinal(prepared);
    }
  } catch (error) {
    if (error instanceof RangeError) return { problem: cannotFit(error.message.replace(/^\w+: /, "")) };
    throw error;
  }
}

/** The ladder with the rows that the estimator itself set aside as a rung of its own. */
function usedRows(panel: Panel, prepared: Prepared, { setAside }: Fitted): { rows: Int32Array; ladder: LadderStep[] } {
  const { rows, ladder } = prepared;
  if (setAside === null) return { rows, ladder };
  const gone = setAside.positions.map((position) => rows[position]!);
  const left = new Set(gone);
  const areas = areasOf(panel, gone);
  const used: LadderStep = { step: "used", text: "used", rows: setAside.step.rows, removed: 0 };
  return {
    rows: rows.filter((row) => !left.has(row)),
    ladder: [...ladder.slice(0, -1), { ...setAside.step, ...(areas && { areas }) }, used],
  };
}
