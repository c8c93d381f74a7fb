import { choleskySolve } from "../../linalg/cholesky.ts";

/** Sums of products of some columns, by pair of columns: over all rows, and by cluster. */
export interface PairSums {
  clusters: number;
  at(j: number, k: number): number;
  row(j: number, k: number): Float64Array;
}

/** Where the pair (j, k) of `size` columns stands in a packed upper triangle. */
export function pairPlace(size: number, j: number, k: number): number {
  const [low, high] = j < k ? [j, k] : [k, j];
  return low * size - (low * (low - 1)) / 2 + (high - low);
}

/** A pivot of scaled cross-products below this leaves nothing of the column: its square root is some 1e-6 of its length. */
const APART = 1e-12;
/** A column of length one that has less than this left is rounding. */
const NOTHING = 1e-20;

export interface Factors {
  kept: number[];
  L: Float64Array[];
}

/** Cholesky factor of these columns' cross-products; those that the ones before them tell are left out, as `lm` does. */
export function factorise(columns: readonly number[], at: (j: number, k: number) => number): Factors {
  const kept: number[] = [];
  const rows: Float64Array[] = [];
  for (const column of columns) {
    const own = at(column, column);
    if (!(own >= NOTHING)) continue;
    const row = new Float64Array(kept.length + 1);
    let left = own;
    for (const [i, before] of rows.entries()) {
      let sum = at(kept[i]!, column);
      for (let k = 0; k < i; k++) sum -= row[k]! * before[k]!;
      row[i] = sum / before[i]!;
      left -= row[i]! * row[i]!;
    }
    if (!(left > APART * own)) continue;
    row[kept.length] = Math.sqrt(left);
    kept.push(column);
    rows.push(row);
  }
  // By columns, as `choleskySolve` takes them.
  const L = rows.map((_, j) => Float64Array.from(rows, (row) => row[j] ?? 0));
  return { kept, L };
}

/** Coefficients of the kept columns for outcome y. */
export function coefficientsOf({ kept, L }: Factors, y: number, at: PairSums["at"]): Float64Array {
  return choleskySolve(
    L,
    Float64Array.from(kept, (j) => at(j, y)),
  );
}

/** Sum of squares that the kept columns leave of y. */
export function leftOver(factors: Factors, y: number, at: PairSums["at"]): number {
  const b = coefficientsOf(factors, y, at);
  return factors.kept.reduce((sum, j, i) => sum - b[i]! * at(j, y), at(y, y));
}

/**
 * The last kept column's coefficient and the sum over clusters of its squared scores. With d that column less its projection
 * on the others, b = d'y / d'd and the sum is sum_g (d_g'u_g / d'd)^2, where d_g'u_g is a sum over products of cluster g alone.
 */
export function lastSlope({ kept, L }: Factors, { clusters, at, row }: PairSums) {
  const p = kept.length;
  const unit = new Float64Array(p);
  unit[p - 1] = 1;
  // Column of (X'X)^-1: d / d'd = X a.
  const a = choleskySolve(L, unit);
  // d_g'x_j / d'd for every column that residuals are made of.
  const project = (j: number): Float64Array => {
    const sums = new Float64Array(clusters);
    for (let i = 0; i < p; i++) {
      const products = row(kept[i]!, j);
      const factor = a[i]!;
      for (let g = 0; g < clusters; g++) sums[g] = sums[g]! + factor * products[g]!;
    }
    return sums;
  };
  const own = kept.map(project);
  return (y: number): { estimate: number; squares: number } => {
    const b = coefficientsOf({ kept, L }, y, at);
    const scores = project(y);
    for (let i = 0; i < p; i++) for (let g = 0; g < clusters; g++) scores[g] = scores[g]! - b[i]! * own[i]![g]!;
    return { estimate: b[p - 1]!, squares: scores.reduce((sum, s) => sum + s * s, 0) };
  };
}
