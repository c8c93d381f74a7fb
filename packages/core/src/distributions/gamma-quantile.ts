import exp from "@stdlib/math-base-special-exp";
import gammainc from "@stdlib/math-base-special-gammainc";
import lgamma from "@stdlib/math-base-special-gammaln";
import ln from "@stdlib/math-base-special-ln";
import quantile from "@stdlib/stats-base-dists-gamma-quantile";

/** R: `qgamma(p, shape, rate)`. One Newton step on the nearer tail gives the last digits, which the library leaves open. */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  const x = quantile(p, shape, 1);
  if (!(x > 0) || x === Infinity) return x / rate;
  const density = exp((shape - 1) * ln(x) - x - lgamma(shape));
  const upper = p > 0.5;
  const gap = upper ? 1 - p - gammainc(x, shape, true, true) : gammainc(x, shape, true, false) - p;
  const better = density > 0 ? x - gap / density : x;
  return (better > 0 ? better : x) / rate;
}
