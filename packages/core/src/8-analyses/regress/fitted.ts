import type { Factor } from "../../6-estimators/absorb.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import type { CoefficientRow } from "../../7-results/coefficient-table.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import type { OrdinalPart, RandomPart, RegressFit } from "./value.ts";

/** What each route hands on, whatever it fitted. */
export interface Fitted {
  fit: RegressFit;
  coefficients: CoefficientRow[];
  /** The standard errors in words. */
  errors: string;
  clusters: { name: string; count: number }[];
  /** The same clusters, on the rows of `ols`. */
  clusterFactors: readonly Factor[];
  aliased: string[];
  /** The least squares fit behind it, for leverage and the like; null where there is none. */
  ols: OlsFit | null;
  /** Row of the sample that each row of `ols` stands for. */
  olsRows: Int32Array | null;
  converged: boolean | null;
  boundaryRows: number | null;
  random: RandomPart | null;
  ordinal: OrdinalPart | null;
  /** Rungs for rows that the estimator itself sets aside. */
  setAside: { positions: Int32Array; step: LadderStep } | null;
}

export const PLAIN = {
  ...{ converged: null, boundaryRows: null, random: null, ordinal: null, setAside: null },
} as const;

/** The blank that a fit without least squares behind it starts from: every figure that it does not have is null. */
export function blankSummary(nobs: number): RegressFit {
  return {
    nobs,
    ...{ rSquared: null, adjRSquared: null, withinRSquared: null, sigma: null, logLik: null, aic: null, bic: null },
    ...{ dfResidual: null, fStatistic: null, fDf1: null, fDf2: null, fPValue: null, rss: null },
  };
}

export type FitOutcome = Fitted | { problem: Problem };
