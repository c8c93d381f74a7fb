import type { Factor } from "../6-estimators/absorb.ts";
import { absorption } from "../6-estimators/absorb.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { dot } from "../linalg/dot.ts";
import { eigenSymmetric } from "../linalg/eigen-symmetric.ts";
import { qr, qy, type Qr } from "../linalg/qr.ts";
import { coordinates, pullOn, symmetric, weightedMeat, type Matrix } from "./scores.ts";
import { isNested } from "./small-sample.ts";

/** Clusters of more rows than this are left to other covariances: the adjustment is a matrix of that size. */
export const MOST_CLUSTER_ROWS = 600;
/** As clubSandwich: eigenvalues below this count as zero in the inverse square root. */
const ZERO = 1e-12;

export type ClusterAdjustment = "CR0" | "CR2" | "CR3";

/**
 * CR2: V = B [sum over clusters of X'W A e e' A W X] B, where A is the symmetric inverse square root of the residuals'
 * covariance in the cluster under equal, independent errors; degrees of freedom by Satterthwaite's approximation under the
 * same errors, one per coefficient: (sum of p_g'p_g)^2 / sum of (p_g'p_h)^2 with p_g = (I - H)_g' A_g W_g X_g B c.
 *
 * Absorbed effects nested in the clusters are taken out first where there are no weights (Pustejovsky & Tipton, theorem 1);
 * others enter as columns. R: `clubSandwich::coef_test(fit, vcov = "CR2", cluster)`.
 *
 * Other adjustments of the residuals, each with its own Satterthwaite degrees of freedom: CR3 (the cluster's own leverage undone
 * wholly, A = (I - H_g)^-1, nearly the jackknife over clusters) and CR0 (none).
 *
 * @see Bell & McCaffrey (2002); Pustejovsky & Tipton (2018), J. Business & Economic Statistics 36.
 */
export function bellMcCaffrey(
  fit: OlsFit,
  cluster: Factor,
  adjustment: ClusterAdjustment = "CR2",
): { matrix: Matrix; df: Float64Array } {
  const { weights } = fit;
  const Z = workingDesign(fit, cluster);
  const rootWeights = weights === null ? null : weights.map(Math.sqrt);
  const q = qr(Z.map((column) => (rootWeights === null ? column : column.map((v, i) => v * rootWeights[i]!))));
  // On an orthonormal basis of the columns (X = Q, with B = I) H is Q Q'W, and only K = Q'W2 Q is left to carry.
  const basis = orthonormal(q, rootWeights);
  const K =
    weights === null
      ? null
      : weightedMeat(
          basis,
          weights.map((w) => w * w),
        );
  const rank = fit.rank;
  const own = coordinates(fit);
  const pulls = fit.design.map((_, c) => pullOn(own, c));
  const rowsOf = clusterRows(cluster);
  // Per coefficient and cluster: a'a and X'a, X'W a, from which all p_g'p_h follow.
  const squares = fit.design.map(() => new Float64Array(cluster.levels));
  const plain: Float64Array[][] = fit.design.map(() => []);
  const pulled: Float64Array[][] = fit.design.map(() => []);
  const scores = fit.design.map(() => new Float64Array(cluster.levels));
  const sizes = new Float64Array(rank);
  rowsOf.forEach((rows, g) => {
    if (rows.length > MOST_CLUSTER_ROWS) throw new RangeError(`CR2: a cluster of ${rows.length} rows is too large`);
    const local = basis.map((column) => take(column, rows));
    const w = weights === null ? null : take(weights, rows);
    const A = adjustmentMatrix(adjustment, local, w, K);
    const e = take(fit.residuals, rows);
    for (let c = 0; c < rank; c++) {
      // W X B, one column per coefficient.
      const target = Float64Array.from(rows, (row, i) => pulls[c]![row]! * (w?.[i] ?? 1));
      sizes[c] = sizes[c]! + dot(target, target);
      const vector = adjustment === "CR0" ? target : Float64Array.from(A, (column) => dot(column, target));
      squares[c]![g] = dot(vector, vector);
      scores[c]![g] = dot(vector, e);
      const weighted = w === null ? vector : vector.map((v, i) => v * w[i]!);
      plain[c]!.push(Float64Array.from(local, (column) => dot(column, vector)));
      pulled[c]!.push(Float64Array.from(local, (column) => dot(column, weighted)));
    }
  });
  const matrix = symmetric(rank, (j, k) => dot(scores[j]!, scores[k]!));
  const df = Float64Array.from(fit.design, (_, c) => satterthwaite(squares[c]!, plain[c]!, pulled[c]!, K, sizes[c]!));
  return { matrix, df };
}

/** Rough count of multiplications that CR2 takes: callers refuse what would keep a person waiting. */
export function bellMcCaffreyCost(fit: OlsFit, cluster: Factor): number {
  const nested = fit.weights === null ? fit.absorbed.filter((factor) => isNested(factor, cluster.codes)) : [];
  const dummies = fit.absorbed.reduce((sum, factor) => sum + (nested.includes(factor) ? 0 : factor.levels), 0);
  const columns = fit.rank + dummies;
  const sizes = new Int32Array(cluster.levels);
  for (const code of cluster.codes) sizes[code] = sizes[code]! + 1;
  const eigen = sizes.reduce((sum, size) => sum + 30 * size * size * size, 0);
  return 2 * fit.nobs * columns * columns + eigen + fit.rank * cluster.levels * cluster.levels * columns;
}

/** The fit's columns and the effects that were absorbed, as columns, but for those that can be taken out of them first. */
function workingDesign(fit: OlsFit, cluster: Factor): Float64Array[] {
  const nested = fit.weights === null ? fit.absorbed.filter((factor) => isNested(factor, cluster.codes)) : [];
  const others = fit.absorbed.filter((factor) => !nested.includes(factor));
  const dummies = others.flatMap((factor) =>
    Array.from({ length: factor.levels }, (_, level) =>
      Float64Array.from(factor.codes, (code) => (code === level ? 1 : 0)),
    ),
  );
  const columns = nested.length === 0 ? dummies : dummies.map(absorption(nested, null).residualise);
  return [...fit.design, ...columns];
}

function clusterRows(cluster: Factor): number[][] {
  const out: number[][] = Array.from({ length: cluster.levels }, () => []);
  cluster.codes.forEach((code, row) => out[code]!.push(row));
  return out;
}

function take(column: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => column[row]!);
}

/** Columns Q with Q'WQ = I that span the kept columns. */
function orthonormal(q: Qr, rootWeights: Float64Array | null): Float64Array[] {
  return Array.from({ length: q.rank }, (_, k) => {
    const unit = new Float64Array(q.rows);
    unit[k] = 1;
    const column = qy(q, unit);
    return rootWeights === null ? column : column.map((value, i) => value / rootWeights[i]!);
  });
}

/** (I - H)(I - H)' for one cluster, H = Q Q'W: I - H - H' + Q K Q', or I - H without weights. */
function residualCovariance(Q: Float64Array[], w: Float64Array | null, K: Matrix | null): Matrix {
  const n = Q[0]!.length;
  const rows = Array.from({ length: n }, (_, i) => Float64Array.from(Q, (column) => column[i]!));
  const half = K === null ? rows : rows.map((x) => Float64Array.from(K, (column) => dot(column, x)));
  return symmetric(n, (i, j) => {
    const h = dot(rows[i]!, rows[j]!);
    const unit = i === j ? 1 : 0;
    return w === null ? unit - h : unit - h * (w[i]! + w[j]!) + dot(half[i]!, rows[j]!);
  });
}

/** What the cluster's part of a coefficient's weights is multiplied by, as columns (their transpose, where not symmetric). */
function adjustmentMatrix(
  type: ClusterAdjustment,
  Q: Float64Array[],
  w: Float64Array | null,
  K: Matrix | null,
): Matrix {
  if (type === "CR0") return [];
  if (type === "CR2") return inversePower(residualCovariance(Q, w, K), 0.5);
  const root = w === null ? null : w.map(Math.sqrt);
  // (I - H)^-1 is not symmetric with weights, W^1/2 (I - H) W^-1/2 is.
  const inverse = inversePower(residualCovariance(root === null ? Q : Q.map((q) => q.map((v, i) => v * root[i]!)), null, null), 1); // prettier-ignore
  return root === null ? inverse : inverse.map((column, i) => column.map((v, j) => (v * root[i]!) / root[j]!));
}

function inversePower(matrix: Matrix, power: 0.5 | 1): Matrix {
  const { values, vectors } = eigenSymmetric(matrix);
  const scale = values.map((value) => (value > ZERO ? 1 / (power === 1 ? value : Math.sqrt(value)) : 0));
  return symmetric(matrix.length, (i, j) => {
    let sum = 0;
    for (let k = 0; k < scale.length; k++) sum += scale[k]! * vectors[k]![i]! * vectors[k]![j]!;
    return sum;
  });
}

function satterthwaite(
  squares: Float64Array,
  plain: readonly Float64Array[],
  pulled: readonly Float64Array[],
  K: Matrix | null,
  size: number,
): number {
  const carried = K === null ? plain : plain.map((u) => Float64Array.from(K, (column) => dot(column, u)));
  let trace = 0;
  let square = 0;
  for (let g = 0; g < squares.length; g++) {
    for (let h = 0; h <= g; h++) {
      const shared =
        K === null
          ? -dot(plain[g]!, plain[h]!)
          : dot(plain[g]!, carried[h]!) - dot(plain[g]!, pulled[h]!) - dot(plain[h]!, pulled[g]!);
      const entry = (g === h ? squares[g]! : 0) + shared;
      if (g === h) trace += entry;
      square += (g === h ? 1 : 2) * entry * entry;
    }
  }
  // Rounding only: the rows that this coefficient rests on have no residuals.
  return trace > 1e-12 * size ? (trace * trace) / square : NaN;
}
