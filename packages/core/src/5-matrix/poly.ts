import { dot } from "../linalg/dot.ts";
import { wholePower } from "../linalg/double-double.ts";

/** x, x^2, ... x^degree (R: `poly(x, degree, raw = TRUE)`). */
export function rawPowers(x: Float64Array, degree: number): Float64Array[] {
  return Array.from({ length: degree }, (_, k) => x.map((value) => wholePower(value, k + 1)));
}

/**
 * Orthogonal polynomials of x of degree 1 to `degree`, each of length one and orthogonal to the constant, by the three-term
 * recurrence p[k+1] = (x - a[k]) p[k] - (n[k] / n[k-1]) p[k-1] (R: `poly(x, degree)`). `degree` must be smaller than the number
 * of distinct values.
 *
 * @see Kennedy & Gentle (1980), Statistical Computing, 343-344, as cited by R's help page.
 */
export function orthogonalPowers(x: Float64Array, degree: number): Float64Array[] {
  const n = x.length;
  const ones = new Float64Array(n).fill(1);
  const mean = dot(ones, x) / n;
  const centred = x.map((value) => value - mean);
  const out: Float64Array[] = [];
  let before: Float64Array | null = null;
  let current: Float64Array = ones;
  let lengthBefore = 1;
  for (let k = 0; k < degree; k++) {
    const squared = dot(current, current);
    const weighted = current.map((value, i) => value * centred[i]!);
    const alpha = dot(current, weighted) / squared;
    const carry = squared / lengthBefore;
    const next: Float64Array = new Float64Array(n);
    for (let i = 0; i < n; i++)
      next[i] = (centred[i]! - alpha) * current[i]! - (before === null ? 0 : carry * before[i]!);
    // Clean what rounding left of the lower powers, so that the columns are orthogonal to the last digits.
    for (const lower of [ones, ...out]) {
      const share = dot(next, lower) / dot(lower, lower);
      for (let i = 0; i < n; i++) next[i] = next[i]! - share * lower[i]!;
    }
    out.push(next);
    before = current;
    current = next;
    lengthBefore = squared;
  }
  return out.map((column) => {
    const length = Math.sqrt(dot(column, column));
    return column.map((value) => value / length);
  });
}
