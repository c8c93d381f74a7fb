import { axpy, dot, norm } from "./dot.ts";

/** A Householder factorisation X P = Q R that keeps what every later step asks for. */
export interface Qr {
  readonly rows: number;
  readonly columns: number;
  readonly rank: number;
  /** Positions in X: the `rank` kept columns in their own order, then the dependent ones in their own order. */
  readonly pivot: Int32Array;
  /** Householder vectors, one per kept column, zero above their own position; reflection k is I - tau[k] v v'. */
  readonly reflectors: Float64Array[];
  readonly tau: Float64Array;
  /** Columns of R for the kept columns: r[k] holds rows 0 to k. */
  readonly r: Float64Array[];
  /** For each dependent column (in pivot order), its coordinates on the kept ones' orthonormal basis. */
  readonly dependent: Float64Array[];
  /** Length of what is left of each column after the kept columns before it, by position in X. */
  readonly remainder: Float64Array;
}

export interface QrOptions {
  /** A column whose remainder is at most `tolerance` times its reference length counts as dependent. */
  tolerance?: number;
  /** Reference lengths; by default each column's own length. */
  norms?: ArrayLike<number>;
}

/**
 * Exact dependence leaves a remainder of some 1e-15 of the column. R's 1e-7 also drops the tenth power of NIST's Filip set,
 * which the data do determine (its remainder is about 1e-9 of the column), so the line is drawn between the two.
 */
export const TOLERANCE = 1e-11;

/**
 * Householder QR with limited pivoting, as R's `qr(LAPACK = FALSE)`: columns keep their order, and one that is nearly a
 * combination of those kept before it moves to the end. Columns are taken one after another (left-looking), so a
 * remainder is measured, not downdated.
 *
 * @param X columns, all of one length; left as they are.
 * @see Golub & Van Loan, Matrix Computations, 5.2; LINPACK dqrdc2 in R.
 */
export function qr(X: readonly Float64Array[], options: QrOptions = {}): Qr {
  const columns = X.length;
  const rows = columns === 0 ? 0 : X[0]!.length;
  const tolerance = options.tolerance ?? TOLERANCE;
  const reflectors: Float64Array[] = [];
  const tau: number[] = [];
  const r: Float64Array[] = [];
  const dependent: Float64Array[] = [];
  const kept: number[] = [];
  const moved: number[] = [];
  const remainder = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const work = Float64Array.from(X[j]!);
    const reference = options.norms === undefined ? norm(work) : options.norms[j]!;
    const k = kept.length;
    for (let i = 0; i < k; i++) axpy(-tau[i]! * dot(reflectors[i]!, work, i), reflectors[i]!, work, i);
    const length = k < rows ? norm(work, k) : 0;
    remainder[j] = length;
    if (!(length > tolerance * reference)) {
      moved.push(j);
      dependent.push(work.slice(0, k));
      continue;
    }
    const head = work.slice(0, k + 1);
    const diagonal = work[k]! > 0 ? -length : length;
    head[k] = diagonal;
    // v = x - diagonal e_k, and tau = 2 / v'v = 1 / (length * (length + |x_k|)).
    tau.push(1 / (length * (length + Math.abs(work[k]!))));
    work[k] = work[k]! - diagonal;
    work.fill(0, 0, k);
    reflectors.push(work);
    r.push(head);
    kept.push(j);
  }
  return {
    rows,
    columns,
    rank: kept.length,
    pivot: Int32Array.from([...kept, ...moved]),
    reflectors,
    tau: Float64Array.from(tau),
    r,
    dependent,
    remainder,
  };
}

/** Q'y, as a new vector. */
export function qty(q: Qr, y: Float64Array): Float64Array {
  const out = Float64Array.from(y);
  for (let k = 0; k < q.rank; k++) axpy(-q.tau[k]! * dot(q.reflectors[k]!, out, k), q.reflectors[k]!, out, k);
  return out;
}

/** Q z, as a new vector. */
export function qy(q: Qr, z: Float64Array): Float64Array {
  const out = Float64Array.from(z);
  for (let k = q.rank - 1; k >= 0; k--) axpy(-q.tau[k]! * dot(q.reflectors[k]!, out, k), q.reflectors[k]!, out, k);
  return out;
}

/** Solves R x = z for the kept columns (z: at least `rank` long). */
export function solveR(q: Qr, z: ArrayLike<number>): Float64Array {
  const x = new Float64Array(q.rank);
  for (let k = 0; k < q.rank; k++) x[k] = z[k]!;
  for (let k = q.rank - 1; k >= 0; k--) {
    const column = q.r[k]!;
    x[k] = x[k]! / column[k]!;
    for (let i = 0; i < k; i++) x[i] = x[i]! - column[i]! * x[k]!;
  }
  return x;
}

/** Solves R'x = z. */
export function solveRt(q: Qr, z: ArrayLike<number>): Float64Array {
  const x = new Float64Array(q.rank);
  for (let k = 0; k < q.rank; k++) {
    const column = q.r[k]!;
    let sum = z[k]!;
    for (let i = 0; i < k; i++) sum -= column[i]! * x[i]!;
    x[k] = sum / column[k]!;
  }
  return x;
}

/** Columns of the inverse of R (upper triangular; column k is `rank` long). */
export function rInverse(q: Qr): Float64Array[] {
  const out: Float64Array[] = [];
  for (let k = 0; k < q.rank; k++) {
    const unit = new Float64Array(q.rank);
    unit[k] = 1;
    out.push(solveR(q, unit));
  }
  return out;
}

/** (X'X)^-1 of the kept columns, as columns: R^-1 R^-T. */
export function crossProductInverse(q: Qr): Float64Array[] {
  const inverse = rInverse(q);
  const out = inverse.map(() => new Float64Array(q.rank));
  for (let k = 0; k < q.rank; k++) {
    const column = inverse[k]!;
    for (let j = 0; j <= k; j++) for (let i = 0; i <= k; i++) out[j]![i] = out[j]![i]! + column[i]! * column[j]!;
  }
  return out;
}

/** Condition number (1-norm) of the kept columns, each scaled to unit length: how near they are to being dependent. */
export function condition(q: Qr): number {
  if (q.rank === 0) return 1;
  const lengths = q.r.map((column) => norm(column));
  let largest = 0;
  for (let k = 0; k < q.rank; k++) {
    let sum = 0;
    for (const value of q.r[k]!) sum += Math.abs(value);
    largest = Math.max(largest, sum / lengths[k]!);
  }
  let inverse = 0;
  for (const column of rInverse(q)) {
    let sum = 0;
    for (let i = 0; i < q.rank; i++) sum += Math.abs(column[i]!) * lengths[i]!;
    inverse = Math.max(inverse, sum);
  }
  return largest * inverse;
}
