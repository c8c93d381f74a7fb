import type { Panel } from "../../3-panel/panel.ts";
import { evaluate } from "../../4-frame/index.ts";
import { expandTerms } from "../../5-matrix/index.ts";
import { tQuantile } from "../../distributions/index.ts";
import { exp } from "../../elementary/index.ts";
import type { CoefficientRow } from "../../7-results/coefficient-table.ts";
import type { Task } from "../../messages/types.ts";
import { withCases, type Case } from "./cases.ts";
import type { Fitted, FitOutcome } from "./fitted.ts";
import type { Prepared } from "./prepare.ts";
import type { PredictedCase } from "./value.ts";

/**
 * The outcome at each case, x'b, by one more fit each: with the columns taken from the case's own values (z_j = x_j - x0_j beside
 * the constant) the constant is x0'b, so that its error, degrees of freedom and interval are those of the regression itself,
 * whichever were chosen. Without a constant the column farthest from zero at x0 takes its place.
 * R: `predict(model, newdata, interval = "confidence" | "prediction")` where errors are classical.
 */
export function* predictCases(
  panel: Panel,
  prepared: Prepared,
  fitted: Fitted,
  cases: readonly Case[],
  fit: (prepared: Prepared) => FitOutcome,
): Task<PredictedCase[]> {
  if (cases.length === 0) return [];
  const { formula, chosen } = prepared;
  const n = prepared.rows.length;
  const extended = withCases(panel, prepared, cases);
  const every = Int32Array.from({ length: extended.rows }, (_, i) => i);
  const design = expandTerms(extended, every, formula.terms, { intercept: formula.intercept, sample: n });
  const offsets = formula.offsets.map(({ expression }) => evaluate(extended, expression));
  const out: PredictedCase[] = [];
  for (const [c, each] of cases.entries()) {
    yield { stage: "predicting cases", done: c, total: cases.length };
    const at = design.columns.map((column) => column[n + c]!);
    const offset = offsets.reduce((sum, column) => sum + (column.kind === "number" ? column.values[n + c]! : 0), 0);
    const row = levelAt(prepared, fitted.aliased, at, fit);
    const back = (value: number | null): number | null => (value === null ? null : inverse(prepared, value + offset));
    const reach =
      chosen.route === "least-squares" && row.stdError !== null && row.df !== null
        ? tQuantile(0.975, row.df) * Math.sqrt(row.stdError * row.stdError + fitted.fit.sigma! * fitted.fit.sigma!)
        : null;
    out.push({
      ...{ name: each.name, at: each.at, usual: each.usual, outside: each.outside },
      fit: back(row.estimate)!,
      ...{ stdError: row.stdError, df: row.df, low: back(row.low), high: back(row.high) },
      predictionLow: reach === null ? null : row.estimate + offset - reach,
      predictionHigh: reach === null ? null : row.estimate + offset + reach,
    });
  }
  return out;
}

/** From the scale of the coefficients to that of the outcome. */
function inverse({ chosen }: Prepared, link: number): number {
  if (chosen.estimator === "binomial" || chosen.estimator === "quasibinomial") return 1 / (1 + exp(-link));
  return chosen.route === "counts" ? exp(link) : link;
}

/** x0'b with its error and interval; columns without a coefficient play no part. */
function levelAt(
  prepared: Prepared,
  aliased: readonly string[],
  at: readonly number[],
  fit: (prepared: Prepared) => FitOutcome,
): CoefficientRow {
  const { matrices, termOf } = prepared;
  const kept = matrices.names.flatMap((name, j) => (aliased.includes(name) ? [] : [j]));
  const pivot = matrices.intercept
    ? 0
    : kept.reduce((best, j) => (Math.abs(at[j]!) > Math.abs(at[best]!) ? j : best), kept[0]!);
  const name = matrices.names[pivot]!;
  if (at[pivot] === 0)
    return { term: name, estimate: 0, stdError: 0, statistic: null, df: null, pValue: null, low: 0, high: 0 };
  const base = matrices.X[pivot]!.map((value) => value / at[pivot]!);
  const X = kept.map((j) => {
    const column = matrices.X[j]!;
    return j === pivot ? base : at[j] === 0 ? column : column.map((value, i) => value - at[j]! * base[i]!);
  });
  const again = fit({
    ...prepared,
    matrices: { ...matrices, X, low: X.map(() => null), names: kept.map((j) => matrices.names[j]!) },
    termOf: kept.map((j) => termOf[j]!),
  });
  if ("problem" in again) throw new RangeError(`predict: ${again.problem.text}`);
  return again.coefficients.find(({ term }) => term === name)!;
}
