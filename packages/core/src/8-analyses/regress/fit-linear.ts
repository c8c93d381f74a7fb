import { factorOf, type Factor } from "../../6-estimators/absorb.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { olsMatrix } from "../../6-estimators/ols-matrix.ts";
import { twoWayRandom } from "../../6-estimators/two-way-random.ts";
import { pearson } from "../../6-estimators/correlation.ts";
import { panelModel, type PanelFit } from "../../6-estimators/panel-models.ts";
import { bellMcCaffreyCost, MOST_CLUSTER_ROWS } from "../../7-results/bell-mccaffrey.ts";
import { coefficientTable, type CoefficientRow } from "../../7-results/coefficient-table.ts";
import { covariance, type ErrorType } from "../../7-results/covariance.ts";
import { fitSummary } from "../../7-results/fit-summary.ts";
import { isNested } from "../../7-results/small-sample.ts";
import { wildBootstrap } from "../../7-results/wild-bootstrap.ts";
import type { Problem } from "../../messages/types.ts";
import { PLAIN, type Fitted, type FitOutcome } from "./fitted.ts";
import type { Prepared } from "./prepare.ts";
import {
  clusterNotConstant,
  largeClusters,
  oneArea,
  oneCluster,
  oneYear,
  tooManyTerms,
  wildEffects,
} from "./problems.ts";
import type { RandomPart, RegressFit } from "./value.ts";

/** Some seconds of work that cannot be stopped in between. */
const MOST_CR2 = 1e10;

/** Least squares, effects taken out or not. */
export function fitLeastSquares(prepared: Prepared): FitOutcome {
  const fit = olsMatrix(prepared.matrices);
  if (fit.dfResidual <= 0) return { problem: tooManyTerms(fit.nobs, fit.names.length + fit.absorbedRank) };
  const rows = Int32Array.from(prepared.rows, (_, i) => i);
  return withErrors(prepared, fit, prepared.clusters, rows, fitSummary(fit), null);
}

/** A panel model by least squares of what it makes of the data. */
export function fitPanel(prepared: Prepared): FitOutcome {
  const { chosen } = prepared;
  if (chosen.route !== "panel") throw new Error("regress: no panel model");
  const problem = enough(prepared);
  if (problem !== null) return { problem };
  if (chosen.model === "twoWayRandom") return fitTwoWayRandom(prepared);
  const model = panelModel(panelInput(prepared), chosen.model);
  const { fit, rows } = model;
  if (fit.dfResidual <= 0) return { problem: tooManyTerms(fit.nobs, fit.names.length) };
  const clusters: Factor[] = [];
  for (const cluster of prepared.clusters) {
    if (chosen.model === "between" && !isNested(prepared.area!, cluster.codes))
      return { problem: clusterNotConstant(cluster.name) };
    clusters.push(onRows(cluster, rows));
  }
  const single = clusters.find((cluster) => cluster.levels < 2);
  if (single !== undefined) return { problem: oneCluster(single.name) };
  const summary = model.random === null ? fitSummary(fit) : quasiDemeanedSummary(fit);
  return withErrors(prepared, fit, clusters, rows, summary, model.random === null ? null : randomPart(model));
}

/** Areas and years as random together; the errors are those of the model. */
function fitTwoWayRandom(prepared: Prepared): FitOutcome {
  const { y, X, names, area, time } = panelInput(prepared);
  const areas = factorOf("area", area);
  const times = factorOf("time", time);
  const two = twoWayRandom(y as Float64Array, X as Float64Array[], names!, areas, times);
  const { fit, noiseVariance, areaVariance, timeVariance, theta } = two;
  if (fit.dfResidual <= 0) return { problem: tooManyTerms(fit.nobs, fit.names.length) };
  const random: RandomPart = {
    method: "Swamy-Arora",
    groups: [
      { group: "area", levels: areas.levels },
      { group: "time", levels: times.levels },
    ],
    variances: [
      { group: "area", name: "(Intercept)", variance: areaVariance, deviation: Math.sqrt(areaVariance) },
      { group: "time", name: "(Intercept)", variance: timeVariance, deviation: Math.sqrt(timeVariance) },
    ],
    correlations: [],
    residualVariance: noiseVariance,
    vpc: (areaVariance + timeVariance) / (areaVariance + timeVariance + noiseVariance),
    ...{ pcv: null, marginal: null, conditional: null },
    singular: areaVariance === 0 || timeVariance === 0,
    theta: { least: Math.min(...theta.area), most: Math.max(...theta.area) },
    modes: [],
  };
  const rows = Int32Array.from(prepared.rows, (_, i) => i);
  return withErrors(prepared, fit, [], rows, quasiDemeanedSummary(fit), random);
}

/** Areas and years enough to compare them? */
function enough({ chosen, area, time }: Prepared): Problem | null {
  const alone = area!.levels < 2;
  if (chosen.estimator !== "first-difference" && alone) return oneArea();
  if (chosen.estimator === "between") return null;
  if (chosen.estimator === "two-way-random") return new Set(time!).size < 2 ? oneYear() : null;
  if (chosen.estimator !== "first-difference") return area!.levels === area!.codes.length ? oneYear() : null;
  const seen = new Set(Array.from(area!.codes, (code, i) => `${code} ${time![i]!}`));
  const pair = area!.codes.some((code, i) => seen.has(`${code} ${time![i]! + 1}`));
  return pair ? null : oneYear();
}

/** The columns without the constant, as the panel family takes them. */
export function panelInput({ matrices, area, time }: Prepared): Parameters<typeof panelModel>[0] {
  const from = matrices.intercept ? 1 : 0;
  return {
    y: matrices.y,
    X: matrices.X.slice(from),
    names: matrices.names.slice(from),
    area: area!.codes,
    time: time ?? new Float64Array(matrices.y.length),
  };
}

/** A factor on some of its rows, positions made dense again. */
export function onRows(factor: Factor, rows: Int32Array): Factor {
  if (rows.length === factor.codes.length) return factor;
  const places = new Map<number, number>();
  const codes = rows.map((row) => {
    const code = factor.codes[row]!;
    if (!places.has(code)) places.set(code, places.size);
    return places.get(code)!;
  });
  return { name: factor.name, codes, levels: places.size };
}

function withErrors(
  prepared: Prepared,
  ols: OlsFit,
  clusters: readonly Factor[],
  olsRows: Int32Array,
  fit: RegressFit,
  random: RandomPart | null,
): FitOutcome {
  const { errors } = prepared;
  const rest = { ...PLAIN, fit, ols, olsRows, aliased: ols.aliased, clusterFactors: clusters, random };
  if (errors.type === "wild") {
    const wild = wildErrors(prepared, ols, clusters[0]!);
    return "code" in wild ? { problem: wild } : { ...rest, ...wild };
  }
  if (errors.type === "CR2" || errors.type === "CR3") {
    const problem = tooLarge(ols, clusters[0]!);
    if (problem !== null) return { problem };
  }
  const chosen = covariance(ols, errors.type, clusters);
  return { ...rest, coefficients: coefficientTable(ols, chosen), errors: chosen.words, clusters: chosen.clusters };
}

function tooLarge(fit: OlsFit, cluster: Factor): Problem | null {
  const sizes = new Int32Array(cluster.levels);
  for (const code of cluster.codes) sizes[code] = sizes[code]! + 1;
  const largest = Math.max(...sizes);
  return largest > MOST_CLUSTER_ROWS || bellMcCaffreyCost(fit, cluster) > MOST_CR2 ? largeClusters(largest) : null;
}

/**
 * p values by the wild cluster bootstrap. Its t is that of CR0, and the interval is the estimate and what |t| must reach for
 * p < .05 times that error, so that it leaves zero out exactly where p is below .05.
 */
function wildErrors(
  { errors }: Prepared,
  fit: OlsFit,
  cluster: Factor,
): Pick<Fitted, "coefficients" | "errors" | "clusters"> | Problem {
  const cutting = fit.absorbed.find((effect) => !isNested(effect, cluster.codes));
  if (cutting !== undefined) return wildEffects(cutting.name);
  const plain = covariance(fit, "CR0" satisfies ErrorType, [cluster]);
  let words = "";
  const coefficients = coefficientTable(fit, plain).map((row): CoefficientRow => {
    const wild = wildBootstrap(fit, row.term, cluster, { draws: errors.draws, seed: errors.seed });
    words = wild.words;
    const { statistic, pValue, critical } = wild;
    const reach = row.stdError === null || critical === null ? null : critical * row.stdError;
    return {
      ...row,
      ...{ statistic, df: null, pValue },
      low: reach === null ? null : row.estimate - reach,
      high: reach === null ? null : row.estimate + reach,
    };
  });
  const { clusters } = plain;
  return { coefficients, clusters, errors: `CR0 standard errors; p values and intervals by the ${words}` };
}

/** R2 as plm: squared correlation of the fit with the outcome after each area's mean is partly taken out; likelihoods are not defined. */
function quasiDemeanedSummary(fit: OlsFit): RegressFit {
  const y = fit.fitted.map((value, i) => value + fit.residuals[i]!);
  const varies = fit.rank > 1 && Math.min(...fit.fitted) < Math.max(...fit.fitted);
  const r = varies ? pearson(y, fit.fitted).estimate : 0;
  const rSquared = r * r;
  return {
    ...fitSummary(fit),
    rSquared,
    adjRSquared: 1 - ((1 - rSquared) * (fit.nobs - 1)) / fit.dfResidual,
    ...{ logLik: null, aic: null, bic: null, fStatistic: null, fDf1: null, fDf2: null, fPValue: null },
  };
}

function randomPart({ random, area }: PanelFit): RandomPart {
  const { areaVariance, noiseVariance, theta, negative } = random!;
  return {
    method: "Swamy-Arora",
    groups: [{ group: "area", levels: area.levels }],
    variances: [{ group: "area", name: "(Intercept)", variance: areaVariance, deviation: Math.sqrt(areaVariance) }],
    correlations: [],
    residualVariance: noiseVariance,
    vpc: areaVariance + noiseVariance > 0 ? areaVariance / (areaVariance + noiseVariance) : null,
    ...{ pcv: null, marginal: null, conditional: null },
    singular: negative || areaVariance === 0,
    theta: { least: Math.min(...theta), most: Math.max(...theta) },
    modes: [],
  };
}
