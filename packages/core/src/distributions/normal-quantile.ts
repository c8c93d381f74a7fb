import erfcinv from "@stdlib/math-base-special-erfcinv";
import quantile from "@stdlib/stats-base-dists-normal-quantile";

/** R: `qnorm(p, mean, sd)`. Below 1e-4 by the complementary error function, as 2 p - 1 would cut off p's own digits. */
export function normalQuantile(p: number, mean: number, sd: number): number {
  return p > 0 && p < 1e-4 ? mean - sd * Math.SQRT2 * erfcinv(2 * p) : quantile(p, mean, sd);
}
