import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { qr, qy, rInverse } from "../linalg/qr.ts";

export type Matrix = Float64Array[];

/** The columns of a fit as they are best computed with. */
export interface Coordinates {
  /** They span what the kept columns span, one number per row, not weighted. */
  columns: Float64Array[];
  /** One per coefficient: what of each column it takes, so that X (X'WX)^-1 is `columns` times these. */
  map: Matrix;
  /** Is columns'W columns the identity? */
  orthonormal: boolean;
}

const known = new WeakMap<readonly Float64Array[], Coordinates & Pick<OlsFit, "weights">>();

/**
 * Z = X R^-1 with Z'WZ = I, and R^-1: x'(X'WX)^-1 x is then a sum of squares. With (X'WX)^-1 itself columns that are nearly
 * dependent, or far from zero (a year and its square), would lose twice the digits. Fits by cross-products, of many rows and
 * well conditioned, keep their own columns unless `always`.
 */
export function coordinates(fit: OlsFit, always = false): Coordinates {
  const { design, bread, weights } = fit;
  const plain = { columns: design, map: bread, orthonormal: false };
  if (!always && fit.route.method === "cross-products") return plain;
  if (weights?.some((w) => !(w > 0))) return plain;
  const before = known.get(design);
  if (before !== undefined && before.weights === weights) return before;
  const roots = weights === null ? null : weights.map(Math.sqrt);
  const q = qr(
    design.map((column) => (roots === null ? column : column.map((value, i) => value * roots[i]!))),
    { tolerance: 0 },
  );
  if (q.rank < design.length) return plain;
  const columns = Array.from({ length: q.rank }, (_, k) => {
    const unit = new Float64Array(q.rows);
    unit[k] = 1;
    const column = qy(q, unit);
    return roots === null ? column : column.map((value, i) => value / roots[i]!);
  });
  const inverse = rInverse(q);
  const map = inverse.map((_, k) => Float64Array.from(inverse, (column) => column[k]!));
  const found = { columns, map, orthonormal: true, weights };
  known.set(design, found);
  return found;
}

/** The column X b, b the k-th column of (X'WX)^-1: what one more of w r in a row adds to coefficient k. */
export function pullOn({ columns, map }: Coordinates, k: number): Float64Array {
  const out = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((column, j) => {
    const share = map[k]![j]!;
    if (share !== 0) for (let i = 0; i < out.length; i++) out[i] = out[i]! + share * column[i]!;
  });
  return out;
}

/** Leverages of the rows, absorbed effects included: w x'(X'WX)^-1 x (R: hatvalues). */
export function leverages(fit: OlsFit): Float64Array {
  const out = fit.absorbedLeverage?.() ?? new Float64Array(fit.nobs);
  const { weights } = fit;
  const { columns, map, orthonormal } = coordinates(fit);
  // Beside a constant the others may be taken about their means: 1 / sum w, and the same form of what is left.
  const about =
    !orthonormal && columns[0]?.every((value) => value === 1) ? columns.map((x) => meanOf(x, weights)) : null;
  const first = about === null ? 0 : 1;
  const own = about === null ? 0 : 1 / (weights?.reduce((sum, w) => sum + w, 0) ?? fit.nobs);
  const x = new Float64Array(columns.length);
  for (let i = 0; i < fit.nobs; i++) {
    for (let j = first; j < x.length; j++) x[j] = columns[j]![i]! - (about === null ? 0 : about[j]!);
    let sum = own;
    for (let j = first; j < x.length; j++) {
      let inner = orthonormal ? x[j]! : 0;
      if (!orthonormal) for (let k = first; k < x.length; k++) inner += map[j]![k]! * x[k]!;
      sum += x[j]! * inner;
    }
    out[i] = out[i]! + (weights === null ? sum : weights[i]! * sum);
  }
  return out;
}

/** The (weighted) mean, taken twice so that large values with small spread stay exact. */
function meanOf(x: Float64Array, weights: Float64Array | null): number {
  let mean = 0;
  for (let pass = 0; pass < 2; pass++) {
    let [sum, total] = [0, 0];
    for (let i = 0; i < x.length; i++) {
      const w = weights === null ? 1 : weights[i]!;
      sum += w * (x[i]! - mean);
      total += w;
    }
    mean += sum / total;
  }
  return mean;
}

/** Sum over rows of factor_i x_i x_i', as symmetric columns. */
export function weightedMeat(design: readonly Float64Array[], factor: Float64Array): Matrix {
  return symmetric(design.length, (j, k) => {
    const a = design[j]!;
    const b = design[k]!;
    let sum = 0;
    for (let i = 0; i < factor.length; i++) sum += factor[i]! * a[i]! * b[i]!;
    return sum;
  });
}

/** Sums of the scores w r x by group, one vector of groups per column of `design`. */
export function groupScores(
  fit: Pick<OlsFit, "design" | "residuals" | "weights">,
  codes: Int32Array,
  groups: number,
): Float64Array[] {
  const { design, residuals, weights } = fit;
  const pull = weights === null ? residuals : residuals.map((value, i) => value * weights[i]!);
  const out: Float64Array[] = [];
  const blank = new Float64Array(design.length % 4 === 0 ? 0 : codes.length);
  // Four columns at a time: each row's group and residual are then read once for four sums that lie side by side.
  for (let from = 0; from < design.length; from += 4) {
    const a = design[from]!;
    const b = design[from + 1] ?? blank;
    const c = design[from + 2] ?? blank;
    const d = design[from + 3] ?? blank;
    const sums = new Float64Array(4 * groups);
    for (let i = 0; i < codes.length; i++) {
      const at = 4 * codes[i]!;
      const r = pull[i]!;
      sums[at] = sums[at]! + r * a[i]!;
      sums[at + 1] = sums[at + 1]! + r * b[i]!;
      sums[at + 2] = sums[at + 2]! + r * c[i]!;
      sums[at + 3] = sums[at + 3]! + r * d[i]!;
    }
    for (let k = 0; k < 4 && from + k < design.length; k++)
      out.push(Float64Array.from({ length: groups }, (_, g) => sums[4 * g + k]!));
  }
  return out;
}

/**
 * Sum over rows of factor_i d_i d_i' with d_i = B x_i, `map` holding the rows of B. The same as B [sum of factor x x'] B', but columns
 * far from zero (years, say) lose their digits once here and twice there.
 */
export function influenceSquares(map: Matrix, design: readonly Float64Array[], factor: Float64Array): Matrix {
  const p = design.length;
  const sums = Array.from({ length: p }, () => new Float64Array(p));
  const x = new Float64Array(p);
  const d = new Float64Array(p);
  for (let i = 0; i < factor.length; i++) {
    for (let j = 0; j < p; j++) x[j] = design[j]![i]!;
    for (let j = 0; j < p; j++) {
      const row = map[j]!;
      let sum = 0;
      for (let k = 0; k < p; k++) sum += row[k]! * x[k]!;
      d[j] = sum;
    }
    for (let k = 0; k < p; k++) {
      const column = sums[k]!;
      const scaled = factor[i]! * d[k]!;
      for (let j = 0; j <= k; j++) column[j] = column[j]! + scaled * d[j]!;
    }
  }
  return symmetric(p, (j, k) => sums[k]![j]!);
}

/** A symmetric matrix from its upper triangle. */
export function symmetric(p: number, entry: (j: number, k: number) => number): Matrix {
  const out = Array.from({ length: p }, () => new Float64Array(p));
  for (let k = 0; k < p; k++) for (let j = 0; j <= k; j++) out[j]![k] = out[k]![j] = entry(j, k);
  return out;
}
