import { ln } from "../../elementary/index.ts";
import { ordinalLogit, type OrdinalFit } from "../../6-estimators/ordinal.ts";
import { brantTest } from "../../7-results/brant-test.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import { blankSummary, PLAIN, type FitOutcome } from "./fitted.ts";
import type { Prepared } from "./prepare.ts";
import { tooManyTerms } from "./problems.ts";
import type { OrdinalPart } from "./value.ts";

/** Grades in order, by the proportional-odds logit. */
export function fitOrdinal(prepared: Prepared): FitOutcome {
  const { matrices, grades } = prepared;
  const fit = ordinalLogit({
    ...{ y: grades!.labels, levels: grades!.levels, X: matrices.X.slice(1), names: matrices.names.slice(1) },
    ...(matrices.weights && { weights: matrices.weights }),
  });
  const n = fit.nobs;
  const parameters = fit.kept.length;
  if (n <= parameters) return { problem: tooManyTerms(n, parameters) };
  const rows = coefficientTable(fit, fit);
  const cuts = fit.levels.length - 1;
  return {
    ...PLAIN,
    fit: {
      ...blankSummary(n),
      ...{ logLik: fit.logLik, aic: fit.aic, bic: fit.deviance + ln(n) * parameters, dfResidual: n - parameters },
      deviance: fit.deviance,
    },
    coefficients: rows.slice(cuts),
    errors: "model-based standard errors (observed information), intervals from the normal",
    clusters: [],
    clusterFactors: [],
    aliased: fit.aliased,
    ...{ ols: null, olsRows: null },
    converged: fit.converged,
    boundaryRows: fit.boundaryRows,
    ordinal: {
      grades: fit.levels,
      emptyGrades: fit.emptyLevels,
      thresholds: rows.slice(0, cuts),
      proportional: proportional(fit),
    },
  };
}

function proportional(fit: OrdinalFit): OrdinalPart["proportional"] {
  if (fit.levels.length < 3 || fit.inner.X.length === 0) return null;
  const { overall, terms } = brantTest(fit);
  return {
    ...{ statistic: overall.statistic, df: overall.df[0]!, pValue: overall.pValue },
    terms: terms.map(({ term, statistic, df, pValue }) => ({ term, statistic, df: df[0]!, pValue })),
  };
}
