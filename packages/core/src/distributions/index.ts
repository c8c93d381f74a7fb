import fCdf from "@stdlib/stats-base-dists-f-cdf";
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import studentCdf from "@stdlib/stats-base-dists-t-cdf";
import studentQuantile from "@stdlib/stats-base-dists-t-quantile";
import { gammaSide } from "./gamma-tail.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Distribution functions (R: pnorm, qnorm, pt, qt, pf, pchisq; lower tail). The same bits on every engine. */
export function chisqCdf(x: number, df: number): number {
  return gammaSide(x / 2, df / 2, false);
}

export { fCdf, normalCdf, normalQuantile };

/** R: lgamma, digamma, trigamma. */
export { default as lnGamma } from "@stdlib/math-base-special-gammaln";
export { default as digamma } from "@stdlib/math-base-special-digamma";
export { default as trigamma } from "@stdlib/math-base-special-trigamma";

/** R: pt. Infinite degrees of freedom are the normal distribution, as in R. */
export function tCdf(x: number, df: number): number {
  return df === Infinity ? normalCdf(x, 0, 1) : studentCdf(x, df);
}

/** R: qt. */
export function tQuantile(p: number, df: number): number {
  return df === Infinity ? normalQuantile(p, 0, 1) : studentQuantile(p, df);
}

/** Upper tail of chi-square, with all its digits where it is small. R: pchisq(lower.tail = FALSE). */
export function chisqTail(x: number, df: number): number {
  return gammaSide(x / 2, df / 2, true);
}

/** Upper tail of F, with all its digits where it is small. R: pf(lower.tail = FALSE). */
export function fTail(x: number, df1: number, df2: number): number {
  return x > 0 ? fCdf(1 / x, df2, df1) : 1;
}

/** P(|T| > |t|). R: 2 * pt(-abs(t), df). */
export function tTwoSided(t: number, df: number): number {
  return Math.min(1, 2 * tCdf(-Math.abs(t), df));
}

/** P(|Z| > |z|). R: 2 * pnorm(-abs(z)). */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z), 0, 1));
}

/** R: pgamma(x, shape, rate). */
export function gammaCdf(x: number, shape: number, rate: number): number {
  return gammaSide(x * rate, shape, false);
}

export { betaCdf } from "./beta.ts";
export * from "./counts.ts";
export { lnNormalCdf, normalDensity } from "./normal-density.ts";

/** R: qbeta, qgamma(p, shape, rate). */
export { default as betaQuantile } from "@stdlib/stats-base-dists-beta-quantile";
export { gammaQuantile } from "./gamma-quantile.ts";
