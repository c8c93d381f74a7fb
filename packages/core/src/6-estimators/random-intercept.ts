import { dot } from "../linalg/dot.ts";
import { cholesky, choleskyInverse, choleskySolve } from "../linalg/cholesky.ts";
import { qr } from "../linalg/qr.ts";
import { ln } from "../elementary/index.ts";
import { centreColumns, type CentredColumns, type Groups } from "./centred-columns.ts";
import { APART } from "./subset-tree.ts";

export interface RandomInterceptInput {
  y: Float64Array;
  /** Fixed columns, without the constant. */
  columns: readonly Float64Array[];
  groups: Groups;
  /** Precision weights: the residual variance of a row is sigma^2 / w. */
  weights?: Float64Array | null;
  method?: "REML" | "ML";
}

export interface RandomInterceptFit {
  method: "REML" | "ML";
  /** Constant first; null for a column that is a combination of others. */
  coefficients: (number | null)[];
  stdErrors: (number | null)[];
  areaVariance: number;
  residualVariance: number;
  /** Ratio of the two standard deviations (lme4's theta). 0 is a valid answer: areas differ no more than noise would make them. */
  theta: number;
  logLik: number;
  nobs: number;
}

/** Sums per group and within groups: all that the likelihood needs, whatever the number of rows. */
interface Sums {
  /** Within-group cross-products of constant, columns and outcome (last), as columns. */
  within: Float64Array[];
  /** Per variable (same order): weighted sum in each group. */
  groups: Float64Array[];
  weights: Float64Array;
  nobs: number;
  restricted: boolean;
}

/**
 * Linear model with a random intercept per group, by (restricted) maximum likelihood.
 *
 *   y = b0 + X b + u_g + e,  var(u) = s2u,  var(e) = s2e
 *
 * The likelihood is profiled over lambda = s2u / s2e. With W_g the weight of group g, V^-1 leaves within-group sums of
 * products as they are and divides what group sums contribute by 1 + lambda W_g, so each evaluation touches only sums.
 * The root of the score (bracketed on a grid, then bisected) is the estimate; lambda = 0 where the score says so.
 *
 * R: `lme4::lmer(y ~ X + (1 | g), REML = TRUE)`.
 * @see Bates, Maechler, Bolker & Walker (2015), Journal of Statistical Software 67(1).
 */
export function randomIntercept(input: RandomInterceptInput): RandomInterceptFit {
  const { y, columns, groups } = input;
  const weights = input.weights ?? null;
  const method = input.method ?? "REML";
  const centred = centreColumns([...columns, y], weights, groups);
  const last = columns.length;
  const candidates = columns.map((_, j) => j).filter((j) => !centred.constant[j]);
  const factors = qr(
    candidates.map((j) => centred.total[j]!),
    { tolerance: APART, norms: candidates.map((j) => centred.sizes[j]!) },
  );
  const kept = [...factors.pivot.slice(0, factors.rank)].map((place) => candidates[place]!);
  const sums = collect(centred, [...kept, last], y.length, method === "REML");
  const lambda = bestLambda(sums);
  const at = profile(sums, lambda);
  const size = centred.sizes[last]!;
  const coefficients: (number | null)[] = [null, ...columns.map(() => null)];
  const stdErrors: (number | null)[] = coefficients.slice();
  const residualVariance = (at.rss / at.df) * size * size;
  const inverse = choleskyInverse(at.factor);
  const scaleOf = [1, ...kept.map((j) => centred.sizes[j]!)];
  kept.forEach((j, k) => {
    coefficients[j + 1] = (at.beta[k + 1]! * size) / scaleOf[k + 1]!;
    stdErrors[j + 1] = Math.sqrt(residualVariance * inverse[k + 1]![k + 1]!) / scaleOf[k + 1]!;
  });
  // The constant where the columns are zero: from the centred one, by the overall means that were taken out.
  const shift = kept.map((j) => -meanOf(columns[j]!, weights) / centred.sizes[j]!);
  coefficients[0] =
    meanOf(y, weights) + size * shift.reduce((sum, value, k) => sum + value * at.beta[k + 1]!, at.beta[0]!);
  const direction = Float64Array.from([1, ...shift]);
  stdErrors[0] = Math.sqrt(residualVariance * quadratic(inverse, direction));
  return {
    method,
    coefficients,
    stdErrors,
    areaVariance: lambda * residualVariance,
    residualVariance,
    theta: Math.sqrt(lambda),
    logLik: logLikelihood(sums, at, lambda, size, scaleOf, weights),
    nobs: y.length,
  };
}

function collect(centred: CentredColumns, which: number[], nobs: number, restricted: boolean): Sums {
  const { groupWeights } = centred;
  const scaled = which.map((j) => centred.within![j]!.map((value) => value / centred.sizes[j]!));
  const size = which.length + 1;
  const within = Array.from({ length: size }, () => new Float64Array(size));
  scaled.forEach((a, i) => scaled.forEach((b, j) => (within[i + 1]![j + 1] = dot(a, b))));
  const sums = which.map((j) => centred.means[j]!.map((mean, g) => (mean * groupWeights[g]!) / centred.sizes[j]!));
  return { within, groups: [Float64Array.from(groupWeights), ...sums], weights: groupWeights, nobs, restricted };
}

interface Profile {
  factor: Float64Array[];
  beta: Float64Array;
  rss: number;
  df: number;
  /** Twice the negative log-likelihood but for constants, and its derivative by lambda. */
  deviance: number;
  score: number;
}

function profile(sums: Sums, lambda: number): Profile {
  const { within, groups, weights, nobs, restricted } = sums;
  const size = groups.length;
  const k = size - 1;
  const shrink = weights.map((weight) => (weight > 0 ? 1 / (weight * (1 + lambda * weight)) : 0));
  const A = within.map((column) => Float64Array.from(column));
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let g = 0; g < weights.length; g++) sum += groups[i]![g]! * groups[j]![g]! * shrink[g]!;
      A[j]![i] = A[j]![i]! + sum;
      if (i !== j) A[i]![j] = A[j]![i]!;
    }
  const rhs = A[k]!.slice(0, k);
  const fixed = A.slice(0, k).map((column) => column.slice(0, k));
  const factor = cholesky(fixed);
  if (factor === null) throw new Error("randomIntercept: fixed columns are not apart");
  const beta = choleskySolve(factor, rhs);
  const rss = A[k]![k]! - dot(beta, rhs);
  const df = restricted ? nobs - k : nobs;
  let logDet = 0;
  let trace = 0;
  let pull = 0;
  const inverse = restricted ? choleskyInverse(factor) : null;
  const x = new Float64Array(k);
  for (let g = 0; g < weights.length; g++) {
    const weight = weights[g]!;
    if (!(weight > 0)) continue;
    const grown = 1 + lambda * weight;
    let residual = groups[k]![g]!;
    for (let j = 0; j < k; j++) {
      x[j] = groups[j]![g]!;
      residual -= x[j]! * beta[j]!;
    }
    logDet += ln(grown);
    trace += weight / grown;
    if (inverse !== null) trace -= quadratic(inverse, x) / (grown * grown);
    pull += (residual * residual) / (grown * grown);
  }
  let deviance = logDet + df * ln(rss);
  if (restricted) for (let j = 0; j < k; j++) deviance += 2 * ln(factor[j]![j]!);
  return { factor, beta, rss, df, deviance, score: trace - (df / rss) * pull };
}

/**
 * Each place on the grid where the deviance turns from falling to rising holds a local minimum; the lowest of them counts. The
 * grid is in units of the mean group weight: from a variance ratio that hardly matters to one that leaves nothing else.
 */
function bestLambda(sums: Sums): number {
  let total = 0;
  for (const weight of sums.weights) total += weight;
  const unit = sums.weights.length / total;
  const grid = [0];
  for (let step = 0, at = 1e-4; step <= 48; step++, at *= 1.6) grid.push(at * unit);
  const points = grid.map((lambda) => profile(sums, lambda));
  // Columns that tell every area from the others leave nothing to choose by: no variance is seen, so none is claimed.
  const first = points[0]!.deviance;
  if (points.every(({ deviance }) => Math.abs(deviance - first) <= 1e-6 * Math.max(1, Math.abs(first)))) return 0;
  let best = 0;
  let least = points[0]!.score >= 0 ? points[0]!.deviance : Infinity;
  for (let i = 0; i + 1 < grid.length; i++) {
    if (!(points[i]!.score < 0 && points[i + 1]!.score >= 0)) continue;
    const lambda = bisect(sums, grid[i]!, grid[i + 1]!);
    const { deviance } = profile(sums, lambda);
    if (deviance < least) [best, least] = [lambda, deviance];
  }
  return least === Infinity ? grid[grid.length - 1]! : best;
}

function bisect(sums: Sums, from: number, to: number): number {
  let low = from;
  let high = to;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (profile(sums, middle).score < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const LN_2PI = 1.8378770664093453;

function logLikelihood(
  sums: Sums,
  at: Profile,
  lambda: number,
  size: number,
  scaleOf: readonly number[],
  weights: Float64Array | null,
): number {
  let value = at.df * (1 + LN_2PI + ln((at.rss / at.df) * size * size));
  for (const weight of sums.weights) value += ln(1 + lambda * weight);
  if (weights !== null) for (const weight of weights) value -= ln(weight);
  if (sums.restricted) at.factor.forEach((column, j) => (value += 2 * ln(column[j]! * scaleOf[j]!)));
  return -value / 2;
}

function quadratic(A: readonly Float64Array[], x: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j]! * dot(A[j]!, x);
  return sum;
}

function meanOf(column: Float64Array, weights: Float64Array | null): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < column.length; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    sum += weight * column[i]!;
    total += weight;
  }
  return sum / total;
}
