import { tCdf, tQuantile } from "../distributions/index.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import type { Covariance } from "./covariance.ts";

/** One line of the table of coefficients. Null: the figure does not exist (no degrees of freedom, no variance). */
export interface CoefficientRow {
  [key: string]: string | number | null;
  term: string;
  estimate: number;
  stdError: number | null;
  statistic: number | null;
  df: number | null;
  pValue: number | null;
  low: number | null;
  high: number | null;
}

/**
 * Coefficients with standard errors, t statistics, two-sided p values and intervals, for the kept columns in their order.
 * R: `summary(lm)$coefficients` and `confint`, `summary(glm)` (z where the dispersion is given), or `lmtest::coeftest(fit, vcov, df)`.
 */
export function coefficientTable(
  fit: Pick<OlsFit, "kept" | "names" | "coefficients">,
  covariance: Pick<Covariance, "matrix" | "df">,
  level = 0.95,
): CoefficientRow[] {
  return Array.from(fit.kept, (j, k) => {
    const estimate = fit.coefficients[j]!;
    const variance = covariance.matrix[k]![k]!;
    const df = covariance.df[k]!;
    const row = { term: fit.names[j]!, estimate };
    if (!(variance > 0) || variance === Infinity || !(df > 0))
      return { ...row, stdError: null, statistic: null, df: null, pValue: null, low: null, high: null };
    const stdError = Math.sqrt(variance);
    const reach = tQuantile(1 - (1 - level) / 2, df) * stdError;
    const statistic = estimate / stdError;
    const pValue = Math.min(1, 2 * tCdf(-Math.abs(statistic), df));
    // So few degrees of freedom that no number is wide enough: no interval.
    const wide = reach === Infinity;
    // Infinite degrees of freedom are the normal distribution: z, not t.
    return {
      ...row,
      stdError,
      statistic,
      df: df === Infinity ? null : df,
      pValue,
      low: wide ? null : estimate - reach,
      high: wide ? null : estimate + reach,
    };
  });
}
