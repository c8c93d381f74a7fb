import { quantile7 } from "../6-estimators/quantile.ts";
import { normalCdf, normalQuantile } from "../distributions/index.ts";

export interface Interval {
  low: number;
  high: number;
  /** Levels of the draws' quantiles after both corrections. */
  levels: [number, number];
  /** Every draw lay on one side of the estimate: the bias correction is at its limit. */
  oneSided: boolean;
}

/** Shares this near are the same but for rounding: far above what summation leaves, far below what anyone would read. */
const SAME = 1e-12;

/**
 * Bias-corrected and accelerated bootstrap interval.
 *
 *   z0 = qnorm(share of draws below the estimate), ties counting half
 *   a  = sum (m - t_i)^3 / (6 (sum (m - t_i)^2)^1.5), t_i the delete-one estimates and m their mean
 *   level(z) = pnorm(z0 + (z0 + z) / (1 - a (z0 + z)))
 *
 * Quantiles are of type 7. When every draw lies on one side, half a draw is taken to lie on the other.
 *
 * R: `boot::boot.ci(type = "bca")` but for its interpolation on the normal scale.
 * @see Efron (1987), Better bootstrap confidence intervals, JASA 82(397).
 */
export function bca(estimate: number, draws: ArrayLike<number>, jackknife: ArrayLike<number>, level = 0.95): Interval {
  let below = 0;
  for (let i = 0; i < draws.length; i++) {
    const gap = draws[i]! - estimate;
    if (gap < -SAME) below += 1;
    else if (gap <= SAME) below += 0.5;
  }
  const oneSided = below === 0 || below === draws.length;
  if (oneSided) below = below === 0 ? 0.5 : draws.length - 0.5;
  const z0 = normalQuantile(below / draws.length, 0, 1);
  const a = acceleration(jackknife);
  const at = (p: number): number => {
    const z = z0 + normalQuantile(p, 0, 1);
    return normalCdf(z0 + z / (1 - a * z), 0, 1);
  };
  const levels: [number, number] = [at((1 - level) / 2), at(1 - (1 - level) / 2)];
  const sorted = Float64Array.from(draws).sort();
  return { low: quantile7(sorted, levels[0]), high: quantile7(sorted, levels[1]), levels, oneSided };
}

/** Acceleration from delete-one estimates; 0 when they do not vary. */
export function acceleration(jackknife: ArrayLike<number>): number {
  const mean = average(jackknife);
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < jackknife.length; i++) {
    const gap = mean - jackknife[i]!;
    squares += gap * gap;
    cubes += gap * gap * gap;
  }
  // Differences this small are rounding: a block whose share never moves has no skewness.
  return squares <= jackknife.length * SAME * SAME ? 0 : cubes / (6 * squares * Math.sqrt(squares));
}

/** Delete-one standard error: sqrt((G - 1)/G * sum (t_i - m)^2). No random numbers in it. */
export function jackknifeStdError(jackknife: ArrayLike<number>): number {
  const mean = average(jackknife);
  let squares = 0;
  for (let i = 0; i < jackknife.length; i++) squares += (jackknife[i]! - mean) * (jackknife[i]! - mean);
  return Math.sqrt(((jackknife.length - 1) / jackknife.length) * squares);
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
