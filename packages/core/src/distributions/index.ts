/** Distribution functions (R: pnorm, qnorm, pt, qt, pf, pchisq; lower tail). The same bits on every engine. */
export { default as chisqCdf } from "@stdlib/stats-base-dists-chisquare-cdf";
export { default as fCdf } from "@stdlib/stats-base-dists-f-cdf";
export { default as normalCdf } from "@stdlib/stats-base-dists-normal-cdf";
export { default as tCdf } from "@stdlib/stats-base-dists-t-cdf";
export { default as tQuantile } from "@stdlib/stats-base-dists-t-quantile";
/** R: qbeta. */
export { default as betaQuantile } from "@stdlib/stats-base-dists-beta-quantile";
export * from "./upper-tails.ts";
export { normalQuantile } from "./normal-quantile.ts";
export { gammaQuantile } from "./gamma-quantile.ts";
