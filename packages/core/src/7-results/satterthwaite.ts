import { chisqTail } from "../distributions/index.ts";
import type { MixedFit } from "../6-estimators/mixed.ts";
import { mixedProfile } from "../6-estimators/mixed-profile.ts";
import { choleskyInverse } from "../linalg/cholesky.ts";
import { eigenSymmetric } from "../linalg/eigen-symmetric.ts";
import { curvature } from "../linalg/minimise.ts";
import { rInverse } from "../linalg/qr.ts";
import type { TestResult } from "./panel-tests.ts";

/** Degrees of freedom of t for each kept coefficient, and its covariance: what `coefficientTable` takes. */
export interface MixedCovariance {
  matrix: Float64Array[];
  df: Float64Array;
  words: string;
}

const STEP = 2e-3;

/**
 * Satterthwaite's degrees of freedom for the coefficients of a mixed model: 2 v^2 / (g' A g), v a coefficient's variance, g its
 * derivatives by theta and the residual standard deviation, A twice the inverse of the deviance's second derivatives by them
 * (by difference quotients). At the edge (a variance of zero) directions without curvature are left out.
 * R: `lmerTest::lmer`, `summary(fit)$coefficients`. @see Kuznetsova, Brockhoff & Christensen (2017), JSS 82(13).
 */
export function satterthwaite(fit: MixedFit): MixedCovariance {
  const { structure, theta, factors } = fit.inner;
  const p = fit.kept.length;
  const m = fit.method === "REML" ? fit.nobs - p : fit.nobs;
  const variance = fit.residualVariance;
  const profile = (at: Float64Array) => mixedProfile(structure, at)!;
  // With s the logarithm of the residual standard deviation: deviance = K(theta) + rss(theta) exp(-2 s) + 2 m s.
  const fixedSigma = (at: Float64Array): number => {
    const { logDet, logDetFixed, rss } = profile(at);
    return logDet + (fit.method === "REML" ? logDetFixed : 0) + rss / variance;
  };
  const T = theta.length;
  const H = Array.from({ length: T + 1 }, () => new Float64Array(T + 1));
  curvature(fixedSigma, theta, STEP).forEach((column, j) => H[j]!.set(column));
  const byTheta = difference(theta, (at) => [profile(at).rss]);
  for (let t = 0; t < T; t++) H[t]![T] = H[T]![t] = (-2 * byTheta[t]![0]!) / variance;
  H[T]![T] = 4 * m;
  const R = rInverse(factors);
  const diagonal = (at: Float64Array): number[] => {
    const inner = choleskyInverse(profile(at).fixed);
    return R.map((_, i) => {
      let sum = 0;
      for (let a = i; a < p; a++) for (let b = i; b < p; b++) sum += R[a]![i]! * inner[b]![a]! * R[b]![i]!;
      return variance * sum;
    });
  };
  const slopes = difference(theta, diagonal);
  const now = diagonal(theta);
  const { values, vectors } = eigenSymmetric(H);
  const largest = Math.max(...values);
  const df = Float64Array.from(now, (v, k) => {
    const g = Float64Array.from({ length: T + 1 }, (_, t) => (t < T ? slopes[t]![k]! : 2 * v));
    let spread = 0;
    values.forEach((value, e) => {
      if (!(value > 1e-8 * largest)) return;
      const along = vectors[e]!.reduce((sum, x, t) => sum + x * g[t]!, 0);
      spread += (2 * along * along) / value;
    });
    return (2 * v * v) / spread;
  });
  return { matrix: fit.matrix, df, words: "model-based standard errors, Satterthwaite degrees of freedom" };
}

/** First derivatives by fourth-order differences, per entry of `at`. */
function difference(at: Float64Array, f: (x: Float64Array) => number[]): number[][] {
  return Array.from(at, (own, t) => {
    const h = STEP * (1 + Math.abs(own));
    const to = (by: number): number[] => f(at.map((v, k) => (k === t ? v + by * h : v)));
    const [a, b, c, d] = [to(1), to(-1), to(2), to(-2)];
    return a.map((value, k) => (8 * (value - b[k]!) - (c[k]! - d[k]!)) / (12 * h));
  });
}

export interface MixedShares {
  /** Variance of the fixed part, of the random part (mean over rows where there are slopes), and of the noise. */
  fixed: number;
  random: number;
  residual: number;
  /** Share of the variance between the levels, the fixed part left out (VPC, intraclass correlation). */
  vpc: number;
  /** Nakagawa's R2: of the fixed part, and of fixed and random parts. */
  marginal: number;
  conditional: number;
}

/**
 * Variance parts of a mixed model. The fixed part's variance has n - 1 below.
 * R: `MuMIn::r.squaredGLMM`. @see Nakagawa & Schielzeth (2013); Johnson (2014) for slopes.
 */
export function mixedVariances(fit: MixedFit): MixedShares {
  const n = fit.nobs;
  const fixed = fit.fixedVariance;
  let random = 0;
  fit.inner.random.forEach(({ columns }, t) => {
    const { covariance } = fit.terms[t]!;
    columns.forEach((a, j) =>
      columns.forEach((b, k) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += a[i]! * b[i]!;
        random += (covariance[j]![k]! * sum) / n;
      }),
    );
  });
  const residual = fit.residualVariance;
  const total = fixed + random + residual;
  return {
    fixed,
    random,
    residual,
    vpc: random / (random + residual),
    marginal: fixed / total,
    conditional: (fixed + random) / total,
  };
}

/**
 * Proportional change in variance (PCV): how much smaller a term's intercept variance is than in a model with fewer fixed columns,
 * on the same rows by the same method. It can be negative: a measure may uncover differences that another one hid.
 * @throws RangeError when rows or method differ, or either has no such term.
 * @see Merlo et al. (2005), Journal of Epidemiology and Community Health 59.
 */
export function proportionalChange(fit: MixedFit, baseline: MixedFit, term = 0): number {
  if (fit.nobs !== baseline.nobs || fit.method !== baseline.method)
    throw new RangeError("proportionalChange: the models differ in rows or method");
  const [now, before] = [fit.terms[term], baseline.terms[term]];
  if (now?.names[0] !== "(Intercept)" || before?.names[0] !== "(Intercept)")
    throw new RangeError("proportionalChange: there is no random intercept to compare");
  return 1 - now.covariance[0]![0]! / before.covariance[0]![0]!;
}

/**
 * Likelihood ratio test of two fits by maximum likelihood, the second inside the first. Where they differ by a single variance
 * the smaller model stands at the edge, and half the chi-square's tail is the p value. R: `anova(small, large)` (never halved).
 * @throws RangeError for REML fits: their likelihoods cannot be compared.
 */
export function likelihoodRatio(large: MixedFit, small: MixedFit): TestResult & { halved: boolean } {
  if (large.method !== "ML" || small.method !== "ML")
    throw new RangeError("likelihoodRatio: only likelihoods by ML can be compared");
  const thetas = large.theta.length - small.theta.length;
  const df = large.kept.length - small.kept.length + thetas;
  const halved = df === 1 && thetas === 1;
  const statistic = Math.max(0, 2 * (large.logLik - small.logLik));
  return { statistic, df: [df], pValue: chisqTail(statistic, df) * (halved ? 0.5 : 1), halved };
}
