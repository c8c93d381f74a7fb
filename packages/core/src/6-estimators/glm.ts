import { factorOf, type Factor } from "./absorb.ts";
import { binomial, gammaLog, poisson, quasiBinomial, quasiPoisson, type Family } from "./families.ts";
import type { OlsFit } from "./ols-fit.ts";
import { olsMatrix } from "./ols-matrix.ts";
import { plainMatrices, type PlainInput, type PlainMatrices } from "./plain-input.ts";

/** The families by the names that R gives them; each with its usual link (Gamma: log). */
export const FAMILIES = {
  poisson,
  quasipoisson: quasiPoisson,
  binomial,
  quasibinomial: quasiBinomial,
  Gamma: gammaLog,
} as const;

/** Weights are prior weights: the number of trials (binomial, where y is then a share), or how often a row counts. */
export interface GlmInput extends PlainInput {
  family: keyof typeof FAMILIES;
}

export interface GlmMatrices extends PlainMatrices {
  family: Family;
  /** Linear predictor to start from, or null. */
  start?: Float64Array | null;
}

export interface GlmFit {
  family: Family;
  /** Rows used: an absorbed area without a single event has no finite effect and tells nothing; its rows are left out. */
  rows: Int32Array;
  y: Float64Array;
  /** Linear predictor (offset and effects included) and mean, one per used row. */
  linear: Float64Array;
  fitted: Float64Array;
  weights: Float64Array | null;
  offset: Float64Array | null;
  deviance: number;
  /** Sum of squared Pearson residuals. */
  pearson: number;
  iterations: number;
  converged: boolean;
  /** Rows whose fitted value sits at the boundary: with any, a coefficient runs away (separation) and errors mean nothing. */
  boundaryRows: number;
  /** The last weighted least squares step: coefficients, names and everything a covariance needs. */
  working: OlsFit;
}

/**
 * Generalised linear model by iteratively reweighted least squares (Fisher scoring), on plain arrays.
 *
 *   g(E y) = offset + X b + effects,  var(y) = phi V(mu) / w
 *
 * Each step is a weighted least squares fit of z = eta + (y - mu) / mu' with weights w mu'^2 / V(mu); a step that makes the
 * deviance grow is halved. Steps end when the linear predictor has stopped moving. `absorb` takes out one or two sets of
 * effects exactly in every step (fixest's `fepois`); an area whose counts are all zero is left out, as there.
 *
 * Choose a covariance afterwards: `glmCovariance(fit, ...)`, then `coefficientTable(fit.working, ...)`; `glmSummary(fit)` for
 * deviance, dispersion and likelihood.
 *
 * @throws RangeError for bad arguments, an outcome the family cannot have, or counts that are all zero.
 * R: `glm(y ~ X + offset(o), family, weights = w)`; with `absorb`, `fixest::fepois`.
 * @see McCullagh & Nelder (1989), Generalized Linear Models, 2.5.
 */
export function glm(input: GlmInput): GlmFit {
  const family = FAMILIES[input.family];
  if (family === undefined) throw new RangeError(`glm: no family "${String(input.family)}"`);
  return glmMatrix({ ...plainMatrices("glm", input), family });
}

/** As `glm`, on columns (the constant among them). */
export function glmMatrix(input: GlmMatrices): GlmFit {
  const { family, X, names, intercept } = input;
  for (const value of input.y) {
    const why = family.refuses(value);
    if (why !== null) throw new RangeError(`glm: ${why}`);
  }
  const rows = rowsWithEvents(input);
  const pick = (x: Float64Array): Float64Array =>
    rows.length === x.length ? x : Float64Array.from(rows, (i) => x[i]!);
  const y = pick(input.y);
  if (rows.length === 0 && input.y.some((value) => value > 0))
    throw new RangeError("glm: no absorbed level has both events and none, so nothing is left");
  if (family.link === "log" && !y.some((value) => value > 0))
    throw new RangeError("glm: every count is zero, so no rate can be estimated");
  const weights = input.weights === null ? null : pick(input.weights);
  const offset = input.offset === null ? null : pick(input.offset);
  const columns = X.map(pick);
  const absorb = input.absorb.map((factor) => pickFactor(factor, rows));
  const n = y.length;
  const weightOf = (i: number): number => (weights === null ? 1 : weights[i]!);
  let linear = input.start ? pick(input.start) : y.map((value, i) => family.linear(family.start(value, weightOf(i))));
  let fitted = linear.map(family.mean);
  let deviance = Infinity;
  let working: OlsFit | null = null;
  let iterations = 0;
  let converged = false;
  let moved = Infinity;
  let ranAway = false;
  const z = new Float64Array(n);
  const w = new Float64Array(n);
  while (!converged && iterations < MOST_STEPS) {
    for (let i = 0; i < n; i++) {
      const mu = fitted[i]!;
      const slope = family.slope(mu);
      z[i] = linear[i]! + (y[i]! - mu) / slope;
      w[i] = (weightOf(i) * slope * slope) / family.variance(mu);
    }
    // Steps that still move far are only on the way: they need no refinement, and never end the search.
    const draft = moved > FAR;
    try {
      working = olsMatrix({
        y: z,
        X: columns,
        names,
        intercept,
        weights: w.slice(),
        offset,
        absorb,
        route: "auto",
        draft,
      });
    } catch (error) {
      // Two effects can foretell a zero together: its weight has gone to nothing, and the steps end where they are.
      if (!(error instanceof RangeError) || working === null) throw error;
      ranAway = true;
      break;
    }
    iterations += 1;
    let next = working.fitted;
    let nextFitted = next.map(family.mean);
    let nextDeviance = devianceOf(family, y, nextFitted, weights);
    const halvable = iterations > 1 || input.start;
    for (let half = 0; half < 30 && halvable && !(nextDeviance <= deviance + 1e-9 * (deviance + 0.1)); half++) {
      next = next.map((value, i) => (value + linear[i]!) / 2);
      nextFitted = next.map(family.mean);
      nextDeviance = devianceOf(family, y, nextFitted, weights);
    }
    moved = 0;
    for (let i = 0; i < n; i++) moved += w[i]! * (next[i]! - linear[i]!) * (next[i]! - linear[i]!);
    linear = next;
    fitted = nextFitted;
    deviance = nextDeviance;
    converged = !draft && moved <= STILL;
  }
  return {
    family,
    rows,
    y,
    linear,
    fitted,
    weights,
    offset,
    deviance,
    pearson: pearsonResiduals(family, y, fitted, weights).reduce((sum, r) => sum + r * r, 0),
    iterations,
    converged,
    boundaryRows: fitted.reduce((count, mu) => count + (family.atBoundary(mu) || (ranAway && mu < 1e-8) ? 1 : 0), 0),
    working: working!,
  };
}

const MOST_STEPS = 1000;
/** Squared length of the last step in standard errors: it moved no coefficient by more than a billionth of its error. */
const STILL = 1e-18;
/** From here the next step of Newton's kind may be the last. */
const FAR = 1e-4;

export function devianceOf(family: Family, y: Float64Array, mu: Float64Array, weights: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (weights === null ? 1 : weights[i]!) * family.unitDeviance(y[i]!, mu[i]!);
  return sum;
}

/** (y - mu) / sqrt(V(mu) / w). R: `residuals(fit, "pearson")`. */
export function pearsonResiduals(
  family: Family,
  y: Float64Array,
  mu: Float64Array,
  weights: Float64Array | null,
): Float64Array {
  return y.map((value, i) => {
    const w = weights === null ? 1 : weights[i]!;
    return (value - mu[i]!) * Math.sqrt(w / family.variance(mu[i]!));
  });
}

/**
 * Rows of absorbed levels that tell nothing are dropped: with a log link those without an event, with a logit also those that are
 * all events; until every level left varies.
 */
function rowsWithEvents({ family, y, absorb }: GlmMatrices): Int32Array {
  let rows = Int32Array.from(y, (_, i) => i);
  for (;;) {
    const before: number = rows.length;
    for (const factor of absorb) {
      const events = new Float64Array(factor.levels);
      const others = new Float64Array(factor.levels);
      for (const i of rows) {
        const g = factor.codes[i]!;
        events[g] = events[g]! + y[i]!;
        others[g] = others[g]! + (family.link === "logit" ? 1 - y[i]! : 1);
      }
      rows = rows.filter((i) => events[factor.codes[i]!]! > 0 && others[factor.codes[i]!]! > 0);
    }
    if (rows.length === before) return rows;
  }
}

function pickFactor(factor: Factor, rows: Int32Array): Factor {
  if (rows.length === factor.codes.length) return factor;
  return factorOf(
    factor.name,
    Array.from(rows, (i) => factor.codes[i]!),
  );
}
