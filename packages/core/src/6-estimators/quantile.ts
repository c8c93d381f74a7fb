/** R's default quantile (type 7) of sorted values: linear between order statistics. */
export function quantile7(sorted: ArrayLike<number>, level: number): number {
  const at = (sorted.length - 1) * level;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

/**
 * Quantile of values in which value i stands `weights[i]` times: type 7 on the repeated data, also for weights that are
 * not whole (populations in thousands, say).
 *
 * At position h = 1 + (W - 1) p among W = sum of weights, between the values at floor(h) and floor(h) + 1.
 * @param values n numbers in any order; the result has their unit.
 * @param weights n numbers, zero or more, the number of times each value counts.
 * @throws RangeError when lengths differ, there are no values or a weight is negative.
 * R: `Hmisc::wtd.quantile(values, weights, p)`; for whole weights `quantile(rep(values, weights), p)`.
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, level: number): number {
  const n = values.length;
  if (n === 0 || weights.length !== n) throw new RangeError("weightedQuantile: as many weights as values are needed");
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  let total = 0;
  for (let i = 0; i < n; i++) {
    if (!(weights[i]! >= 0)) throw new RangeError(`weightedQuantile: weights[${i}] is not zero or more`);
    total += weights[i]!;
  }
  const at = Math.max(1 + (total - 1) * level, 1);
  const low = Math.floor(at);
  const above = Math.min(low + 1, total);
  /** The value at a position, counting every value as often as its weight says. */
  const standing = (place: number): number => {
    let sum = 0;
    for (const i of order) {
      sum += weights[i]!;
      if (sum >= place) return values[i]!;
    }
    return values[order[n - 1]!]!;
  };
  const lower = standing(low);
  return lower + (at - low) * (standing(above) - lower);
}
