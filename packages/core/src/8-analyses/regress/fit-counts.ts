import { FAMILIES, glmMatrix, type GlmFit } from "../../6-estimators/glm.ts";
import { negativeBinomialMatrix, type NegativeBinomialFit } from "../../6-estimators/negative-binomial.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import type { ErrorType } from "../../7-results/covariance.ts";
import { glmCovariance, glmSummary } from "../../7-results/glm-summary.ts";
import type { LadderStep } from "../../messages/types.ts";
import { andList } from "../../messages/format.ts";
import { blankSummary, PLAIN, type FitOutcome } from "./fitted.ts";
import { onRows } from "./fit-linear.ts";
import type { Prepared } from "./prepare.ts";
import { badOutcome, oneCluster, tooManyTerms } from "./problems.ts";

/** Counts and shares: a generalised linear model, or negative binomial regression. */
export function fitCounts(prepared: Prepared): FitOutcome {
  const { chosen, matrices, errors, effects } = prepared;
  if (chosen.route !== "counts") throw new Error("regress: no family");
  const { family } = chosen;
  const base = family === "nb2" ? FAMILIES.poisson : FAMILIES[family];
  for (const value of matrices.y) {
    const why = base.refuses(value);
    if (why !== null) return { problem: badOutcome(prepared.formula.response!.label, chosen.estimator, why) };
  }
  const input = {
    ...{ y: matrices.y, X: matrices.X, names: matrices.names, intercept: matrices.intercept },
    ...{ weights: matrices.weights ?? null, offset: matrices.offset ?? null, absorb: effects },
  };
  const negative: NegativeBinomialFit | null = family === "nb2" ? negativeBinomialMatrix(input) : null;
  const fit: GlmFit = negative ?? glmMatrix({ ...input, family: base });
  const { working } = fit;
  if (working.dfResidual <= 0)
    return { problem: tooManyTerms(working.nobs, working.names.length + working.absorbedRank) };
  const clusters = prepared.clusters.map((cluster) => onRows(cluster, fit.rows));
  const single = clusters.find((cluster) => cluster.levels < 2);
  if (single !== undefined) return { problem: oneCluster(single.name) };
  const chosenErrors = glmCovariance(fit, errors.type as ErrorType, clusters);
  const { nobs, dfResidual, logLik, aic, bic, ...rest } = glmSummary(fit);
  const lost = matrices.y.length - fit.rows.length;
  const kept = new Set(fit.rows);
  const step: LadderStep = {
    step: "complete",
    text: `no variation within ${andList(effects.map((effect) => effect.name))}`,
    rows: fit.rows.length,
    removed: lost,
  };
  return {
    ...PLAIN,
    fit: { ...blankSummary(nobs), dfResidual, logLik, aic, bic, ...rest, ...thetaOf(negative) },
    coefficients: coefficientTable(working, chosenErrors),
    errors: chosenErrors.words,
    clusters: chosenErrors.clusters,
    clusterFactors: clusters,
    aliased: working.aliased,
    ols: working,
    olsRows: fit.rows,
    converged: fit.converged,
    boundaryRows: fit.boundaryRows,
    setAside:
      lost === 0
        ? null
        : { step, positions: Int32Array.from(matrices.y.keys()).filter((position) => !kept.has(position)) },
  };
}

function thetaOf(fit: NegativeBinomialFit | null): { [key: string]: number | null } {
  return fit === null ? {} : { theta: finite(fit.theta), thetaError: fit.thetaError, alpha: fit.alpha };
}

function finite(value: number): number | null {
  return value - value === 0 ? value : null;
}
