import { ln } from "../elementary/index.ts";
import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import type { MixedStructure } from "./mixed-structure.ts";

/** The likelihood's parts at one value of theta. */
export interface MixedProfile {
  /** ln det(Lambda'Z'ZLambda + I), and ln det of the fixed columns' information (per sigma^2). */
  logDet: number;
  logDetFixed: number;
  /** Penalised residual sum of squares at the best coefficients. */
  rss: number;
  beta: Float64Array;
  /** Cholesky factor of the fixed columns' information. */
  fixed: Float64Array[];
  /** Factors and right sides (row by row, fixed columns and outcome) that the conditional modes are found from. */
  blocks: { L: Float64Array[]; links: Float64Array[]; right: Float64Array }[];
  dense: { L: Float64Array[]; right: Float64Array };
  lambda: Float64Array[][];
}

/** Lambda of each term from theta: lower triangular columns, in units of the scaled columns. */
export function lambdas(structure: MixedStructure, theta: ArrayLike<number>): Float64Array[][] {
  let at = 0;
  return structure.terms.map(({ scale, free }) => {
    const columns = Array.from(scale, () => new Float64Array(scale.length));
    for (const [i, j] of free) columns[j]![i] = theta[at++]!;
    return columns;
  });
}

/**
 * Eliminates the random effects block by block (leading levels first, then the dense part), then the fixed columns. Null where
 * rounding left no positive definite matrix.
 *
 * @see Bates, Maechler, Bolker & Walker (2015), Journal of Statistical Software 67(1), section 3.
 */
export function mixedProfile(structure: MixedStructure, theta: ArrayLike<number>): MixedProfile | null {
  const { levels, width, dense, fixed } = structure;
  const lambda = lambdas(structure, theta);
  const lead = leadLambda(structure, lambda);
  const S = denseStart(structure, lambda);
  const right = structure.denseFixed.map((row) => Float64Array.from(row));
  applyDenseRows(structure, lambda, right);
  const F = structure.fixedBlock.map((column) => Float64Array.from(column));
  const blocks: MixedProfile["blocks"] = [];
  let logDet = 0;
  for (let g = 0; g < levels; g++) {
    const L = cholesky(blockMatrix(structure.blocks[g]!, lead, width));
    if (L === null) return null;
    for (let a = 0; a < width; a++) logDet += 2 * ln(L[a]![a]!);
    const own = solved(L, lead, structure.blockFixed[g]!, fixed);
    const { columns, values } = structure.links[g]!;
    const meets = values.map((value) => rotate(lead, (a) => value[a]!, width));
    applyDenseLinks(structure, lambda, columns, meets);
    const links = meets.map((value) => forward(L, value));
    for (let x = 0; x < columns.length; x++) {
      const column = S[columns[x]!]!;
      for (let y = 0; y < columns.length; y++)
        column[columns[y]!] = column[columns[y]!]! - product(links[x]!, links[y]!);
      const row = right[columns[x]!]!;
      for (let a = 0; a < width; a++) subtract(row, links[x]![a]!, own, a * fixed, fixed);
    }
    subtractSquares(F, own, fixed);
    blocks.push({ L, links, right: own });
  }
  const D = cholesky(S);
  if (D === null) return null;
  for (let j = 0; j < dense; j++) logDet += 2 * ln(D[j]![j]!);
  const denseRight = new Float64Array(dense * fixed);
  right.forEach((row, i) => denseRight.set(row, i * fixed));
  forwardRows(D, denseRight, fixed);
  subtractSquares(F, denseRight, fixed);
  for (let k = 0; k < fixed; k++) for (let j = 0; j < k; j++) F[j]![k] = F[k]![j]!;
  const p = fixed - 1;
  const factor = cholesky(F.slice(0, p).map((column) => column.slice(0, p)));
  if (factor === null) return null;
  const toward = F[p]!.slice(0, p);
  const beta = choleskySolve(factor, toward);
  const rss = F[p]![p]! - product(beta, toward);
  if (!(rss > 0)) return null;
  let logDetFixed = 0;
  for (let j = 0; j < p; j++) logDetFixed += 2 * ln(factor[j]![j]!);
  return { logDet, logDetFixed, rss, beta, fixed: factor, blocks, dense: { L: D, right: denseRight }, lambda };
}

/** L^-1 Lambda' B for the rows of B that stand for one level's columns. */
function solved(
  L: readonly Float64Array[],
  lead: readonly Float64Array[],
  B: Float64Array,
  fixed: number,
): Float64Array {
  const width = L.length;
  const out = new Float64Array(width * fixed);
  for (let j = 0; j < width; j++)
    for (let a = j; a < width; a++) {
      const factor = lead[j]![a]!;
      for (let k = 0; k < fixed; k++) out[j * fixed + k] = out[j * fixed + k]! + factor * B[a * fixed + k]!;
    }
  forwardRows(L, out, fixed);
  return out;
}

/** Solves L X = B for B given row by row, in place. */
function forwardRows(L: readonly Float64Array[], B: Float64Array, fixed: number): void {
  for (let j = 0; j < L.length; j++) {
    const diagonal = L[j]![j]!;
    for (let k = 0; k < fixed; k++) B[j * fixed + k] = B[j * fixed + k]! / diagonal;
    for (let i = j + 1; i < L.length; i++) {
      const factor = L[j]![i]!;
      if (factor === 0) continue;
      for (let k = 0; k < fixed; k++) B[i * fixed + k] = B[i * fixed + k]! - factor * B[j * fixed + k]!;
    }
  }
}

/** F - B'B, its lower triangle by rows. */
function subtractSquares(F: readonly Float64Array[], B: Float64Array, fixed: number): void {
  for (let from = 0; from < B.length; from += fixed)
    for (let k = 0; k < fixed; k++) subtract(F[k]!, B[from + k]!, B, from, k + 1);
}

function subtract(row: Float64Array, factor: number, B: Float64Array, from: number, count: number): void {
  for (let j = 0; j < count; j++) row[j] = row[j]! - factor * B[from + j]!;
}

/** Lambda of all leading terms as one matrix (columns). */
export function leadLambda(structure: MixedStructure, lambda: readonly Float64Array[][]): Float64Array[] {
  const out = Array.from({ length: structure.width }, () => new Float64Array(structure.width));
  structure.terms.forEach(({ leads, start }, t) => {
    if (leads) lambda[t]!.forEach((column, j) => out[start + j]!.set(column, start));
  });
  return out;
}

/** Lambda' A Lambda + I for one leading level. */
function blockMatrix(A: Float64Array, lead: readonly Float64Array[], width: number): Float64Array[] {
  return lead.map((column, j) => {
    const half = new Float64Array(width);
    for (let a = 0; a < width; a++) for (let b = j; b < width; b++) half[a] = half[a]! + A[a * width + b]! * column[b]!;
    const out = rotate(lead, (a) => half[a]!, width);
    out[j] = out[j]! + 1;
    return out;
  });
}

/** Lambda' x. */
function rotate(lead: readonly Float64Array[], x: (a: number) => number, width: number): Float64Array {
  const out = new Float64Array(width);
  for (let j = 0; j < width; j++) for (let a = j; a < width; a++) out[j] = out[j]! + lead[j]![a]! * x(a);
  return out;
}

function denseStart(structure: MixedStructure, lambda: readonly Float64Array[][]): Float64Array[] {
  const half = structure.denseBlock.map((column) => Float64Array.from(column));
  applyDenseRows(structure, lambda, half);
  const S = half.map((_, j) => Float64Array.from(half, (row) => row[j]!));
  applyDenseRows(structure, lambda, S);
  S.forEach((column, j) => (column[j] = column[j]! + 1));
  return S;
}

/** Lambda' from the left on rows that stand for dense columns, in place. */
function applyDenseRows(structure: MixedStructure, lambda: readonly Float64Array[][], rows: Float64Array[]): void {
  structure.terms.forEach(({ leads, start, levels, scale }, t) => {
    if (leads) return;
    const q = scale.length;
    for (let level = 0; level < levels; level++)
      combine(
        lambda[t]!,
        Array.from({ length: q }, (_, c) => rows[start + level * q + c]!),
      );
  });
}

/** The same for what one leading level meets; a level's columns follow each other there too. */
function applyDenseLinks(
  structure: MixedStructure,
  lambda: readonly Float64Array[][],
  columns: Int32Array,
  meets: Float64Array[],
): void {
  for (let x = 0; x < columns.length;) {
    const t = structure.terms.findIndex(
      ({ leads, start, levels, scale }) =>
        !leads && columns[x]! >= start && columns[x]! < start + levels * scale.length,
    );
    const q = structure.terms[t]!.scale.length;
    combine(lambda[t]!, meets.slice(x, x + q));
    x += q;
  }
}

/** rows <- Lambda' rows; as Lambda is lower triangular, row j needs only those from j on. */
function combine(lambda: readonly Float64Array[], rows: readonly Float64Array[]): void {
  for (let j = 0; j < rows.length; j++) {
    const row = rows[j]!;
    for (let k = 0; k < row.length; k++) {
      let sum = 0;
      for (let i = j; i < rows.length; i++) sum += lambda[j]![i]! * rows[i]![k]!;
      row[k] = sum;
    }
  }
}

/** A term's relative covariance factor in units of the columns given (columns): its product with its transpose is the covariance. */
export function levelFactor(
  { back }: { back: readonly Float64Array[] },
  lambda: readonly Float64Array[],
): Float64Array[] {
  return lambda.map((column) => {
    const out = new Float64Array(back.length);
    back.forEach((own, k) => own.forEach((value, i) => (out[i] = out[i]! + value * column[k]!)));
    return out;
  });
}

/** Solves L x = b, in place. */
export function forward(L: readonly Float64Array[], b: Float64Array): Float64Array {
  for (let j = 0; j < b.length; j++) {
    b[j] = b[j]! / L[j]![j]!;
    for (let i = j + 1; i < b.length; i++) b[i] = b[i]! - L[j]![i]! * b[j]!;
  }
  return b;
}

/** Solves L' x = b, in place. */
export function backward(L: readonly Float64Array[], b: Float64Array): Float64Array {
  for (let j = b.length - 1; j >= 0; j--) {
    let sum = b[j]!;
    for (let i = j + 1; i < b.length; i++) sum -= L[j]![i]! * b[i]!;
    b[j] = sum / L[j]![j]!;
  }
  return b;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
