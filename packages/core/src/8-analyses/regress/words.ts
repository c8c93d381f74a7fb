import type { Panel } from "../../3-panel/panel.ts";
import { lookUp, variablesOf, type Term } from "../../4-frame/index.ts";
import type { AnswerPart } from "../../messages/types.ts";
import { andList, counted, figure, thousands, wholePercent } from "../../messages/format.ts";
import type { CoefficientRow } from "../../7-results/coefficient-table.ts";
import type { Prepared } from "./prepare.ts";
import type { RegressValue } from "./value.ts";

export function question(panel: Panel, outcome: string): string {
  return `Which measures go with differences in ${panel.titles.get(outcome) ?? outcome}, and by how much?`;
}

/** A few sentences from the values: the first slopes that can be read alone, how many are clear, what is left over. */
export function answer(panel: Panel, prepared: Prepared, value: RegressValue): AnswerPart[] {
  const outcome = panel.titles.get(value.outcome) ?? value.outcome;
  const slopes = value.coefficients.filter((row) => row.term !== "(Intercept)");
  const plain = slopes.filter((row) => standsAlone(panel, prepared.formula.terms, row.term)).slice(0, 2);
  const out = plain.flatMap((row) => slope(panel, row, outcome, slopes.length > 1));
  if (slopes.length > plain.length) {
    const clear = slopes.filter((row) => row.low !== null && (row.low > 0 || row.high! < 0)).length;
    const count = clear === 0 ? "none has" : clear === 1 ? "one has" : `${thousands(clear)} have`;
    out.push(
      { text: "Of " },
      { text: counted(slopes.length, "coefficient"), strong: true },
      { text: `, ${count} a 95% range clear of zero. ` },
    );
  }
  const [constant] = value.coefficients;
  if (slopes.length === 0 && constant !== undefined) {
    const { estimate, low, high } = constant;
    out.push({ text: `The average of ${outcome} is ` }, { text: figure(estimate), strong: true });
    out.push({ text: low === null ? "." : ` (95% range ${figure(low)} to ${figure(high!)}).` });
  }
  const { rSquared, withinRSquared } = value.fit;
  const effects = andList(value.effects.map((effect) => effect.name));
  if (withinRSquared !== null && slopes.length > 0)
    out.push(
      { text: `Of the differences that the effects of ${effects} leave, the terms go with ` },
      { text: wholePercent(withinRSquared), strong: true },
      { text: ". " },
    );
  if (rSquared !== null && (slopes.length > 0 || effects !== ""))
    out.push(
      {
        text: `${effects === "" ? "Together the terms go" : slopes.length === 0 ? "The effects go" : "With the effects they go"} with `,
      },
      { text: wholePercent(rSquared), strong: true },
      { text: ` of the differences in ${outcome}; ` },
      { text: wholePercent(1 - rSquared), strong: true },
      { text: " is left over." },
    );
  return out;
}

/** Is the term a measure of numbers that no other term (a product, a power) shares? Only then does its slope say what it seems to. */
function standsAlone(panel: Panel, terms: readonly Term[], name: string): boolean {
  const term = terms.find((item) => item.label === name);
  if (term?.variables[0]?.expression.type !== "name" || term.variables.length > 1) return false;
  const measure = term.variables[0].expression.name;
  if (lookUp(panel, measure)?.kind !== "number") return false;
  return terms.filter((item) => variablesOf(item).includes(measure)).length === 1;
}

function slope(panel: Panel, row: CoefficientRow, outcome: string, several: boolean): AnswerPart[] {
  const name = panel.titles.get(row.term) ?? row.term;
  const direction = row.estimate < 0 ? "lower" : "higher";
  const equal = several ? ", the other terms being equal" : "";
  const parts: AnswerPart[] = [
    { text: `One unit more of ${name} goes with ${outcome} ` },
    { text: `${figure(Math.abs(row.estimate))} ${direction}`, strong: true },
  ];
  if (row.low === null || row.high === null) return [...parts, { text: `${equal}. ` }];
  const unclear = row.low <= 0 && row.high >= 0 ? ", so no difference is possible too" : "";
  const range = `95% range of the difference ${figure(row.low)} to ${figure(row.high)}${unclear}`;
  return [...parts, { text: `${equal} (${range}). ` }];
}

/** What was done, in English, from the run itself. */
export function statement(prepared: Prepared, value: RegressValue): string {
  const { formula, weights } = prepared;
  const terms = formula.terms.map((term) => term.label);
  const effects =
    value.effects.length === 0
      ? ""
      : `, with the effects of ${andList(value.effects.map((e) => `${e.name} (${thousands(e.levels)})`))} taken out exactly`;
  const offset = formula.offsets.length === 0 ? "" : `, with ${andList(formula.offsets.map((item) => item.label))}`;
  const constant = formula.intercept || value.effects.length > 0 ? "" : " without a constant";
  const where = [
    counted(value.fit.nobs, "row"),
    ...(value.areas === null ? [] : [counted(value.areas, "area")]),
    ...(value.times === null ? [] : [counted(value.times, "year")]),
  ];
  const aliased =
    value.absorbed.length === 0
      ? ""
      : ` No coefficient for ${andList(value.absorbed)}: not to be told apart from the rest.`;
  const { method, condition, refined } = value.route;
  const how = method === "qr" ? "Householder QR with pivoting" : "centred cross-products";
  return (
    `${weights === null ? "Ordinary" : "Weighted"} least squares of ${value.outcome} on ${terms.length === 0 ? "a constant" : andList(terms)}${constant}${offset}${effects}` +
    `${weights === null ? "" : `, weighted by ${weights.label}`}, on ${where.join(", ")}. ` +
    `${value.errors.slice(0, 1).toUpperCase()}${value.errors.slice(1)}; 95% intervals from the t distribution.${aliased} ` +
    `Computed by ${how} and ${counted(refined, "step")} of refinement; condition number ${figure(condition)}.`
  );
}
