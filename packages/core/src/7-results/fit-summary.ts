import { fCdf } from "../distributions/index.ts";
import { ln } from "../elementary/index.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";

/** What is said of a fit as a whole, under the names the study's results use. A figure that does not exist is null. */
export interface FitSummary {
  [key: string]: number | string | boolean | null;
  nobs: number;
  rSquared: number | null;
  adjRSquared: number | null;
  /** Share of the variation left after the absorbed effects; null without them. */
  withinRSquared: number | null;
  sigma: number | null;
  logLik: number | null;
  aic: number | null;
  bic: number | null;
  dfResidual: number;
  fStatistic: number | null;
  fDf1: number | null;
  fDf2: number | null;
  fPValue: number | null;
  rss: number;
}

const LN_2PI = 1.8378770664093456;

/**
 * R2, adjusted R2, residual standard deviation, log-likelihood, AIC, BIC and the overall F test of a least squares fit.
 * R2 = mss / (mss + rss) about the mean, or about zero without a constant; the F test is the classical one. Absorbed effects
 * count as written dummies do. R: `summary(lm)`, `logLik`, `AIC`, `BIC`.
 */
export function fitSummary(fit: OlsFit): FitSummary {
  const { nobs, dfResidual, rss, mss, constant } = fit;
  const parameters = fit.rank + fit.absorbedRank;
  const lost = constant ? 1 : 0;
  const total = mss + rss;
  const variance = dfResidual > 0 ? rss / dfResidual : null;
  const fDf1 = parameters - lost;
  // With the constant alone nothing is fitted: zero, not the rounding that mss holds (as R).
  const rSquared = !(total > 0) ? null : fDf1 === 0 ? 0 : mss / total;
  const fStatistic = variance === null || fDf1 === 0 ? null : finite(mss / fDf1 / variance);
  let logWeights = 0;
  for (const w of fit.weights ?? []) logWeights += ln(w);
  const logLik = rss > 0 ? 0.5 * (logWeights - nobs * (LN_2PI + 1 - ln(nobs) + ln(rss))) : null;
  return {
    nobs,
    rSquared,
    adjRSquared: rSquared === null || dfResidual <= 0 ? null : 1 - (1 - rSquared) * ((nobs - lost) / dfResidual),
    withinRSquared: fit.withinTss === null || !(fit.withinTss > 0) ? null : 1 - rss / fit.withinTss,
    sigma: variance === null ? null : Math.sqrt(variance),
    logLik,
    aic: logLik === null ? null : -2 * logLik + 2 * (parameters + 1),
    bic: logLik === null ? null : -2 * logLik + ln(nobs) * (parameters + 1),
    dfResidual,
    fStatistic,
    fDf1: fStatistic === null ? null : fDf1,
    fDf2: fStatistic === null ? null : dfResidual,
    // The upper tail as a lower one of the inverse: no digits lost for small p values.
    fPValue: fStatistic === null ? null : fStatistic > 0 ? fCdf(1 / fStatistic, dfResidual, fDf1) : 1,
    rss,
  };
}

function finite(value: number): number | null {
  return value - value === 0 ? value : null;
}
