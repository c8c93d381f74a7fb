/** R's default quantile (type 7) of sorted values: linear between order statistics. */
export function quantile7(sorted: ArrayLike<number>, level: number): number {
  const at = (sorted.length - 1) * level;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

/**
 * Quantile of sorted values by any of the nine definitions of Hyndman and Fan. 1 to 3 step between the values (the inverse of the
 * distribution function, with averages at its steps, nearest even); 4 to 9 are linear at position a + p (n + 1 - a - b).
 *
 * @throws RangeError without values, or for a level outside 0 to 1. R: `quantile(x, p, type)`.
 * @see Hyndman & Fan (1996), The American Statistician 50.
 */
export function quantileOf(sorted: ArrayLike<number>, level: number, type: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9): number {
  const n = sorted.length;
  if (n === 0 || !(level >= 0 && level <= 1))
    throw new RangeError("quantileOf: values and a level from 0 to 1 are needed");
  if (type === 7) return quantile7(sorted, level);
  const at = (k: number): number => sorted[Math.min(Math.max(k, 1), n) - 1]!;
  // As R: a position that is whole but for rounding is whole.
  const fuzz = 4 * Number.EPSILON;
  if (type === 1 || type === 2 || type === 3) {
    const place = type === 3 ? n * level - 0.5 : n * level;
    const low = Math.floor(place + fuzz);
    const over = place - low > fuzz;
    const share = type === 1 ? (over ? 1 : 0) : type === 2 ? (over ? 1 : 0.5) : over || low % 2 === 1 ? 1 : 0;
    return share === 0 ? at(low) : share === 1 ? at(low + 1) : 0.5 * (at(low) + at(low + 1));
  }
  const [a, b] = LINEAR[type];
  const place = a + level * (n + 1 - a - b);
  const low = Math.floor(place + fuzz);
  const rest = place - low;
  const share = Math.abs(rest) < fuzz ? 0 : rest;
  return at(low) + (share === 0 ? 0 : share * (at(low + 1) - at(low)));
}

const LINEAR = { 4: [0, 1], 5: [0.5, 0.5], 6: [0, 0], 8: [1 / 3, 1 / 3], 9: [3 / 8, 3 / 8] } as const;

/** Tukey's five numbers: least, lower hinge, median, upper hinge, most. R: `fivenum(x)`. */
export function fiveNumbers(sorted: ArrayLike<number>): [number, number, number, number, number] {
  const n = sorted.length;
  if (n === 0) throw new RangeError("fiveNumbers: values are needed");
  const hinge = Math.floor((n + 3) / 2) / 2;
  const at = (place: number): number => 0.5 * (sorted[Math.floor(place) - 1]! + sorted[Math.ceil(place) - 1]!);
  return [at(1), at(hinge), at((n + 1) / 2), at(n + 1 - hinge), at(n)];
}

/** Median distance from the median, times 1.4826, which estimates the standard deviation of normal values. R: `mad(x)`. */
export function medianDeviation(sorted: ArrayLike<number>): number {
  const middle = quantile7(sorted, 0.5);
  const distances = Float64Array.from(sorted, (value) => Math.abs(value - middle)).sort();
  return 1.4826 * quantile7(distances, 0.5);
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
