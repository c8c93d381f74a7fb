import type { OlsFit } from "./ols-fit.ts";
import { olsMatrix } from "./ols-matrix.ts";
import { plainMatrices, type PlainInput } from "./plain-input.ts";

export interface OlsInput extends PlainInput {
  /** "auto": cross-products for many rows where their condition allows it, else QR. */
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
  return olsMatrix({ ...plainMatrices("ols", input), route: input.route ?? "auto" });
}
