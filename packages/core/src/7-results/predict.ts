import { tQuantile } from "../distributions/index.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import type { Covariance } from "./covariance.ts";
import { coordinates } from "./scores.ts";

export interface Prediction {
  fit: number;
  /** Standard error of the mean response. */
  stdError: number;
  /** Interval for the mean response. */
  low: number;
  high: number;
  /** Interval for one new observation of weight 1. */
  predictionLow: number;
  predictionHigh: number;
}

/**
 * Predicted values at new rows, with intervals for the mean and for a new observation.
 * `X`: columns as in the fit (the constant included), aliased ones ignored. Fits with absorbed effects cannot predict.
 * R: `predict(lm, newdata, interval = "confidence" | "prediction")`.
 */
export function predict(
  fit: OlsFit,
  covariance: Covariance,
  X: readonly ArrayLike<number>[],
  level = 0.95,
): Prediction[] {
  if (fit.absorbed.length > 0) throw new RangeError("predict: the fit has absorbed effects");
  if (X.length !== fit.names.length) throw new RangeError(`predict: ${fit.names.length} columns are needed`);
  const rows = X[0]?.length ?? 0;
  const s2 = fit.rss / fit.dfResidual;
  const t = tQuantile(1 - (1 - level) / 2, fit.dfResidual);
  const { map, orthonormal } = coordinates(fit);
  // x'(X'WX)^-1 x as a sum of squares, which keeps the digits of columns that are nearly dependent.
  const squares = covariance.type === "classical" && orthonormal;
  return Array.from({ length: rows }, (_, i) => {
    const x = Array.from(fit.kept, (j) => X[j]![i]!);
    let value = 0;
    let variance = 0;
    x.forEach((a, j) => {
      value += a * fit.coefficients[fit.kept[j]!]!;
      if (!squares) x.forEach((b, k) => (variance += a * b * covariance.matrix[j]![k]!));
    });
    if (squares)
      for (let j = 0; j < x.length; j++) {
        const part = x.reduce((sum, a, k) => sum + a * map[k]![j]!, 0);
        variance += s2 * part * part;
      }
    const stdError = Math.sqrt(variance);
    const wide = t * Math.sqrt(variance + s2);
    return {
      fit: value,
      stdError,
      low: value - t * stdError,
      high: value + t * stdError,
      predictionLow: value - wide,
      predictionHigh: value + wide,
    };
  });
}
