import { exp, ln } from "../elementary/index.ts";
import { finiteNumbers, positiveNumbers } from "../6-estimators/check-numbers.ts";
import { ols } from "../6-estimators/ols.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { ridits } from "../6-estimators/ridits.ts";
import { coefficientTable, type CoefficientRow } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";

export interface SlopeIndexInput {
  /** Rates, one an area (or a tenth of areas). */
  rates: ArrayLike<number>;
  /** People, one number an area: they make the ridits, and weight the line unless `weighting` says "equal". */
  population: ArrayLike<number>;
  /** The variable by which areas are lined up, from least to most. */
  rank: ArrayLike<number>;
  /** Codes that put areas with the same rank one after the other; without them these share one ridit. */
  tieBreak?: ArrayLike<string>;
  weighting?: "population" | "equal";
  level?: number;
}

export interface SlopeIndex {
  ridits: Float64Array;
  /** The line's rate at the start of the line (ridit 0). */
  intercept: number;
  /** Slope index: the line's rate at the end less that at the start, with classical errors. */
  sii: CoefficientRow;
  /** Linear relative index: the line's rate at the end over that at the start; null where the line leaves the rates. */
  riiRatio: number | null;
  /** Slope index over the line's rate in the middle; null likewise. */
  riiMean: number | null;
  /** Why there is no linear relative index, and what to use. */
  refusal: string | null;
  /** Log-linear relative index: exp of the slope of ln(rate), areas equal; null where a rate is zero. */
  riiLog: { rii: number; low: number | null; high: number | null } | null;
  words: string;
  /** For other covariances: `covariance(index.fit, "HC1")`. */
  fit: OlsFit;
}

/**
 * Slope and relative index of inequality.
 *
 * Least squares of the rate on the ridits: SII = slope; linear RII = (a + b) / a. Where a gradient is convex the line starts
 * below zero, and the linear RII would be nonsense: it is refused, not printed. Log-linear RII = exp(slope) of the least squares
 * line of ln(rate), areas with equal weights.
 *
 * @throws RangeError when lengths differ, a population is not above zero, or there are fewer than three areas.
 * R: `lm(rate ~ ridit, weights = n)`; `exp(coef(lm(log(rate) ~ ridit))[2])`.
 * @see Mackenbach & Kunst (1997), Social Science & Medicine 44; Moreno-Betancur et al. (2015), Epidemiology 26.
 */
export function slopeIndex(input: SlopeIndexInput): SlopeIndex {
  const { weighting = "population", level = 0.95 } = input;
  const rates = finiteNumbers(input.rates, "rates");
  if (rates.length < 3) throw new RangeError("slopeIndex: at least three areas are needed");
  const population = positiveNumbers(input.population, "population", rates.length);
  const { ridits: r } = ridits(input.rank, population, input.tieBreak);
  const line = (y: Float64Array, weights?: Float64Array): { fit: OlsFit; rows: CoefficientRow[] } => {
    const fit = ols({ y, X: { ridit: r }, ...(weights && { weights }) });
    return { fit, rows: coefficientTable(fit, covariance(fit, "classical"), level) };
  };
  const { fit, rows } = line(rates, weighting === "population" ? population : undefined);
  const [first, sii] = rows;
  if (sii === undefined) throw new RangeError("slopeIndex: all areas have the same rank");
  const a = first!.estimate;
  const end = a + sii.estimate;
  const sound = a > 0 && end > 0;
  const log = rates.every((rate) => rate > 0) ? line(rates.map((rate) => ln(rate))).rows[1]! : null;
  return {
    ridits: r,
    intercept: a,
    sii,
    riiRatio: sound ? end / a : null,
    riiMean: sound ? sii.estimate / (a + sii.estimate / 2) : null,
    refusal: sound
      ? null
      : "The straight line starts or ends below zero, so a ratio of its ends means nothing: use the log-linear index.",
    riiLog:
      log === null
        ? null
        : {
            rii: exp(log.estimate),
            low: log.low === null ? null : exp(log.low),
            high: log.high === null ? null : exp(log.high),
          },
    words: `slope index: least squares on ridits, ${weighting === "population" ? "weighted by population" : "areas with equal weights"}; log-linear relative index: least squares of the log rate, areas with equal weights`,
    fit,
  };
}
