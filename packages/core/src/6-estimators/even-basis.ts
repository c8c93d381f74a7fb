import { dot } from "../linalg/dot.ts";
import { fromMean } from "./from-mean.ts";
import { qr, qy, rInverse } from "../linalg/qr.ts";

/** Columns in a shape that a search by steps can work in, and the way back from it. */
export interface EvenBasis {
  /** Orthogonal columns of mean square one that span the same: a step of one along any of them moves rows by about one. */
  columns: Float64Array[];
  /** What coefficients on these columns are on the columns given. */
  coefficients(steps: ArrayLike<number>): Float64Array;
  /** The covariance of those coefficients, from that of the steps (only its first rows and columns, as many as there are columns). */
  covariance(steps: readonly Float64Array[]): Float64Array[];
}

/**
 * An even basis of independent columns, X = Q T. Beside a constant (the first column, where `intercept`) the others are taken from
 * their means first, so that a column far from zero, or a huge one, keeps its digits.
 *
 * @param X columns of full rank, each of n rows.
 */
export function evenBasis(X: readonly Float64Array[], intercept: boolean): EvenBasis {
  const n = X[0]?.length ?? 0;
  const apart = X.map((column, j) => (intercept && j > 0 ? fromMean(column) : { centred: column, mean: 0 }));
  const means = Float64Array.from(apart, ({ mean }) => mean);
  // Which columns can be told apart has been judged already.
  const factors = qr(
    apart.map(({ centred }) => centred),
    { tolerance: 0 },
  );
  const size = Math.sqrt(n);
  const columns = X.map((_, k) => qy(factors, new Float64Array(n).fill(size, k, k + 1)));
  const inverse = rInverse(factors);
  const coefficients = (steps: ArrayLike<number>): Float64Array => {
    const out = new Float64Array(X.length);
    for (let i = 0; i < out.length; i++)
      for (let k = i; k < out.length; k++) out[i] = out[i]! + inverse[k]![i]! * steps[k]! * size;
    if (intercept && out.length > 0) out[0] = out[0]! - dot(means.subarray(1), out.subarray(1));
    return out;
  };
  const covariance = (steps: readonly Float64Array[]): Float64Array[] => {
    const half = X.map((_, j) => coefficients(steps[j]!));
    return X.map((_, i) => coefficients(half.map((column) => column[i]!)));
  };
  return { columns, coefficients, covariance };
}
