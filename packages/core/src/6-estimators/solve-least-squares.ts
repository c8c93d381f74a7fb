import { crossProducts } from "../linalg/cross-products.ts";
import { cholesky, choleskyCondition, choleskyInverse, choleskySolve } from "../linalg/cholesky.ts";
import { dot } from "../linalg/dot.ts";
import { condition, crossProductInverse, qr, type Qr } from "../linalg/qr.ts";
import type { OlsRoute } from "./ols-fit.ts";
import { refine, type Columns } from "./refine.ts";

export interface LeastSquares {
  X: readonly Float64Array[];
  /** What rounding cut off each column of X, where that is known. */
  low: readonly (Float64Array | null)[];
  y: Float64Array;
  /** Square roots of the weights, or null. */
  rootWeights: Float64Array | null;
  /** Is the first column the constant? Others are then centred for the cross-products. */
  intercept: boolean;
  /** Reference lengths by which a remainder counts as nothing. */
  norms: Float64Array;
}

export interface Solution {
  kept: Int32Array;
  beta: Float64Array;
  /** y - X beta, not weighted. */
  residuals: Float64Array;
  bread: Float64Array[];
  route: OlsRoute;
}

/** From this many rows on, cross-products are tried first: they touch the data once. */
export const MANY_ROWS = 20_000;

/**
 * Cross-products square the condition number. Up to this one their first answer has eight digits left, and each step of
 * refinement gives eight more, so two steps reach the digits of QR. Beyond it QR is used.
 */
export const MOST_CONDITION = 1e4;

/** From this condition on, (X'X)^-1 is refined as well: its columns lose twice the digits that the coefficients do. */
const REFINE_BREAD = 100;

/** Householder QR with pivoting and refinement: for any condition, and the only route that finds dependent columns. */
export function solveByQr({ X, low, y, rootWeights, norms }: LeastSquares): Solution {
  const scale = (column: Float64Array): Float64Array =>
    rootWeights === null ? column : column.map((value, i) => value * rootWeights[i]!);
  const A = X.map(scale);
  const q = qr(A, { norms });
  const kept = q.pivot.slice(0, q.rank);
  const columns: Columns = {
    high: Array.from(kept, (j) => A[j]!),
    low: Array.from(kept, (j) => (low[j] == null ? null : scale(low[j]))),
  };
  const { beta, residuals, steps } = refine(q, columns, scale(y), null);
  if (rootWeights !== null) for (let i = 0; i < residuals.length; i++) residuals[i] = residuals[i]! / rootWeights[i]!;
  const found = condition(q);
  const fine = found > REFINE_BREAD && q.rows * q.rank * q.rank < 5e6;
  const bread = fine ? refinedInverse(q, columns) : crossProductInverse(q);
  return { kept, beta, residuals, bread, route: { method: "qr", condition: found, refined: steps } };
}

function refinedInverse(q: Qr, columns: Columns): Float64Array[] {
  const out = columns.high.map((_, k) => {
    const unit = new Float64Array(q.rank);
    unit[k] = -1;
    return refine(q, columns, null, unit).beta;
  });
  return out.map((column, j) => column.map((value, i) => (value + out[i]![j]!) / 2));
}

/** Cholesky of the centred cross-products, then refinement by true residuals; null where the condition does not allow it. */
export function solveByCrossProducts({ X, y, rootWeights, intercept }: LeastSquares): Solution | null {
  const p = X.length;
  const n = y.length;
  const centred = (j: number): boolean => intercept && j > 0;
  const shifts = Float64Array.from([...X, y], (column, j) => (centred(j) ? mean(column) : 0));
  const products = crossProducts([...X, y], shifts, rootWeights);
  const A = products.slice(0, p).map((column) => column.slice(0, p));
  const L = cholesky(A);
  if (L === null) return null;
  const found = choleskyCondition(L);
  if (!(found <= MOST_CONDITION)) return null;
  const beta = choleskySolve(L, products[p]!.slice(0, p));
  const uncentre = (b: Float64Array): void => {
    if (!intercept) return;
    for (let j = 1; j < p; j++) b[0] = b[0]! - shifts[j]! * b[j]!;
  };
  uncentre(beta);
  if (intercept) beta[0] = beta[0]! + shifts[p]!;
  const residuals = new Float64Array(n);
  for (let step = 0; ; step++) {
    residuals.set(y);
    X.forEach((column, j) => {
      const b = beta[j]!;
      for (let i = 0; i < n; i++) residuals[i] = residuals[i]! - b * column[i]!;
    });
    if (step === 2) break;
    const weighted =
      rootWeights === null ? residuals : residuals.map((value, i) => value * rootWeights[i]! * rootWeights[i]!);
    const right = Float64Array.from(X, (column) => dot(column, weighted));
    if (intercept) for (let j = 1; j < p; j++) right[j] = right[j]! - shifts[j]! * right[0]!;
    const change = choleskySolve(L, right);
    uncentre(change);
    for (let j = 0; j < p; j++) beta[j] = beta[j]! + change[j]!;
  }
  const bread = choleskyInverse(L);
  if (intercept) uncentreBread(bread, shifts);
  const route: OlsRoute = { method: "cross-products", condition: found, refined: 2 };
  return { kept: Int32Array.from({ length: p }, (_, j) => j), beta, residuals, bread, route };
}

function mean(column: Float64Array): number {
  const blocks: number[] = [];
  for (let start = 0; start < column.length; start += 4096) {
    const end = Math.min(start + 4096, column.length);
    let sum = 0;
    for (let i = start; i < end; i++) sum += column[i]!;
    blocks.push(sum);
  }
  return blocks.reduce((sum, block) => sum + block, 0) / column.length;
}

/** Back to the columns as given: T^-1 B T^-T, where the first row of T^-1 is 1 and the shifts with their signs changed. */
function uncentreBread(bread: Float64Array[], shifts: Float64Array): void {
  const p = bread.length;
  for (let j = 0; j < p; j++) {
    let sum = bread[j]![0]!;
    for (let i = 1; i < p; i++) sum -= shifts[i]! * bread[j]![i]!;
    bread[j]![0] = sum;
  }
  let corner = bread[0]![0]!;
  for (let j = 1; j < p; j++) corner -= shifts[j]! * bread[j]![0]!;
  bread[0]![0] = corner;
  for (let j = 1; j < p; j++) bread[0]![j] = bread[j]![0]!;
}
