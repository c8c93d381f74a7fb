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
  return design.map((column) => {
    const sums = new Float64Array(groups);
    for (let i = 0; i < codes.length; i++) sums[codes[i]!] = sums[codes[i]!]! + pull[i]! * column[i]!;
    return sums;
  });
}

/** B M B for symmetric columns. */
export function sandwich(bread: Matrix, meat: Matrix): Matrix {
  const p = bread.length;
  const half = bread.map((column) =>
    Float64Array.from({ length: p }, (_, i) => {
      let sum = 0;
      for (let k = 0; k < p; k++) sum += meat[k]![i]! * column[k]!;
      return sum;
    }),
  );
  return symmetric(p, (j, k) => {
    let sum = 0;
    for (let i = 0; i < p; i++) sum += bread[j]![i]! * half[k]![i]!;
    return sum;
  });
}

/** A symmetric matrix from its upper triangle. */
export function symmetric(p: number, entry: (j: number, k: number) => number): Matrix {
  const out = Array.from({ length: p }, () => new Float64Array(p));
  for (let k = 0; k < p; k++) for (let j = 0; j <= k; j++) out[j]![k] = out[k]![j] = entry(j, k);
  return out;
}
