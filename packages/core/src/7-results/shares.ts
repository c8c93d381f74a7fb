import type { Orders } from "./orders.ts";

/** One block's shares, as fractions of total variation. */
export interface BlockShares {
  /** On its own; null where the block may not enter first. */
  alone: number | null;
  /** Added after everything else. */
  last: number;
  /** Average over all allowed orders. */
  shapley: number;
  min: number;
  max: number;
}

/** R2 and rank by mask. */
export interface Subsets {
  rSquared: Float64Array;
  rank: Int32Array;
}

/** What a block adds to a set of blocks: exactly nothing where it adds no rank. */
export function increment({ rSquared, rank }: Subsets, mask: number, block: number): number {
  const both = mask | (1 << block);
  return rank[both] === rank[mask] ? 0 : rSquared[both]! - rSquared[mask]!;
}

/**
 * Shares of variation of each block: alone, last, the average over orders, and the smallest and largest increment over all
 * allowed subsets that do not hold the block. The average over all orders is the Shapley value of R2 (LMG with groups); with
 * restricted orders it runs over the allowed ones.
 *
 *   phi_j = sum over S of w(j, S) [R2(S u j) - R2(S)]
 *
 * The averages add up to R2. Shares may exceed what a block has alone, or be credited to a column whose coefficient is zero
 * (suppression): nothing is clipped.
 *
 * R: `relaimpo::calc.relimp(type = c("lmg", "last", "first"), groups = ...)`.
 * @see Lindeman, Merenda & Gold (1980); Groemping (2007), The American Statistician 61(2).
 */
export function shares(subsets: Subsets, orders: Orders): BlockShares[] {
  const full = (1 << orders.blocks) - 1;
  return orders.weights.map((weights, j) => {
    const bit = 1 << j;
    let shapley = 0;
    let min = Infinity;
    let max = -Infinity;
    for (let mask = 0; mask <= full; mask++) {
      if (mask & bit || !orders.allowed[mask] || !orders.allowed[mask | bit]) continue;
      const step = increment(subsets, mask, j);
      shapley += weights[mask]! * step;
      if (step < min) min = step;
      if (step > max) max = step;
    }
    return {
      alone: orders.allowed[bit] ? increment(subsets, 0, j) : null,
      last: lastOf(subsets, orders, j),
      shapley,
      min,
      max,
    };
  });
}

/**
 * What a block adds after every block that may come before it: after all others, unless some of them need it, in which
 * case after all but those.
 */
function lastOf(subsets: Subsets, orders: Orders, block: number): number {
  const bit = 1 << block;
  let before = 0;
  for (let mask = 0; mask < orders.allowed.length; mask++)
    if (!(mask & bit) && orders.allowed[mask] && orders.allowed[mask | bit]) before |= mask;
  return increment(subsets, before, block);
}

/** What no order can change, what cannot be told apart, and what is left over; they add up to one. */
export function certainties(subsets: Subsets, lasts: readonly number[]): { contested: number; leftOver: number } {
  const all = subsets.rSquared[subsets.rSquared.length - 1]!;
  return { contested: all - lasts.reduce((sum, last) => sum + last, 0), leftOver: 1 - all };
}

/** What each block adds in one given order (type 1, sequential). R: `anova(lm(...))`, sums of squares over the total. */
export function sequentialShares(subsets: Subsets, order: readonly number[]): number[] {
  let mask = 0;
  return order.map((block) => {
    const step = increment(subsets, mask, block);
    mask |= 1 << block;
    return step;
  });
}
