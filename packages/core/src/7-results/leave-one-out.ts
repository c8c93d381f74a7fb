import { absorption, type Factor } from "../6-estimators/absorb.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import { dot } from "../linalg/dot.ts";
import { eigenSymmetric } from "../linalg/eigen-symmetric.ts";
import { qr, qy, rInverse, solveR } from "../linalg/qr.ts";
import { isNested } from "./small-sample.ts";

export interface LeaveOneOut {
  term: string;
  estimate: number;
  /** The coefficient without each group, by its code; NaN where the other groups cannot tell it from others. */
  without: Float64Array;
  /** Codes of the groups without which it is lowest and highest, and of the one that moves it most (-1: none). */
  lowest: number;
  highest: number;
  mostMoved: number;
}

/**
 * Every coefficient of a least squares fit without each area in turn, from cross-products: rows are touched once.
 *
 * On an orthonormal basis Q of the columns, b(-g) = b - R^-1 (I - Q_g'Q_g)^-1 Q_g'e_g. Absorbed effects that lie within the groups
 * go with them; others (years) enter the basis as columns, so that they too are estimated anew. Where the group alone tells some
 * column (the only area of its region), the coefficients that do not hang on it are still those of the other groups.
 *
 * @param groups areas: positions 0 to levels - 1, one per row of the fit.
 * @throws RangeError unless there is one group per row and at least two of them.
 * R: `sapply(unique(area), function(g) coef(lm(formula, data[area != g, ])))`.
 * @see Belsley, Kuh & Welsch (1980), 2.1, for single rows.
 */
export function leaveOneOut(fit: OlsFit, groups: Factor): LeaveOneOut[] {
  if (groups.codes.length !== fit.nobs) throw new RangeError("leaveOneOut: one group per row is needed");
  if (groups.levels < 2) throw new RangeError("leaveOneOut: at least two groups are needed");
  const roots = fit.weights === null ? null : fit.weights.map(Math.sqrt);
  const scaled = (x: Float64Array): Float64Array => (roots === null ? x : x.map((value, i) => value * roots[i]!));
  const q = qr([...fit.design, ...effectColumns(fit, groups)].map(scaled));
  const p = q.rank;
  const basis = Array.from({ length: p }, (_, k) => {
    const unit = new Float64Array(q.rows);
    unit[k] = 1;
    return qy(q, unit);
  });
  const e = scaled(fit.residuals);
  let inverse: Float64Array[] | null = null;
  const members: number[][] = Array.from({ length: groups.levels }, () => []);
  groups.codes.forEach((code, row) => members[code]!.push(row));
  const without = fit.design.map(() => new Float64Array(groups.levels).fill(NaN));
  members.forEach((rows, g) => {
    const local = basis.map((column) => Float64Array.from(rows, (row) => column[row]!));
    const residuals = Float64Array.from(rows, (row) => e[row]!);
    const left = local.map((a, j) => Float64Array.from(local, (b, i) => (i === j ? 1 : 0) - dot(a, b)));
    const pulled = Float64Array.from(local, (a) => dot(a, residuals));
    const L = cholesky(left);
    const whole = L !== null && L.every((column, j) => column[j]! * column[j]! >= GONE);
    const { step, told } = whole
      ? { step: choleskySolve(L, pulled), told: () => true }
      : solveWhatIsLeft(left, pulled, (inverse ??= rInverse(q)));
    const change = solveR(q, step);
    // The fit's own columns come first and are all kept.
    without.forEach((values, k) => (values[g] = told(k) ? fit.coefficients[fit.kept[k]!]! - change[k]! : NaN));
  });
  return without.map((values, k) => {
    const estimate = fit.coefficients[fit.kept[k]!]!;
    const best = (score: (value: number) => number): number =>
      values.reduce((at, v, g) => (v === v && (at < 0 || score(v) > score(values[at]!)) ? g : at), -1);
    return {
      term: fit.names[fit.kept[k]!]!,
      estimate,
      without: values,
      lowest: best((v) => -v),
      highest: best((v) => v),
      mostMoved: best((v) => Math.abs(v - estimate)),
    };
  });
}

/** Of a direction of length one, no more than this is left in the other groups: the group alone tells it. */
const GONE = 1e-10;

/**
 * The same where the group alone tells some directions: those are left out, and a coefficient is told where its row of R^-1 takes
 * nothing of them.
 */
function solveWhatIsLeft(
  left: Float64Array[],
  right: Float64Array,
  inverse: readonly Float64Array[],
): { step: Float64Array; told: (k: number) => boolean } {
  const { values, vectors } = eigenSymmetric(left);
  const step = new Float64Array(right.length);
  const gone = vectors.filter((vector, j) => {
    if (!(values[j]! > GONE)) return true;
    const share = dot(vector, right) / values[j]!;
    for (let i = 0; i < step.length; i++) step[i] = step[i]! + share * vector[i]!;
    return false;
  });
  const told = (k: number): boolean => {
    const row = Float64Array.from(inverse, (column) => column[k]!);
    const size = Math.sqrt(dot(row, row));
    return gone.every((vector) => Math.abs(dot(row, vector)) <= 1e-6 * size);
  };
  return { step, told };
}

/** Dummies of the absorbed effects that cut across the groups, less those that lie within them. */
function effectColumns(fit: OlsFit, groups: Factor): Float64Array[] {
  const nested = fit.absorbed.filter((factor) => isNested(factor, groups.codes));
  const dummies = fit.absorbed
    .filter((factor) => !nested.includes(factor))
    .flatMap(({ codes, levels }) =>
      Array.from({ length: levels }, (_, level) => Float64Array.from(codes, (code) => (code === level ? 1 : 0))),
    );
  return nested.length === 0 ? dummies : dummies.map(absorption(nested, fit.weights).residualise);
}
