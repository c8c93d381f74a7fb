import lnGamma from "@stdlib/math-base-special-gammaln";
import { exp, ln } from "../elementary/index.ts";
import { betaCdf } from "./beta.ts";
import { gammaSide } from "./gamma-tail.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Distributions of counts, lower tails. */

/** P(X <= k) of a Poisson count. R: ppois(k, mean). */
export function poissonCdf(k: number, mean: number): number {
  if (k < 0) return 0;
  return mean === 0 ? 1 : gammaSide(mean, Math.floor(k) + 1, true);
}

/** Smallest k with P(X <= k) >= p. R: qpois(p, mean). */
export function poissonQuantile(p: number, mean: number): number {
  const start = mean + Math.sqrt(mean) * normalQuantile(Math.min(Math.max(p, 1e-300), 1 - 1e-16), 0, 1);
  let k = Math.max(0, Math.floor(start));
  // As R: a p that is the tail itself but for rounding belongs to that tail.
  const least = p * (1 - 64 * Number.EPSILON);
  while (k > 0 && poissonCdf(k - 1, mean) >= least) k--;
  while (poissonCdf(k, mean) < least) k++;
  return k;
}

/** P(X = k) of k events in n trials. R: dbinom(k, n, share). */
export function binomialMass(k: number, n: number, share: number): number {
  if (share === 0 || share === 1) return k === n * share ? 1 : 0;
  return exp(lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1) + k * ln(share) + (n - k) * ln(1 - share));
}

/** P(X <= k) of k events in n trials. R: pbinom(k, n, share). */
export function binomialCdf(k: number, n: number, share: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaCdf(1 - share, n - k, k + 1);
}

/** P(X = k) of a negative binomial count of the given mean, variance mean + mean^2 / theta. R: dnbinom(k, size = theta, mu = mean). */
export function negativeBinomialMass(k: number, theta: number, mean: number): number {
  const share = theta / (theta + mean);
  return exp(lnGamma(k + theta) - lnGamma(theta) - lnGamma(k + 1) + theta * ln(share) + k * ln(mean / (theta + mean)));
}

/** P(X <= k) of the same. R: pnbinom(k, size = theta, mu = mean). */
export function negativeBinomialCdf(k: number, theta: number, mean: number): number {
  return k < 0 ? 0 : betaCdf(theta / (theta + mean), theta, Math.floor(k) + 1);
}
