import { dot } from "../linalg/dot.ts";
import { wholePowerPair } from "../linalg/double-double.ts";

/** x, x^2, ... x^degree (R: `poly(x, degree, raw = TRUE)`), each with what rounding cut off. */
export function rawPowers(x: Float64Array, degree: number): { columns: Float64Array[]; low: Float64Array[] } {
  const powers = Array.from({ length: degree }, (_, k) => power(x, k + 1));
  return { columns: powers.map((pair) => pair.high), low: powers.map((pair) => pair.low) };
}

/** x to a whole power, with what rounding cut off. */
export function power(x: Float64Array, exponent: number): { high: Float64Array; low: Float64Array } {
  const high = new Float64Array(x.length);
  const low = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) [high[i], low[i]] = wholePowerPair(x[i]!, exponent) as [number, number];
  return { high, low };
}

/**
 * Orthogonal polynomials of x of degree 1 to `degree`, each of length one and orthogonal to the constant, by the three-term
 * recurrence p[k+1] = (x - a[k]) p[k] - (n[k] / n[k-1]) p[k-1] (R: `poly(x, degree)`). `degree` must be smaller than the number
 * of distinct values. With `sample` they are made for the first rows alone, and the others are new values on the same polynomials
 * (R: `predict(poly(x, degree), newdata)`).
 *
 * @see Kennedy & Gentle (1980), Statistical Computing, 343-344, as cited by R's help page.
 */
export function orthogonalPowers(x: Float64Array, degree: number, sample = x.length): Float64Array[] {
  const n = x.length;
  const own = (column: Float64Array): Float64Array => (sample === n ? column : column.subarray(0, sample));
  const ones = new Float64Array(n).fill(1);
  const mean = dot(own(ones), own(x)) / sample;
  const centred = x.map((value) => value - mean);
  const out: Float64Array[] = [];
  let before: Float64Array | null = null;
  let current: Float64Array = ones;
  let lengthBefore = 1;
  for (let k = 0; k < degree; k++) {
    const squared = dot(own(current), own(current));
    const weighted = current.map((value, i) => value * centred[i]!);
    const alpha = dot(own(current), own(weighted)) / squared;
    const carry = squared / lengthBefore;
    const next: Float64Array = new Float64Array(n);
    for (let i = 0; i < n; i++)
      next[i] = (centred[i]! - alpha) * current[i]! - (before === null ? 0 : carry * before[i]!);
    // Clean what rounding left of the lower powers, so that the columns are orthogonal to the last digits.
    for (const lower of [ones, ...out]) {
      const share = dot(own(next), own(lower)) / dot(own(lower), own(lower));
      for (let i = 0; i < n; i++) next[i] = next[i]! - share * lower[i]!;
    }
    out.push(next);
    before = current;
    current = next;
    lengthBefore = squared;
  }
  return out.map((column) => {
    const length = Math.sqrt(dot(own(column), own(column)));
    return column.map((value) => value / length);
  });
}
