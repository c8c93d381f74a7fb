import type { Panel } from "../../3-panel/panel.ts";
import type { AnswerPart } from "../../messages/types.ts";
import { andList, counted, thousands, wholePercent } from "../../messages/format.ts";
import type { CoefficientRow } from "../../7-results/coefficient-table.ts";
import type { Prepared } from "./prepare.ts";
import type { RegressValue } from "./value.ts";

/** Three significant digits without an exponent where that can be read: 0.0306, 1,240, 5.16e-9. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000 && size < 1e15) return (value < 0 ? "\u2212" : "") + thousands(size);
  const text =
    size !== 0 && (size < 1e-5 || size >= 1e15) ? value.toExponential(2) : String(Number(value.toPrecision(3)));
  return text.replace("-", "\u2212");
}

export function question(panel: Panel, outcome: string): string {
  return `Which measures go with differences in ${panel.titles.get(outcome) ?? outcome}, and by how much?`;
}

/** Two or three sentences from the values: the first slopes, what could be chance, what is left over. */
export function answer(panel: Panel, value: RegressValue): AnswerPart[] {
  const outcome = panel.titles.get(value.outcome) ?? value.outcome;
  const slopes = value.coefficients.filter((row) => row.term !== "(Intercept)");
  const out: AnswerPart[] = [];
  slopes.slice(0, 2).forEach((row) => out.push(...slope(panel, row, outcome)));
  if (slopes.length > 2) {
    const clear = slopes.filter((row) => row.low !== null && (row.low > 0 || row.high! < 0)).length;
    out.push(
      { text: "Of " },
      { text: counted(slopes.length, "term"), strong: true },
      {
        text: `, ${clear === 0 ? "none has" : clear === 1 ? "one has" : `${thousands(clear)} have`} a 95% range clear of zero. `,
      },
    );
  }
  const { rSquared } = value.fit;
  if (rSquared !== null) {
    out.push(
      { text: value.effects.length > 0 ? "With the effects taken out they go with " : "Together the terms go with " },
      { text: wholePercent(rSquared), strong: true },
      { text: ` of the differences in ${outcome}; ` },
      { text: wholePercent(1 - rSquared), strong: true },
      { text: " is left over." },
    );
  }
  return out;
}

function slope(panel: Panel, row: CoefficientRow, outcome: string): AnswerPart[] {
  const name = panel.titles.get(row.term) ?? row.term;
  const plain = panel.columns.get(row.term)?.kind === "number";
  const direction = row.estimate < 0 ? "lower" : "higher";
  const parts: AnswerPart[] = [
    { text: plain ? `One unit more of ${name} goes with ${outcome} ` : `${name} goes with ${outcome} ` },
    { text: `${figure(Math.abs(row.estimate))} ${direction}`, strong: true },
  ];
  if (row.low === null || row.high === null) return [...parts, { text: ". " }];
  const unclear = row.low <= 0 && row.high >= 0;
  const range = ` (95% range of the difference ${figure(row.low)} to ${figure(row.high)}${unclear ? ", so no difference is possible too" : ""})`;
  return [...parts, { text: `${range}. ` }];
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
