import { factorOf } from "./absorb.ts";
import type { OlsFit } from "./ols-fit.ts";
import { olsMatrix } from "./ols-matrix.ts";

export interface OlsInput {
  /** Outcome, n numbers. */
  y: ArrayLike<number>;
  /** Predictors by name, or a list of columns (then named by `names`, else x1, x2, ...). The constant is not among them. */
  X: Record<string, ArrayLike<number>> | readonly ArrayLike<number>[];
  names?: readonly string[];
  /** Default true; effects that are absorbed take the constant's place. */
  intercept?: boolean;
  weights?: ArrayLike<number>;
  offset?: ArrayLike<number>;
  /** Effects to take out, by name: codes or labels, one per row. At most two. */
  absorb?: Record<string, ArrayLike<string | number>>;
  route?: "auto" | "qr";
}

/**
 * Ordinary or weighted least squares on plain arrays. Choose a covariance afterwards: `covariance(fit, ...)`,
 * `coefficientTable(fit, ...)`, `fitSummary(fit)`.
 *
 * beta = argmin sum w (y - offset - X beta - effects)^2, by pivoted Householder QR with iterative refinement, or by
 * cross-products for many rows where their condition allows it (`fit.route` says which).
 *
 * @throws RangeError when lengths differ or a value is not finite, or a weight is not positive: those are mistakes of the caller.
 * R: `lm(y ~ X, weights, offset)`; with `absorb`, `fixest::feols(y ~ X | effects)`.
 * @example ols({ y: [1, 2, 4], X: { x: [0, 1, 2] } }).coefficients // [0.8333..., 1.5]
 */
export function ols(input: OlsInput): OlsFit {
  const y = numbers(input.y, "y", input.y.length);
  const n = y.length;
  const entries: [string, ArrayLike<number>][] = Array.isArray(input.X)
    ? (input.X as ArrayLike<number>[]).map((column, j) => [input.names?.[j] ?? `x${j + 1}`, column])
    : Object.entries(input.X as Record<string, ArrayLike<number>>);
  const absorb = Object.entries(input.absorb ?? {}).map(([name, labels]) => factorOf(name, labels, n));
  if (absorb.length > 2) throw new RangeError("ols: at most two sets of effects can be absorbed");
  const intercept = absorb.length === 0 && input.intercept !== false;
  const X = entries.map(([name, column]) => numbers(column, name, n));
  const names = entries.map(([name]) => name);
  if (intercept) {
    X.unshift(new Float64Array(n).fill(1));
    names.unshift("(Intercept)");
  }
  const weights = input.weights === undefined ? null : numbers(input.weights, "weights", n);
  if (weights?.some((w) => !(w > 0))) throw new RangeError("ols: weights must be positive");
  const offset = input.offset === undefined ? null : numbers(input.offset, "offset", n);
  return olsMatrix({ y, X, names, intercept, weights, offset, absorb, route: input.route ?? "auto" });
}

function numbers(values: ArrayLike<number>, name: string, n: number): Float64Array {
  if (values.length !== n) throw new RangeError(`ols: ${name} has ${values.length} values, y has ${n}`);
  const out = values instanceof Float64Array ? values : Float64Array.from(values);
  for (let i = 0; i < n; i++) {
    if (out[i]! - out[i]! !== 0) throw new RangeError(`ols: ${name}[${i}] is not a finite number`);
  }
  return out;
}
