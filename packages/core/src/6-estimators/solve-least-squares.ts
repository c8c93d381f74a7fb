import { crossProducts } from "../linalg/cross-products.ts";
import { cholesky, choleskyCondition, choleskyInverse, choleskySolve } from "../linalg/cholesky.ts";
import { axpy, dot } from "../linalg/dot.ts";
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
  norms: () => Float64Array;
  /** A step on the way, that need not be refined. */
  draft?: boolean;
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
/** Up to the first of these the first answer has fourteen digits as it stands; up to the second one step gives the rest. */
const WELL_CONDITIONED = [10, 100] as const;

/** From this condition on, (X'X)^-1 is refined as well: its columns lose twice the digits that the coefficients do. */
const REFINE_BREAD = 100;

/** Householder QR with pivoting and refinement: for any condition, and the only route that finds dependent columns. */
export function solveByQr({ X, low, y, rootWeights, norms, draft = false }: LeastSquares): Solution {
  const scale = (column: Float64Array): Float64Array =>
    rootWeights === null ? column : column.map((value, i) => value * rootWeights[i]!);
  const A = X.map(scale);
  const q = qr(A, { norms: norms() });
  const kept = q.pivot.slice(0, q.rank);
  const columns: Columns = {
    high: Array.from(kept, (j) => A[j]!),
    low: Array.from(kept, (j) => {
      const cut = low[j] ?? null;
      return cut === null ? null : scale(cut);
    }),
  };
  const { beta, residuals, steps } = refine(q, columns, scale(y), null, draft ? 0 : undefined);
  if (rootWeights !== null) for (let i = 0; i < residuals.length; i++) residuals[i] = residuals[i]! / rootWeights[i]!;
  const found = condition(q);
  const fine = !draft && found > REFINE_BREAD && q.rows * q.rank * q.rank < 5e6;
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
export function solveByCrossProducts(task: LeastSquares): Solution | null {
  const { X, y, rootWeights, intercept } = task;
  const p = X.length;
  const shifts = Float64Array.from([...X, y], (column, j) => (intercept && j > 0 ? mean(column) : 0));
  const products = crossProducts([...X, y], shifts, rootWeights);
  const L = cholesky(products.slice(0, p).map((column) => column.slice(0, p)));
  if (L === null) return null;
  const found = choleskyCondition(L);
  if (!(found <= MOST_CONDITION)) return null;
  const uncentre = (b: Float64Array): void => {
    if (intercept) for (let j = 1; j < p; j++) b[0] = b[0]! - shifts[j]! * b[j]!;
  };
  const beta = choleskySolve(L, products[p]!.slice(0, p));
  uncentre(beta);
  if (intercept) beta[0] = beta[0]! + shifts[p]!;
  const residuals = new Float64Array(y.length);
  const steps = found <= WELL_CONDITIONED[0] ? 0 : found <= WELL_CONDITIONED[1] ? 1 : 2;
  for (let step = 0; step < steps; step++) {
    const right = slopesOfResiduals(task, beta, residuals);
    if (intercept) for (let j = 1; j < p; j++) right[j] = right[j]! - shifts[j]! * right[0]!;
    const change = choleskySolve(L, right);
    uncentre(change);
    for (let j = 0; j < p; j++) beta[j] = beta[j]! + change[j]!;
  }
  for (let start = 0; start < y.length; start += BLOCK)
    residualBlock(task, beta, residuals, start, Math.min(start + BLOCK, y.length));
  const bread = choleskyInverse(L);
  if (intercept) uncentreBread(bread, shifts);
  const route: OlsRoute = { method: "cross-products", condition: found, refined: steps };
  return { kept: Int32Array.from({ length: p }, (_, j) => j), beta, residuals, bread, route };
}

const BLOCK = 2048;

/** Fills the residuals y - X beta, and gives X'W of them, in fixed blocks of rows so that a block is read while it is near. */
function slopesOfResiduals(task: LeastSquares, beta: Float64Array, residuals: Float64Array): Float64Array {
  const { X, y, rootWeights } = task;
  const out = new Float64Array(X.length);
  for (let start = 0; start < y.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, y.length);
    const part = residualBlock(task, beta, residuals, start, end);
    const pulled =
      rootWeights === null ? part : part.map((value, i) => value * rootWeights[start + i]! * rootWeights[start + i]!);
    for (let j = 0; j < X.length; j++) out[j] = out[j]! + dot(X[j]!.subarray(start, end), pulled);
  }
  return out;
}

function residualBlock(
  { X, y }: LeastSquares,
  beta: Float64Array,
  residuals: Float64Array,
  start: number,
  end: number,
): Float64Array {
  const part = residuals.subarray(start, end);
  part.set(y.subarray(start, end));
  for (let j = 0; j < X.length; j++) axpy(-beta[j]!, X[j]!.subarray(start, end), part);
  return part;
}

/** The mean, near enough to centre by: any shift gives the same coefficients but for rounding. */
function mean(column: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const even = column.length - (column.length % 4);
  for (let i = 0; i < even; i += 4) {
    a += column[i]!;
    b += column[i + 1]!;
    c += column[i + 2]!;
    d += column[i + 3]!;
  }
  for (let i = even; i < column.length; i++) a += column[i]!;
  return (a + b + (c + d)) / column.length;
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
