import gammainc from "@stdlib/math-base-special-gammainc";
import { exp, ln } from "../elementary/index.ts";

/** From here on the library's upper side is off by as much as 3%. */
const LARGE = 500;

/**
 * One side of the gamma distribution with the given shape and rate one; the smaller side keeps all its digits.
 * R: `pgamma(x, shape, lower.tail = !upper)`.
 *
 * For large shapes the lower side's series below the mean, the upper side's continued fraction above it (DLMF 8.11.4 and 8.9.2),
 * both times x^a e^-x / gamma(a), by Stirling's series.
 */
export function gammaSide(x: number, shape: number, upper: boolean): number {
  if (!(x > 0)) return upper ? 1 : 0;
  if (shape < LARGE || !(shape < Infinity)) return gammainc(x, shape, true, upper);
  if (x === Infinity) return upper ? 0 : 1;
  const below = x < shape + 1;
  const own = lead(x, shape) * (below ? series(x, shape) : fraction(x, shape));
  return below === upper ? 1 - own : own;
}

/** x^a e^-x / gamma(a). */
function lead(x: number, a: number): number {
  const m = (x - a) / a;
  const stirling = (1 / 12 - (1 / 360 - 1 / (1260 * a * a)) / (a * a)) / a;
  return Math.sqrt(a / TWO_PI) * exp(-a * lessLog(m) - stirling);
}

const TWO_PI = 6.283185307179586;

/** m - ln(1 + m). */
function lessLog(m: number): number {
  if (Math.abs(m) > 0.5) return m - ln(1 + m);
  // With r = m / (2 + m), ln(1 + m) = 2 (r + r^3 / 3 + r^5 / 5 + ...), and m - 2 r = m r.
  const r = m / (2 + m);
  let sum = 0;
  for (let k = 3, power = r * r * r; k < 200; k += 2, power *= r * r) {
    sum += power / k;
    if (Math.abs(power) < 1e-18 * Math.abs(sum)) break;
  }
  return m * r - 2 * sum;
}

function series(x: number, a: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** By Lentz's method. */
function fraction(x: number, a: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let k = 1; ; k++) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16 || k > 1e7) return value;
  }
}
