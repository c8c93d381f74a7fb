import fCdf from "@stdlib/stats-base-dists-f-cdf";

/** P(X <= x) of a beta variable, by way of F: x b / ((1 - x) a) on 2a and 2b degrees of freedom. R: pbeta(x, a, b). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  return x >= 1 ? 1 : fCdf((x * b) / ((1 - x) * a), 2 * a, 2 * b);
}
