import { addProduct } from "../linalg/double-double.ts";
import { qty, qy, solveR, solveRt, type Qr } from "../linalg/qr.ts";

/** The kept columns in pivot order, and what rounding cut off each of them (null where they are exact as they stand). */
export interface Columns {
  high: readonly Float64Array[];
  low: readonly (Float64Array | null)[];
}

export interface Refined {
  beta: Float64Array;
  residuals: Float64Array;
  steps: number;
}

/** Two or three do; where this many do not, the columns are all but dependent. */
const MOST_STEPS = 6;

/**
 * Iterative refinement of a least squares solution. The solution beta and residuals r satisfy r + A beta = b, A'r = c (c = 0 for
 * least squares; b = 0, c = -e for a column of the inverse cross-product). What is left of both is computed with twice the
 * digits and corrected through the factorisation at hand, until beta stops moving. Columns that come with their rounding
 * errors (the powers of a variable) are met as if exact: NIST's Filip keeps 13 digits instead of 8.
 *
 * @see Bjorck (1967), Iterative refinement of linear least squares solutions I, BIT 7.
 */
export function refine(
  q: Qr,
  columns: Columns,
  b: Float64Array | null,
  c: Float64Array | null,
  most = MOST_STEPS,
): Refined {
  const { rank, rows } = q;
  const beta = new Float64Array(rank);
  const residuals = new Float64Array(rows);
  const target = b ?? new Float64Array(rows);
  let last = Infinity;
  let steps = -1;
  for (; steps < most; steps++) {
    const first = steps < 0;
    const left = qty(q, first ? target : remainder(columns, target, residuals, beta));
    const right = first ? (c ?? new Float64Array(rank)) : slopeRemainder(columns, residuals, c);
    const head = solveRt(q, right);
    const step = solveR(
      q,
      head.map((value, k) => left[k]! - value),
    );
    left.set(head);
    const change = qy(q, left);
    let moved = 0;
    for (let k = 0; k < rank; k++) moved = Math.max(moved, Math.abs(step[k]!) / (Math.abs(beta[k]!) || 1));
    // No longer shrinking: what is left is rounding.
    if (!first && !(moved < last)) break;
    for (let k = 0; k < rank; k++) beta[k] = beta[k]! + step[k]!;
    for (let i = 0; i < rows; i++) residuals[i] = residuals[i]! + change[i]!;
    if (first) continue;
    last = moved;
    if (moved < 2e-16) break;
  }
  return { beta, residuals, steps: Math.max(0, steps) };
}

/** b - r - A beta, row by row, with twice the digits. */
function remainder({ high, low }: Columns, b: Float64Array, residuals: Float64Array, beta: Float64Array): Float64Array {
  const n = b.length;
  const sums = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    addProduct(sums, 2 * i, b[i]!, 1);
    addProduct(sums, 2 * i, residuals[i]!, -1);
  }
  for (let k = 0; k < high.length; k++) {
    const cut = low[k] ?? null;
    for (let i = 0; i < n; i++) {
      addProduct(sums, 2 * i, high[k]![i]!, -beta[k]!);
      if (cut !== null) addProduct(sums, 2 * i, cut[i]!, -beta[k]!);
    }
  }
  return Float64Array.from({ length: n }, (_, i) => sums[2 * i]! + sums[2 * i + 1]!);
}

/** c - A'r, with twice the digits. */
function slopeRemainder({ high, low }: Columns, residuals: Float64Array, c: Float64Array | null): Float64Array {
  return Float64Array.from(high, (column, k) => {
    const sums = Float64Array.of(-(c?.[k] ?? 0), 0);
    const cut = low[k] ?? null;
    for (let i = 0; i < column.length; i++) {
      addProduct(sums, 0, column[i]!, residuals[i]!);
      if (cut !== null) addProduct(sums, 0, cut[i]!, residuals[i]!);
    }
    return -(sums[0]! + sums[1]!);
  });
}
