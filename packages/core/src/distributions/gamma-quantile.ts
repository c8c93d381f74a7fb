import exp from "@stdlib/math-base-special-exp";
import lgamma from "@stdlib/math-base-special-gammaln";
import ln from "@stdlib/math-base-special-ln";
import quantile from "@stdlib/stats-base-dists-gamma-quantile";
import { gammaSide } from "./gamma-tail.ts";

/** R: `qgamma(p, shape, rate)`. Newton steps on the nearer tail give the last digits, which the library leaves open. */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  let x = quantile(p, shape, 1);
  const upper = p > 0.5;
  for (let step = 0; step < 6 && x > 0 && x < Infinity; step++) {
    const density = exp((shape - 1) * ln(x) - x - lgamma(shape));
    const gap = upper ? 1 - p - gammaSide(x, shape, true) : gammaSide(x, shape, false) - p;
    const better = density > 0 ? x - gap / density : x;
    if (!(better > 0)) break;
    const moved = Math.abs(better - x);
    x = better;
    if (moved <= 1e-15 * x) break;
  }
  return x / rate;
}
