import { byCodePoint } from "../columns/order.ts";
import { finiteNumbers, positiveNumbers } from "./check-numbers.ts";

/** Areas lined up by a variable (deprivation, say), from least to most. */
export interface LinedUp {
  /** Positions of the areas, in line. */
  order: Int32Array;
  /** Each area's ridit, by its position as given: the middle of the stretch of people that it takes up between 0 and 1. */
  ridits: Float64Array;
}

/**
 * Ridits: the share of people in areas before this one, and half of its own.
 *
 * r_i = (sum of n before + n_i / 2) / sum n. Areas with the same rank variable share one ridit, so that the answer does not
 * depend on the order of the rows; with `tieBreak` (codes, say) they stand one after the other instead.
 *
 * @param rank the variable by which areas are lined up. @param population people, one an area.
 * @throws RangeError when lengths differ, a rank is not finite or a population not above zero.
 * R: `o <- order(rank, code); r[o] <- (cumsum(n[o]) - n[o] / 2) / sum(n)`.
 * @see Bross (1958), How to use ridit analysis, Biometrics 14.
 */
export function ridits(rank: ArrayLike<number>, population: ArrayLike<number>, tieBreak?: ArrayLike<string>): LinedUp {
  const x = finiteNumbers(rank, "rank");
  const n = positiveNumbers(population, "population", x.length);
  if (tieBreak !== undefined && tieBreak.length !== x.length)
    throw new RangeError(`tieBreak has ${tieBreak.length} values, not ${x.length}`);
  const order = Int32Array.from(x, (_, i) => i).sort(
    (a, b) => x[a]! - x[b]! || (tieBreak === undefined ? 0 : byCodePoint(tieBreak[a]!, tieBreak[b]!)),
  );
  const total = n.reduce((sum, people) => sum + people, 0);
  const out = new Float64Array(x.length);
  let before = 0;
  for (let at = 0; at < order.length;) {
    let end = at + 1;
    let own = n[order[at]!]!;
    if (tieBreak === undefined)
      for (; end < order.length && x[order[end]!] === x[order[at]!]; end++) own += n[order[end]!]!;
    for (; at < end; at++) out[order[at]!] = (before + own / 2) / total;
    before += own;
  }
  return { order, ridits: out };
}
