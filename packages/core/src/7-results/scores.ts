import type { OlsFit } from "../6-estimators/ols-fit.ts";

export type Matrix = Float64Array[];

/** Leverages of the rows, absorbed effects included: w x'(X'WX)^-1 x (R: hatvalues). */
export function leverages(fit: OlsFit): Float64Array {
  const out = fit.absorbedLeverage?.() ?? new Float64Array(fit.nobs);
  const { design, bread, weights } = fit;
  const p = design.length;
  for (let i = 0; i < fit.nobs; i++) {
    let sum = 0;
    for (let j = 0; j < p; j++) {
      let inner = 0;
      for (let k = 0; k < p; k++) inner += bread[j]![k]! * design[k]![i]!;
      sum += design[j]![i]! * inner;
    }
    out[i] = out[i]! + (weights === null ? sum : weights[i]! * sum);
  }
  return out;
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

/** Sums of the scores w r x by group, one vector of groups per column. */
export function groupScores(fit: OlsFit, codes: Int32Array, groups: number): Float64Array[] {
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
 * Sum over rows of factor_i d_i d_i' with d_i = B x_i. The same as B [sum of factor x x'] B, but columns far from zero (years,
 * say) lose their digits once here and twice there.
 */
export function influenceSquares(bread: Matrix, design: readonly Float64Array[], factor: Float64Array): Matrix {
  const p = design.length;
  const sums = Array.from({ length: p }, () => new Float64Array(p));
  const x = new Float64Array(p);
  const d = new Float64Array(p);
  for (let i = 0; i < factor.length; i++) {
    for (let j = 0; j < p; j++) x[j] = design[j]![i]!;
    for (let j = 0; j < p; j++) {
      const column = bread[j]!;
      let sum = 0;
      for (let k = 0; k < p; k++) sum += column[k]! * x[k]!;
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
