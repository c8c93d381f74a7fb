import { ln } from "../elementary/index.ts";
import { countNumbers, meanOf, positiveNumbers } from "./check-numbers.ts";
import { ridits } from "./ridits.ts";

export interface ConcentrationIndex {
  /** Between -1 (all with the first in line) and 1 (all with the last). */
  index: number;
  variance: number;
  stdError: number;
}

/**
 * How far an outcome is gathered in the areas at one end of a line (of deprivation, say).
 *
 * C = 2 cov_w(y, r) / mean_w(y), r the ridits, w the population. Variance after Kakwani, Wagstaff & van Doorslaer:
 * [mean of a^2 - (1 + C)^2] / I, a_i = (y_i / mean_w y) (2 r_i - 1 - C) + 2 - q_(i-1) - q_i, q the running share of sum y. As in
 * the R package the mean and q count every area once, also where the index is weighted; with `variance: "weighted"`
 * both count people (the smaller on most data).
 *
 * @param values an outcome of zero or more, one an area. @param rank the variable by which areas are lined up.
 * @param population weights; leave out to count every area once.
 * @throws RangeError when lengths differ, values are below zero or all zero.
 * R: `rineq::ci(rank, values, population, type = "CI")` (0.2.3; ties in the order of the rows).
 * @see Kakwani, Wagstaff & van Doorslaer (1997), Journal of Econometrics 77.
 */
export function concentrationIndex(
  values: ArrayLike<number>,
  rank: ArrayLike<number>,
  population?: ArrayLike<number>,
  options: { tieBreak?: ArrayLike<string>; variance?: "rineq" | "weighted" } = {},
): ConcentrationIndex {
  const y = countNumbers(values, "values");
  const n =
    population === undefined ? new Float64Array(y.length).fill(1) : positiveNumbers(population, "population", y.length);
  const { order, ridits: r } = ridits(rank, n, options.tieBreak);
  const mean = meanOf(y, n);
  if (!(mean > 0)) throw new RangeError("concentrationIndex: all values are zero");
  const areas = y.length;
  const middle = meanOf(r, n);
  const index =
    (2 *
      meanOf(
        y.map((value, i) => (value - mean) * (r[i]! - middle)),
        n,
      )) /
    mean;
  const byPeople = options.variance === "weighted";
  const share = y.map((value, i) => (byPeople ? value * n[i]! : value));
  const all = share.reduce((sum, value) => sum + value, 0);
  const squares = new Float64Array(areas);
  let running = 0;
  for (const i of order) {
    const before = running;
    running += share[i]! / all;
    const a = (y[i]! / mean) * (2 * r[i]! - 1 - index) + 2 - before - running;
    squares[i] = a * a;
  }
  const variance = (meanOf(squares, byPeople ? n : null) - (1 + index) * (1 + index)) / areas;
  return { index, variance, stdError: Math.sqrt(Math.max(0, variance)) };
}

/**
 * Gini index of an outcome across people in areas: the concentration index of the outcome along its own line.
 * 1 - sum of p_i (L_(i-1) + L_i), L the Lorenz curve. Without `population` every area counts once.
 * R: `ineq::Gini(y)`; weighted by the formula.
 */
export function gini(values: ArrayLike<number>, population?: ArrayLike<number>): number {
  return concentrationIndex(values, values, population).index;
}

/**
 * Theil's T across people in areas: sum p (y / m) ln(y / m), m the weighted mean; a zero adds nothing.
 * @throws RangeError when lengths differ, values are below zero or all zero. R: `ineq::Theil(y)`.
 */
export function theil(values: ArrayLike<number>, population?: ArrayLike<number>): number {
  const y = countNumbers(values, "values");
  const n = population === undefined ? null : positiveNumbers(population, "population", y.length);
  const mean = meanOf(y, n);
  if (!(mean > 0)) throw new RangeError("theil: all values are zero");
  return meanOf(
    y.map((value) => (value === 0 ? 0 : (value / mean) * ln(value / mean))),
    n,
  );
}
