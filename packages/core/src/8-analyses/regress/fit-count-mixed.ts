import { negativeBinomialRandomIntercept } from "../../6-estimators/negative-binomial-random-intercept.ts";
import { poissonRandomIntercept } from "../../6-estimators/poisson-random-intercept.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { ln } from "../../elementary/index.ts";
import { blankSummary, PLAIN, type FitOutcome } from "./fitted.ts";
import { grouping, REACH } from "./fit-mixed.ts";
import type { Prepared } from "./prepare.ts";
import { badOutcome, oneArea, oneGroup, tooManyTerms } from "./problems.ts";

/** Poisson or negative binomial regression with a random intercept, by Laplace's approximation. */
export function fitCountMixed(panel: Panel, prepared: Prepared): FitOutcome {
  const { chosen, matrices, formula, rows } = prepared;
  if (chosen.route !== "count-mixed") throw new Error("regress: no random intercept of counts");
  const n = rows.length;
  const refuse = (why: string): FitOutcome => ({ problem: badOutcome(formula.response!.label, chosen.family, why) });
  if (matrices.y.some((value) => value < 0)) return refuse("counts cannot be negative");
  const group = grouping(panel, formula.random[0]!, rows);
  if (group.levels.length < 2) return { problem: group.label === "area" ? oneArea() : oneGroup(group.label) };
  const from = matrices.intercept ? 1 : 0;
  if (from === 0) return refuse("a random intercept needs a constant");
  const input = {
    ...{ y: matrices.y, X: matrices.X.slice(from), names: matrices.names.slice(from), by: group.codes },
    ...(matrices.offset && { offset: matrices.offset }),
  };
  const scattered = chosen.family === "nb2" ? negativeBinomialRandomIntercept(input) : null;
  const fit = scattered ?? poissonRandomIntercept(input);
  const parameters = fit.kept.length + (scattered === null ? 1 : 2);
  const dfResidual = n - parameters;
  if (dfResidual <= 0) return { problem: tooManyTerms(n, parameters) };
  const { areaDeviation } = fit;
  return {
    ...PLAIN,
    fit: {
      ...blankSummary(n),
      ...{ logLik: fit.logLik, aic: fit.aic, bic: -2 * fit.logLik + ln(n) * parameters, dfResidual },
      pearsonDispersion: fit.pearsonDispersion,
      dispersion: 1,
      ...(scattered && { theta: scattered.theta, thetaError: scattered.thetaError, alpha: 1 / scattered.theta }),
    },
    coefficients: coefficientTable(fit, fit),
    errors: "model-based standard errors (second derivatives of the approximate likelihood), intervals from the normal",
    clusters: [],
    clusterFactors: [],
    aliased: fit.aliased,
    ...{ ols: null, olsRows: null },
    converged: fit.converged,
    boundaryRows: fit.boundaryRows,
    random: {
      method: "Laplace",
      groups: [{ group: group.label, levels: group.levels.length }],
      variances: [
        { group: group.label, name: "(Intercept)", variance: areaDeviation * areaDeviation, deviation: areaDeviation },
      ],
      correlations: [],
      ...{ residualVariance: null, vpc: null, pcv: null, marginal: null, conditional: null, theta: null },
      singular: areaDeviation === 0,
      modes: group.levels.map((level, g) => {
        const mode = fit.modes[g]!;
        const reach = REACH * Math.sqrt(fit.modeVariances[g]!);
        return { group: group.label, level, name: "(Intercept)", mode, low: mode - reach, high: mode + reach };
      }),
    },
  };
}
