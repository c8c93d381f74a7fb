/**
 * Sums and products with the rounding error kept beside them (about 32 digits): a pair [high, low] stands for high + low.
 * Only additions and multiplications, so the bits are the same everywhere.
 *
 * @see Dekker (1971), A floating-point technique for extending the available precision; Ogita, Rump & Oishi (2005).
 */
const SPLITTER = 134217729; // 2^27 + 1

/** Adds the product of a and b to the pair at sums[at], sums[at + 1]. */
export function addProduct(sums: Float64Array, at: number, a: number, b: number): void {
  const p = a * b;
  let t = SPLITTER * a;
  const aHigh = t - (t - a);
  const aLow = a - aHigh;
  t = SPLITTER * b;
  const bHigh = t - (t - b);
  const bLow = b - bHigh;
  const error = aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  const high = sums[at]!;
  const s = high + p;
  const v = s - high;
  const low = high - (s - v) + (p - v);
  sums[at] = s;
  sums[at + 1] = sums[at + 1]! + (low + error);
}

/** Sum of products, rounded once (as if computed with twice the digits). */
export function dotAccurate(a: Float64Array, b: Float64Array): number {
  const sums = new Float64Array(2);
  for (let i = 0; i < a.length; i++) addProduct(sums, 0, a[i]!, b[i]!);
  return sums[0]! + sums[1]!;
}

/** x to a whole power as a pair: the rounded value and what rounding cut off (0 where the power is negative). */
export function wholePowerPair(x: number, power: number): [number, number] {
  const count = Math.abs(power);
  if (count === 0) return [1, 0];
  let high = x;
  let low = 0;
  const pair = new Float64Array(2);
  for (let i = 1; i < count; i++) {
    pair[0] = 0;
    pair[1] = low * x;
    addProduct(pair, 0, high, x);
    high = pair[0] + pair[1];
    low = pair[0] - high + pair[1];
    if (high - high !== 0) return [power > 0 ? high : 0, 0];
  }
  return power > 0 ? [high, low] : [1 / (high + low), 0];
}

/** x to a whole power, rounded once: x^10 in a formula does not lose digits by repeated rounding. */
export function wholePower(x: number, power: number): number {
  return wholePowerPair(x, power)[0];
}
