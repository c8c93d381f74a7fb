import { ln } from "../elementary/index.ts";
import { minimiseEven } from "../linalg/minimise.ts";
import { qr, qty, qy, rInverse, solveR, type Qr } from "../linalg/qr.ts";
import { choleskyInverse } from "../linalg/cholesky.ts";
import { factorOf } from "./absorb.ts";
import { oneCoefficient } from "./mixed-one-coefficient.ts";
import { levelFactor, mixedProfile, type MixedProfile } from "./mixed-profile.ts";
import { mixedStructure, type MixedStructure, type RandomTerm } from "./mixed-structure.ts";
import { checkedNumbers, plainMatrices, type PlainInput } from "./plain-input.ts";

export interface MixedInput extends Omit<PlainInput, "absorb"> {
  /** Each: an intercept (unless false) and slopes that differ between the levels of `by`. Nested: give the inner and the outer. */
  random: readonly {
    by: ArrayLike<string | number>;
    name?: string;
    intercept?: boolean;
    slopes?: Record<string, ArrayLike<number>>;
    /** Default true. */
    correlated?: boolean;
  }[];
  method?: "REML" | "ML";
}

export interface RandomVariance {
  group: string;
  levels: number;
  names: string[];
  /** Covariance of the term's coefficients between levels, and as standard deviations and correlations. */
  covariance: Float64Array[];
  deviations: Float64Array;
  correlations: Float64Array[];
}

export interface MixedFit {
  method: "REML" | "ML";
  names: string[];
  /** One per name; NaN where aliased. */
  coefficients: Float64Array;
  kept: Int32Array;
  aliased: string[];
  /** Covariance of the kept coefficients. */
  matrix: Float64Array[];
  residualVariance: number;
  terms: RandomVariance[];
  /** lme4's theta: the free entries of the relative covariance factors, term by term, by columns. */
  theta: Float64Array;
  logLik: number;
  aic: number;
  bic: number;
  nobs: number;
  /** Is a variance zero or a correlation one? A valid answer, at the edge of what is possible: say it. */
  singular: boolean;
  converged: boolean;
  /** X b and the offset. */
  fixedPart: Float64Array;
  /** Variance of X b alone: an offset is given, not accounted for. */
  fixedVariance: number;
  /** What later steps (conditional modes, degrees of freedom) go on from. */
  inner: { structure: MixedStructure; theta: Float64Array; profile: MixedProfile; factors: Qr; random: RandomTerm[] };
}

const LN_2PI = 1.8378770664093456;
/** As lme4: a relative standard deviation this small is at the edge. */
const SINGULAR = 1e-4;
/** Levels that differ so many times more than their noise leave none: the likelihood has no greatest value. */
const RUNAWAY = 1e5;

/**
 * Linear mixed model: y = X b + Z u + e, var(u) = s2 Lambda Lambda', var(e) = s2 / w, with random intercepts and slopes, nested or
 * crossed, by (restricted) maximum likelihood profiled over lme4's theta.
 *
 * Fixed columns enter as an orthonormal basis and random ones scaled to a sum of squares of one a level, so that units do not matter. The
 * profiled deviance is even in the diagonal of Lambda, so it is minimised without bounds, and zero is found where it is the answer.
 *
 * REML likelihoods (and AIC) must not be compared between models with different fixed columns: use "ML" for that.
 *
 * @throws RangeError for bad arguments, a grouping of one level or of as many as rows, no random term, or fixed columns that leave nothing.
 * R: `lme4::lmer(y ~ X + (1 + x | g), REML = TRUE)`.
 * @see Bates, Maechler, Bolker & Walker (2015), Journal of Statistical Software 67(1).
 */
export function mixedModel(input: MixedInput): MixedFit {
  const method = input.method ?? "REML";
  const { y, X, names, weights, offset } = plainMatrices("mixedModel", input);
  const n = y.length;
  const random = randomTerms(input, n);
  const roots = weights === null ? null : weights.map(Math.sqrt);
  const timesRoots = (x: Float64Array): Float64Array => (roots === null ? x : x.map((v, i) => v * roots[i]!));
  const target = offset === null ? y : y.map((v, i) => v - offset[i]!);
  const factors = qr(X.map(timesRoots));
  const p = factors.rank;
  const coordinates = qty(factors, timesRoots(target));
  const left = qy(factors, Float64Array.from(coordinates).fill(0, 0, p));
  const basis = Array.from({ length: p }, (_, k) => qy(factors, new Float64Array(n).fill(1, k, k + 1)));
  const structure = mixedStructure(random, [...basis, left], roots);
  const df = method === "REML" ? n - p : n;
  const one = oneCoefficient(structure);
  const deviance = (theta: Float64Array): number => {
    const at = one === null ? mixedProfile(structure, theta) : one(theta[0]!);
    if (at === null) return Infinity;
    return at.logDet + (method === "REML" ? at.logDetFixed : 0) + df * ln(at.rss);
  };
  const free = structure.terms.flatMap((term) => term.free);
  const found = minimiseEven(
    deviance,
    Float64Array.from(free, ([i, j]) => (i === j ? 1 : 0)),
    free.flatMap(([i, j], k) => (i === j ? [k] : [])),
  );
  const theta = settled(structure, deviance, found.at);
  const profile = mixedProfile(structure, theta);
  if (profile === null || !(df > 0)) throw new RangeError("mixedModel: the fixed columns leave nothing of the outcome");
  const residualVariance = profile.rss / df;
  const gamma = profile.beta.map((value, k) => value + coordinates[k]!);
  const beta = solveR(factors, gamma);
  const kept = factors.pivot.slice(0, p);
  const coefficients = new Float64Array(X.length).fill(NaN);
  kept.forEach((j, k) => (coefficients[j] = beta[k]!));
  let value = deviance(theta) + df * (1 + LN_2PI - ln(df));
  if (method === "REML") factors.r.forEach((column, k) => (value += 2 * ln(Math.abs(column[k]!))));
  for (const weight of weights ?? []) value -= ln(weight);
  const parameters = p + theta.length + 1;
  const factorsOfTerms = structure.terms.map((term, t) => levelFactor(term, profile.lambda[t]!));
  const told = new Float64Array(n);
  kept.forEach((j, k) => X[j]!.forEach((x, i) => (told[i] = told[i]! + x * beta[k]!)));
  const mean = told.reduce((sum, v) => sum + v, 0) / n;
  return {
    method,
    names,
    coefficients,
    kept,
    aliased: names.filter((_, j) => coefficients[j] !== coefficients[j]),
    matrix: fixedCovariance(factors, profile, residualVariance),
    residualVariance,
    terms: random.map((term, t) => variances(term, factorsOfTerms[t]!, residualVariance)),
    theta: Float64Array.from(structure.terms.flatMap(({ free }, t) => lowerFactor(factorsOfTerms[t]!, free))),
    logLik: -value / 2,
    aic: value + 2 * parameters,
    bic: value + ln(n) * parameters,
    nobs: n,
    singular: free.some(([i, j], k) => i === j && Math.abs(theta[k]!) < SINGULAR),
    converged: found.converged && theta.every((v) => Math.abs(v) < RUNAWAY),
    fixedPart: offset === null ? told : told.map((v, i) => v + offset[i]!),
    fixedVariance: told.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (n - 1),
    inner: { structure, theta, profile, factors, random },
  };
}

function randomTerms(input: MixedInput, n: number): RandomTerm[] {
  if (input.random.length === 0) throw new RangeError("mixedModel: there is no random term");
  return input.random.map((term, t) => {
    const group = factorOf(term.name ?? `group${t + 1}`, term.by, n);
    if (group.levels < 2) throw new RangeError(`mixedModel: ${group.name} has one level only`);
    if (group.levels >= n) throw new RangeError(`mixedModel: every row is a level of ${group.name} of its own`);
    const slopes = Object.entries(term.slopes ?? {});
    const columns = slopes.map(([name, column]) => checkedNumbers("mixedModel", name, column, n));
    const names = slopes.map(([name]) => name);
    if (term.intercept !== false) {
      columns.unshift(new Float64Array(n).fill(1));
      names.unshift("(Intercept)");
    }
    if (columns.length === 0) throw new RangeError(`mixedModel: ${group.name} has neither intercept nor slopes`);
    return { group, columns, names, correlated: term.correlated !== false };
  });
}

/** The free entries of the lower triangular matrix L with L L' = M M', diagonals not negative; M by columns. */
function lowerFactor(M: readonly Float64Array[], free: readonly [number, number][]): number[] {
  const directions: number[][] = [];
  const L = M.map((_, i) => {
    let left = M.map((column) => column[i]!);
    const size = length(left);
    const along = directions.map((direction) => {
      const share = left.reduce((sum, value, k) => sum + value * direction[k]!, 0);
      left = left.map((value, k) => value - share * direction[k]!);
      return share;
    });
    const rest = length(left) > 1e-12 * size ? length(left) : 0;
    directions.push(left.map((value) => (rest > 0 ? value / rest : 0)));
    return [...along, rest];
  });
  return free.map(([i, j]) => L[i]![j]!);
}

const length = (x: readonly number[]): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

/** Diagonals made positive (the sign of a column of Lambda means nothing), and zero where that is as good. */
function settled(structure: MixedStructure, deviance: (theta: Float64Array) => number, at: Float64Array): Float64Array {
  const theta = Float64Array.from(at);
  let k = 0;
  for (const { free } of structure.terms) {
    const own = free.map((entry) => ({ entry, place: k++ }));
    for (const { entry, place } of own) {
      if (entry[0] !== entry[1] || theta[place]! >= 0) continue;
      for (const other of own) if (other.entry[1] === entry[1]) theta[other.place] = -theta[other.place]!;
    }
    for (const { entry, place } of own) {
      if (entry[0] !== entry[1]) continue;
      const zero = Float64Array.from(theta);
      zero[place] = 0;
      if (deviance(zero) <= deviance(theta) + 1e-9) theta[place] = 0;
    }
  }
  return theta;
}

function fixedCovariance(factors: Qr, profile: MixedProfile, variance: number): Float64Array[] {
  const inner = choleskyInverse(profile.fixed);
  const R = rInverse(factors);
  const p = R.length;
  return R.map((_, j) =>
    Float64Array.from({ length: p }, (__, i) => {
      let sum = 0;
      for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) sum += R[a]![i]! * inner[b]![a]! * R[b]![j]!;
      return variance * sum;
    }),
  );
}

function variances({ group, names }: RandomTerm, factor: readonly Float64Array[], variance: number): RandomVariance {
  const covariance = factor.map((_, j) =>
    Float64Array.from(factor, (__, i) => {
      let sum = 0;
      for (const column of factor) sum += column[i]! * column[j]!;
      return variance * sum;
    }),
  );
  const deviations = Float64Array.from(covariance, (column, j) => Math.sqrt(column[j]!));
  return {
    group: group.name,
    levels: group.levels,
    names: [...names],
    covariance,
    deviations,
    correlations: covariance.map((column, j) => column.map((v, i) => v / (deviations[i]! * deviations[j]!))),
  };
}
