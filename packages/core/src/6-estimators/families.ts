import { lnGamma } from "../distributions/index.ts";
import { exp, ln } from "../elementary/index.ts";

/** What a generalised linear model needs to know of its outcome's distribution and link. */
export interface Family {
  name: "poisson" | "quasipoisson" | "binomial" | "quasibinomial" | "Gamma" | "negative binomial";
  link: "log" | "logit";
  /** Is the dispersion known to be one? If not, it is estimated from Pearson's chi-square. */
  fixedDispersion: boolean;
  /** Parameters that the likelihood has beside the coefficients. */
  extraParameters: number;
  /** A rate to start from. */
  start(y: number, weight: number): number;
  mean(eta: number): number;
  linear(mu: number): number;
  /** d mu / d eta. */
  slope(mu: number): number;
  variance(mu: number): number;
  /** Is the fitted value where the likelihood can only be reached by coefficients that run away? */
  atBoundary(mu: number): boolean;
  /** Unit deviance: 2 (l(y; y) - l(mu; y)), per unit of weight. */
  unitDeviance(y: number, mu: number): number;
  /** Log-likelihood of one row; `scale` is deviance / sum of weights (Gamma). Null for quasi families. */
  logLik: ((y: number, mu: number, weight: number, scale: number) => number) | null;
  /** Why the outcome cannot be one of this family's, or null. */
  refuses(y: number): string | null;
}

const EPSILON = 2.220446049250313e-16;
/** Beyond this a logit's probability is 0 or 1 to machine precision (R clamps at the same place). */
const FURTHEST_LOGIT = 30;

/** y ln(y / mu), which is 0 at y = 0. */
function yLog(y: number, mu: number): number {
  return y > 0 ? y * ln(y / mu) : 0;
}

const logLink = {
  link: "log",
  mean: (eta: number) => Math.max(exp(eta), EPSILON),
  linear: ln,
  slope: (mu: number) => mu,
  atBoundary: (mu: number) => mu < 10 * EPSILON,
} as const;

const poissonBase = {
  ...logLink,
  extraParameters: 0,
  start: (y: number) => y + 0.1,
  variance: (mu: number) => mu,
  unitDeviance: (y: number, mu: number) => 2 * (yLog(y, mu) - (y - mu)),
  refuses: (y: number) => (y < 0 ? "counts cannot be negative" : null),
};

/** Counts whose variance equals their mean. R: `poisson()`. */
export const poisson: Family = {
  ...poissonBase,
  name: "poisson",
  fixedDispersion: true,
  logLik: (y, mu, weight) => weight * (y * ln(mu) - mu - lnGamma(y + 1)),
};

/** Counts whose variance is a multiple of their mean, estimated: same coefficients, wider errors. R: `quasipoisson()`. */
export const quasiPoisson: Family = { ...poissonBase, name: "quasipoisson", fixedDispersion: false, logLik: null };

const binomialBase = {
  link: "logit",
  extraParameters: 0,
  start: (y: number, weight: number) => (weight * y + 0.5) / (weight + 1),
  mean(eta: number) {
    const e = exp(Math.min(Math.max(eta, -FURTHEST_LOGIT), FURTHEST_LOGIT));
    return e / (1 + e);
  },
  linear: (mu: number) => ln(mu / (1 - mu)),
  slope: (mu: number) => Math.max(mu * (1 - mu), EPSILON),
  variance: (mu: number) => Math.max(mu * (1 - mu), EPSILON),
  atBoundary: (mu: number) => mu < 1e-10 || mu > 1 - 1e-10,
  unitDeviance: (y: number, mu: number) => 2 * (yLog(y, mu) + yLog(1 - y, 1 - mu)),
  refuses: (y: number) => (y < 0 || y > 1 ? "shares must lie between 0 and 1" : null),
} as const;

/** Shares of `weight` trials (weight 1: yes or no). R: `binomial()` with proportions and weights. */
export const binomial: Family = {
  ...binomialBase,
  name: "binomial",
  fixedDispersion: true,
  logLik(y, mu, weight) {
    const hits = y * weight;
    const choose = lnGamma(weight + 1) - lnGamma(hits + 1) - lnGamma(weight - hits + 1);
    return choose + (hits > 0 ? hits * ln(mu) : 0) + (weight > hits ? (weight - hits) * ln(1 - mu) : 0);
  },
};

/** Shares with an estimated dispersion. R: `quasibinomial()`. */
export const quasiBinomial: Family = { ...binomialBase, name: "quasibinomial", fixedDispersion: false, logLik: null };

/** Positive amounts with a constant coefficient of variation, log link. R: `Gamma("log")`. */
export const gammaLog: Family = {
  ...logLink,
  name: "Gamma",
  fixedDispersion: false,
  extraParameters: 1,
  start: (y) => y,
  variance: (mu) => mu * mu,
  unitDeviance: (y, mu) => -2 * (ln(y / mu) - (y - mu) / mu),
  logLik(y, mu, weight, scale) {
    const shape = 1 / scale;
    return weight * ((shape - 1) * ln(y) - y / (mu * scale) - shape * ln(mu * scale) - lnGamma(shape));
  },
  refuses: (y) => (y > 0 ? null : "amounts must be positive"),
};

/** Counts with variance mu + mu^2 / theta, for a given theta. R: `MASS::negative.binomial(theta, "log")`. */
export function negativeBinomialFamily(theta: number): Family {
  return {
    ...logLink,
    name: "negative binomial",
    fixedDispersion: true,
    extraParameters: 1,
    start: (y) => (y > 0 ? y : 1 / 6),
    variance: (mu) => mu + (mu * mu) / theta,
    unitDeviance: (y, mu) => 2 * (yLog(y, mu) - (y + theta) * ln((y + theta) / (mu + theta))),
    logLik: (y, mu, weight) =>
      weight *
      (lnGamma(theta + y) -
        lnGamma(theta) -
        lnGamma(y + 1) +
        theta * ln(theta / (theta + mu)) +
        (y > 0 ? y * ln(mu / (theta + mu)) : 0)),
    refuses: poissonBase.refuses,
  };
}
