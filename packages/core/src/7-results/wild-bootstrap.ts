import type { Factor } from "../6-estimators/absorb.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { index, MersenneTwister } from "../random/index.ts";
import { coordinates, groupScores, pullOn } from "./scores.ts";
import { isNested } from "./small-sample.ts";

export interface WildBootstrapOptions {
  /** The value the coefficient has if the null hypothesis holds; default 0. */
  null?: number;
  draws?: number;
  seed?: number;
}

export interface WildBootstrap {
  /** t with CR0 errors: small-sample factors cancel. Null, as the next two, where one cluster alone tells the coefficient. */
  statistic: number | null;
  /** Share of draws whose |t| is at least as large. */
  pValue: number | null;
  /** What |t| must reach for p < .05: the 95% point of the draws' |t|. */
  critical: number | null;
  draws: number;
  clusters: number;
  words: string;
}

/** Webb's six points: mean 0, variance 1, and 6^G different samples of few clusters. */
const WEBB = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)] as const;

/**
 * p value of one coefficient for few clusters: the wild cluster bootstrap with the null imposed and Webb's weights.
 *
 * y* = fit without the coefficient + w_g u, u the residuals of that fit, w_g one of Webb's six points per cluster;
 * t* = (b* - b0) / se*; p = share of |t*| >= |t|. Only cluster sums are touched in a draw: with d the column less its projection on the
 * others, D = d'd, b* - b0 = sum w_g d_g'u_g / D, and the scores are w_g d_g'u_g - d_g'X_g (b* of the whole fit's change).
 *
 * The generator is R's: draw r's weight of cluster g is place `sample.int(6, G, TRUE)[g]` among the six in rising order, draws one
 * after the other after `set.seed(seed)`.
 *
 * @param term one of the fit's columns that has a coefficient. @param cluster one clustering of the fit's rows.
 * @throws RangeError for a term without a coefficient, fewer than two clusters, or absorbed effects that cut across them.
 * R: `fwildclusterboot::boottest(lm, clustid, param, B, type = "webb", impose_null = TRUE)`.
 * @see Cameron, Gelbach & Miller (2008), REStat 90; Webb (2023), Canadian Journal of Economics 56; Roodman et al. (2019), Stata Journal 19.
 */
export function wildBootstrap(
  fit: OlsFit,
  term: string,
  cluster: Factor,
  options: WildBootstrapOptions = {},
): WildBootstrap {
  const { null: b0 = 0, draws = 9999, seed = 1 } = options;
  const k = Array.from(fit.kept).findIndex((j) => fit.names[j] === term);
  if (k < 0) throw new RangeError(`wildBootstrap: ${term} has no coefficient`);
  const G = cluster.levels;
  if (G < 2) throw new RangeError("wildBootstrap: at least two clusters are needed");
  if (cluster.codes.length !== fit.nobs) throw new RangeError("wildBootstrap: one cluster per row is needed");
  if (fit.absorbed.some((factor) => !isNested(factor, cluster.codes)))
    throw new RangeError("wildBootstrap: effects that cut across the clusters must be written out, not absorbed");
  const p = fit.rank;
  const basis = coordinates(fit, true);
  if (!basis.orthonormal) throw new RangeError("wildBootstrap: the columns cannot be told apart");
  const own = basis.map[k]!;
  const estimate = fit.coefficients[fit.kept[k]!]!;
  // d / D, the part of the column that the others do not tell, on the scale of the coefficient.
  const d = pullOn(basis, k);
  const shift = (estimate - b0) / fit.bread[k]![k]!;
  const design = basis.columns;
  const restricted = { ...fit, design, residuals: fit.residuals.map((e, i) => e + shift * d[i]!) };
  // Per cluster: Z'u under the null, then d'u and d'Z, Z the columns made orthonormal.
  const sums = groupScores(restricted, cluster.codes, G);
  const pulls = groupScores({ ...fit, design, residuals: d }, cluster.codes, G);
  const scores = new Float64Array(G);
  for (let g = 0; g < G; g++) for (let j = 0; j < p; j++) scores[g] = scores[g]! + own[j]! * sums[j]![g]!;
  const change = new Float64Array(p);
  const statisticOf = (weights: Float64Array): number => {
    for (let j = 0; j < p; j++) {
      let sum = 0;
      for (let g = 0; g < G; g++) sum += weights[g]! * sums[j]![g]!;
      change[j] = sum;
    }
    let [squares, parts] = [0, 0];
    for (let g = 0; g < G; g++) {
      const own = weights[g]! * scores[g]!;
      let pulled = 0;
      for (let j = 0; j < p; j++) pulled += pulls[j]![g]! * change[j]!;
      squares += (own - pulled) * (own - pulled);
      parts += own * own + pulled * pulled;
    }
    // Scores that cancel but for rounding: there is no error to divide by.
    if (!(squares > 1e-22 * parts)) return NaN;
    return own.reduce((sum, share, j) => sum + share * change[j]!, 0) / Math.sqrt(squares);
  };
  const weights = new Float64Array(G).fill(1);
  const statistic = statisticOf(weights);
  const words = `wild cluster bootstrap by ${cluster.name} (${G} clusters), Webb weights, null imposed, ${draws} draws, seed ${seed}`;
  if (statistic !== statistic) return { statistic: null, pValue: null, critical: null, draws, clusters: G, words };
  const random = new MersenneTwister(seed);
  let beyond = 0;
  const sizes = new Float64Array(draws);
  // A draw that gives all clusters the same weight is the sample itself: rounding must not put it below.
  const reach = Math.abs(statistic) * (1 - 1e-10);
  for (let draw = 0; draw < draws; draw++) {
    for (let g = 0; g < G; g++) weights[g] = WEBB[index(random, 6)]!;
    sizes[draw] = Math.abs(statisticOf(weights));
    if (sizes[draw]! >= reach) beyond++;
  }
  // Fewer than 5% of the draws lie above it.
  const critical = sizes.sort()[Math.min(draws - 1, Math.ceil(0.95 * draws))]!;
  return {
    statistic,
    pValue: beyond / draws,
    critical: critical - critical === 0 ? critical : null,
    draws,
    clusters: G,
    words,
  };
}
