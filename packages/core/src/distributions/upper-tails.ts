import gammainc from "@stdlib/math-base-special-gammainc";
import fCdf from "@stdlib/stats-base-dists-f-cdf";
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import tCdf from "@stdlib/stats-base-dists-t-cdf";

/** Upper tails, each computed as such: one minus a lower tail has no digits left where p values are small. */

/** P(X > x) of chi-squared. R: `pchisq(x, df, lower.tail = FALSE)`. */
export function chisqUpper(x: number, df: number): number {
  return x > 0 ? gammainc(x / 2, df / 2, true, true) : 1;
}

/** P(X > x) of F: a lower tail of the inverse. R: `pf(x, df1, df2, lower.tail = FALSE)`. */
export function fUpper(x: number, df1: number, df2: number): number {
  return x > 0 ? fCdf(1 / x, df2, df1) : 1;
}

/** P(|T| > |t|). R: `2 * pt(-abs(t), df)`. */
export function tTwoSided(t: number, df: number): number {
  return Math.min(1, 2 * tCdf(-Math.abs(t), df));
}

/** P(|Z| > |z|). R: `2 * pnorm(-abs(z))`. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z), 0, 1));
}
