import { ln } from "../elementary/index.ts";
import { glmMatrix, pearsonResiduals, type GlmFit } from "../6-estimators/glm.ts";
import type { Factor } from "../6-estimators/absorb.ts";
import { covariance, type Covariance, type ErrorType } from "./covariance.ts";

/** What is said of a generalised linear model as a whole. A figure that does not exist is null. */
export interface GlmSummary {
  nobs: number;
  deviance: number;
  nullDeviance: number | null;
  dfResidual: number;
  dfNull: number;
  logLik: number | null;
  aic: number | null;
  bic: number | null;
  /** Sum of squared Pearson residuals, and that by the degrees of freedom: about 1 where the family fits. */
  pearson: number;
  pearsonDispersion: number | null;
  /** The dispersion that the model-based errors use: 1 where the family fixes it. */
  dispersion: number | null;
}

/**
 * Deviances, likelihood, AIC, BIC and dispersion. Pearson's dispersion is given for every family: far above 1, model-based
 * errors are far too small. The null model keeps the offset. R: `summary(glm)`, `logLik`, `AIC`, `BIC`,
 * `sum(residuals(fit, "pearson")^2) / df.residual(fit)`.
 */
export function glmSummary(fit: GlmFit): GlmSummary {
  const { family, y, fitted, weights, working, deviance, pearson } = fit;
  const n = y.length;
  const parameters = working.rank + working.absorbedRank;
  let total = n;
  if (weights !== null) total = weights.reduce((sum, w) => sum + w, 0);
  let logLik: number | null = null;
  if (family.logLik !== null) {
    logLik = 0;
    for (let i = 0; i < n; i++)
      logLik += family.logLik(y[i]!, fitted[i]!, weights === null ? 1 : weights[i]!, deviance / total);
  }
  const counted = parameters + family.extraParameters;
  const pearsonDispersion = working.dfResidual > 0 ? pearson / working.dfResidual : null;
  return {
    nobs: n,
    deviance,
    nullDeviance: nullDeviance(fit),
    dfResidual: working.dfResidual,
    dfNull: n - (working.constant ? 1 : 0),
    logLik,
    aic: logLik === null ? null : -2 * logLik + 2 * counted,
    bic: logLik === null ? null : -2 * logLik + ln(n) * counted,
    pearson,
    pearsonDispersion,
    dispersion: family.fixedDispersion ? 1 : pearsonDispersion,
  };
}

function nullDeviance({ family, y, weights, offset, working, linear }: GlmFit): number | null {
  if (working.constant) {
    const X = [new Float64Array(y.length).fill(1)];
    const task = { family, y, weights, offset, X, names: ["(Intercept)"], intercept: true, absorb: [] };
    // From the counts themselves the first step can lead too far: then from the fit.
    const first = glmMatrix(task).deviance;
    if (first - first === 0) return first;
    const again = glmMatrix({ ...task, start: linear }).deviance;
    return again - again === 0 ? again : null;
  }
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const mu = family.mean(offset === null ? 0 : offset[i]!);
    sum += (weights === null ? 1 : weights[i]!) * family.unitDeviance(y[i]!, mu);
  }
  return sum;
}

/** Signed square roots of each row's part of the deviance, or Pearson's residuals. R: `residuals(fit, type)`. */
export function glmResiduals(fit: GlmFit, type: "deviance" | "pearson" = "deviance"): Float64Array {
  const { family, y, fitted, weights } = fit;
  if (type === "pearson") return pearsonResiduals(family, y, fitted, weights);
  return y.map((value, i) => {
    const part = (weights === null ? 1 : weights[i]!) * family.unitDeviance(value, fitted[i]!);
    return (value < fitted[i]! ? -1 : 1) * Math.sqrt(Math.max(0, part));
  });
}

/**
 * The covariance of a generalised linear model's coefficients. "classical" is the model's own (expected information; times
 * Pearson's dispersion, and t, where the family does not fix it; else z). HC and CR are sandwiches of the scores
 * w (y - mu) mu' / V(mu) x; with absorbed effects, of the scores within them. Clusters hold a code per row used by the fit.
 * R: `vcov(glm)`, `sandwich::vcovHC`, `sandwich::vcovCL`, `fixest::vcov(fepois, ~g)` (CR1S, whose z values use the normal).
 */
export function glmCovariance(fit: GlmFit, type: ErrorType, clusters: readonly Factor[] = []): Covariance {
  const { working, family } = fit;
  const found = covariance(working, type, clusters);
  if (type.startsWith("CR")) return found;
  const df = family.fixedDispersion ? new Float64Array(working.rank).fill(Infinity) : found.df;
  if (type !== "classical") return { ...found, df };
  if (family.fixedDispersion)
    return { ...found, df, matrix: working.bread, words: `model-based standard errors (${family.name}, dispersion 1)` };
  return {
    ...found,
    words: `model-based standard errors (${family.name}, dispersion estimated by Pearson's chi-square)`,
  };
}
