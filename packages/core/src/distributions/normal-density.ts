import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { exp, ln } from "../elementary/index.ts";

const LN_SQRT_2PI = 0.9189385332046727;

/** R: dnorm(x). */
export function normalDensity(x: number): number {
  return exp(-0.5 * x * x - LN_SQRT_2PI);
}

/** ln P(Z <= x), with its digits where P itself is zero or one in double precision. R: pnorm(x, log.p = TRUE). */
export function lnNormalCdf(x: number): number {
  if (x < -20) {
    // Mills' ratio by its asymptotic series; at 20 the first term left out is below 1e-12 of the sum.
    const v = 1 / (x * x);
    const series = 1 - v * (1 - 3 * v * (1 - 5 * v * (1 - 7 * v * (1 - 9 * v))));
    return -0.5 * x * x - LN_SQRT_2PI - ln(-x) + ln(series);
  }
  if (x < 0) return ln(normalCdf(x, 0, 1));
  const tail = normalCdf(-x, 0, 1);
  return tail < 1e-4 ? -tail * (1 + tail * (1 / 2 + tail * (1 / 3 + tail / 4))) : ln(1 - tail);
}
