import { dotAccurate } from "../linalg/double-double.ts";
import { dot } from "../linalg/dot.ts";
import { absorption, type Factor } from "./absorb.ts";
import type { OlsFit } from "./ols-fit.ts";
import { MANY_ROWS, solveByCrossProducts, solveByQr, type LeastSquares } from "./solve-least-squares.ts";

export interface OlsMatrices {
  y: Float64Array;
  /** Columns; the constant, where there is one, is the first of them and `intercept` says so. */
  X: Float64Array[];
  /** What rounding cut off each column when it was computed, where that is known: `x^10` is then met as if exact. */
  low?: readonly (Float64Array | null)[];
  names: string[];
  intercept: boolean;
  /** Positive weights (variance proportional to 1 / weight, as R's `lm`), or null. */
  weights?: Float64Array | null;
  /** Added to the fitted values with coefficient one, or null. */
  offset?: Float64Array | null;
  /** One or two sets of effects that are taken out exactly and get no printed coefficients. */
  absorb?: Factor[];
  /** "auto": cross-products for many rows where their condition allows it, else QR. */
  route?: "auto" | "qr";
  /** A step on the way to an answer: by QR without refinement. */
  draft?: boolean;
}

/**
 * Ordinary or weighted least squares: beta minimises the sum of w (y - offset - X beta - effects)^2.
 *
 * Columns that depend on earlier ones (or on the absorbed effects) get no coefficient and are named; the test is relative
 * to the column's own spread (see TOLERANCE in linalg/qr.ts). R: `lm(y ~ X, weights = w)`; with `absorb`, `fixest::feols`.
 */
export function olsMatrix(input: OlsMatrices): OlsFit {
  const { y, X, names, intercept, weights = null, offset = null, absorb = [], route = "auto" } = input;
  const n = y.length;
  const target = offset === null ? y : y.map((value, i) => value - offset[i]!);
  const rootWeights = weights === null ? null : weights.map(Math.sqrt);
  const effects = absorb.length === 0 ? null : absorption(absorb, weights);
  const design = effects === null ? X : X.map((column) => effects.residualise(column));
  const within = effects === null ? target : effects.residualise(target);
  const task: LeastSquares = {
    X: design,
    low: effects === null ? (input.low ?? []) : [],
    y: within,
    rootWeights,
    draft: input.draft ?? false,
    intercept: intercept && effects === null,
    norms: () =>
      Float64Array.from(X, (column, j) => referenceLength(column, weights, (intercept && j > 0) || effects !== null)),
  };
  const many = route === "auto" && n >= MANY_ROWS && X.length > 0 && X.length < 200;
  const solution = (many && !liesInEffects(X, design, weights) ? solveByCrossProducts(task) : null) ?? solveByQr(task);
  const { kept, beta, residuals, bread } = solution;
  const coefficients = new Float64Array(X.length).fill(NaN);
  kept.forEach((j, k) => (coefficients[j] = beta[k]!));
  const fitted = minus(y, residuals);
  const constant = intercept || effects !== null;
  const absorbedRank = effects?.rank ?? 0;
  return {
    names,
    coefficients,
    kept,
    aliased: names.filter((_, j) => coefficients[j] !== coefficients[j]),
    nobs: n,
    rank: kept.length,
    absorbedRank,
    dfResidual: n - kept.length - absorbedRank,
    constant,
    fitted,
    residuals,
    weights,
    design: Array.from(kept, (j) => design[j]!),
    bread,
    rss: weightedSquare(residuals, weights),
    mss: modelSquares(target, residuals, weights, constant),
    withinTss: effects === null ? null : weightedSquare(within, weights),
    absorbed: absorb,
    absorbedLeverage: effects === null ? null : () => effects.leverage(),
    route: solution.route,
  };
}

/** Is a column all but gone once the absorbed effects are out? Only QR, with its reference lengths, can judge such columns. */
function liesInEffects(X: Float64Array[], design: Float64Array[], weights: Float64Array | null): boolean {
  return (
    design !== X &&
    design.some((column, j) => weightedSquare(column, weights) <= 1e-12 * weightedSquare(X[j]!, weights))
  );
}

/** Sum of w x^2. */
function weightedSquare(x: Float64Array, weights: Float64Array | null): number {
  const scaled = weights === null ? x : x.map((value, i) => value * weights[i]!);
  return x.length > 200_000 ? dot(scaled, x) : dotAccurate(scaled, x);
}

/** Sum of w (f - mean f)^2 of the fitted values without offset, about zero where there is no constant (as newer R). */
function modelSquares(
  target: Float64Array,
  residuals: Float64Array,
  weights: Float64Array | null,
  constant: boolean,
): number {
  const f = minus(target, residuals);
  return weightedSquare(constant ? centred(f, weights) : f, weights);
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = a[i]! - b[i]!;
  return out;
}

function centred(x: Float64Array, weights: Float64Array | null): Float64Array {
  let sum = 0;
  let total = x.length;
  if (weights === null) for (let i = 0; i < x.length; i++) sum += x[i]!;
  else {
    total = 0;
    for (let i = 0; i < x.length; i++) {
      sum += weights[i]! * x[i]!;
      total += weights[i]!;
    }
  }
  const mean = sum / total;
  const out = new Float64Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i]! - mean;
  return out;
}

/**
 * The length by which a column's remainder is judged: of its spread about the mean where the model holds a constant, but never
 * less than a thousandth of its plain length (below that, rounding of the data themselves would decide).
 */
function referenceLength(column: Float64Array, weights: Float64Array | null, aboutMean: boolean): number {
  const plain = Math.sqrt(weightedSquare(column, weights));
  return aboutMean ? Math.max(Math.sqrt(weightedSquare(centred(column, weights), weights)), 1e-3 * plain) : plain;
}
