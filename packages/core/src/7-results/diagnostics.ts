import { chisqTail, fTail, tTwoSided } from "../distributions/index.ts";
import { olsMatrix } from "../6-estimators/ols-matrix.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { dot } from "../linalg/dot.ts";
import { cholesky, choleskyInverse } from "../linalg/cholesky.ts";
import { coordinates } from "./scores.ts";

export interface DiagnosticTest {
  statistic: number;
  /** Degrees of freedom: of chi-squared or t one, of F two. */
  df: number[];
  pValue: number;
}

/** Checks of a fit without weights and absorbed effects: the classical forms of these tests know no others. */
function plain(fit: OlsFit, name: string): OlsFit {
  if (fit.weights !== null || fit.absorbed.length > 0)
    throw new RangeError(`${name}: fits with weights or absorbed effects are not covered`);
  return fit;
}

const again = (fit: OlsFit, y: Float64Array, more: Float64Array[] = []): OlsFit =>
  olsMatrix({
    y,
    X: [...fit.design, ...more],
    names: [...fit.design, ...more].map((_, j) => `x${j}`),
    intercept: fit.constant,
  });

/**
 * Does the spread of the noise differ with the predictors? Breusch and Pagan: n R2 of e^2 on X (Koenker's studentised form, the
 * default), or half the explained sum of squares of e^2 / (rss / n). Chi-squared on rank - 1. Panels nearly always reject: use
 * clustered errors. R: `lmtest::bptest(lm, studentize)`. @throws RangeError with weights or absorbed effects.
 */
export function breuschPagan(fit: OlsFit, studentised = true): DiagnosticTest {
  const { residuals, nobs, rss } = plain(fit, "breuschPagan");
  // Less their mean, which a model without a constant does not take out.
  const squares = residuals.map((e) => ((e * e) / rss) * nobs - 1);
  const aux = again(fit, squares);
  const statistic = studentised ? (nobs * aux.mss) / (aux.mss + aux.rss) : aux.mss / 2;
  const df = fit.rank - 1;
  return { statistic, df: [df], pValue: chisqTail(statistic, df) };
}

/**
 * Is the form of the model wrong? Ramsey's RESET: F test of adding powers 2 and 3 of the fitted values.
 * R: `lmtest::resettest(lm, power = 2:3, type = "fitted")`. @throws RangeError with weights or absorbed effects.
 */
export function reset(fit: OlsFit): DiagnosticTest {
  plain(fit, "reset");
  // Beside a constant the powers span the same about their middle, and keep their digits.
  const middle = fit.constant ? fit.fitted.reduce((sum, value) => sum + value, 0) / fit.nobs : 0;
  const v = fit.fitted.map((value) => value - middle);
  const y = fit.fitted.map((value, i) => value + fit.residuals[i]!);
  const wide = again(fit, y, [v.map((value) => value * value), v.map((value) => value * value * value)]);
  const added = wide.rank - fit.rank;
  if (added < 1 || wide.dfResidual < 1) throw new RangeError("reset: nothing can be added to this fit");
  const statistic = (fit.rss - wide.rss) / added / (wide.rss / wide.dfResidual);
  return { statistic, df: [added, wide.dfResidual], pValue: fTail(statistic, added, wide.dfResidual) };
}

/** Durbin and Watson's statistic of residuals in the order of the rows: sum (e_t - e_(t-1))^2 / sum e^2. R: `lmtest::dwtest`. */
export function durbinWatson(fit: OlsFit): number {
  const { residuals: e } = plain(fit, "durbinWatson");
  let gaps = 0;
  for (let i = 1; i < e.length; i++) gaps += (e[i]! - e[i - 1]!) * (e[i]! - e[i - 1]!);
  return gaps / dot(e, e);
}

/**
 * Do residuals resemble the row before? Breusch and Godfrey, order 1: n R2 of e on X and e of the row before (0 for the first). Rows must
 * be in order of time; in a panel the step from one area to the next counts too. R: `lmtest::bgtest(lm)`.
 */
export function breuschGodfrey(fit: OlsFit): DiagnosticTest {
  const { residuals: e, nobs } = plain(fit, "breuschGodfrey");
  const before = e.map((_, i) => (i === 0 ? 0 : e[i - 1]!));
  const aux = again(fit, e, [before]);
  const statistic = nobs * (1 - aux.rss / dot(e, e));
  return { statistic, df: [1], pValue: chisqTail(statistic, 1) };
}

/**
 * Is the line straight? Harvey and Collier: t test that the recursive residuals (each row by a fit of the rows before it) have mean
 * zero; rows in an order that means something. Null where the first rows do not determine the coefficients.
 * R: `lmtest::harvtest(lm)`. @throws RangeError with weights or absorbed effects.
 */
export function harveyCollier(fit: OlsFit): DiagnosticTest | null {
  const { design, rank: k, nobs: n } = plain(fit, "harveyCollier");
  const start = Array.from({ length: k }, (_, i) => i);
  const crossed = (columns: readonly Float64Array[]): Float64Array[] | null =>
    cholesky(columns.map((a) => Float64Array.from(columns, (b) => start.reduce((sum, i) => sum + a[i]! * b[i]!, 0))));
  const told = crossed(design)?.every(
    (column, j) => column[j]! > 1e-6 * Math.sqrt(start.reduce((sum, i) => sum + design[j]![i]! * design[j]![i]!, 0)),
  );
  if (!told || n < k + 2) return null;
  // Recursive residuals hang on what the columns span alone: on an orthonormal basis they keep their digits.
  const X = coordinates(fit, true).columns;
  const L = crossed(X);
  if (L === null) return null;
  const B = choleskyInverse(L);
  const beta = new Float64Array(k);
  const y = fit.fitted.map((value, i) => value + fit.residuals[i]!);
  const apply = (v: ArrayLike<number>): Float64Array =>
    Float64Array.from(B, (column) => column.reduce((sum, b, i) => sum + b * v[i]!, 0));
  const first = apply(X.map((column) => start.reduce((sum, i) => sum + column[i]! * y[i]!, 0)));
  beta.set(first);
  const w: number[] = [];
  for (let row = k; row < n; row++) {
    const x = X.map((column) => column[row]!);
    const Bx = apply(x);
    const size2 = 1 + x.reduce((sum, value, j) => sum + value * Bx[j]!, 0);
    const gap = y[row]! - x.reduce((sum, value, j) => sum + value * beta[j]!, 0);
    w.push(gap / Math.sqrt(size2));
    for (let j = 0; j < k; j++) {
      beta[j] = beta[j]! + (Bx[j]! * gap) / size2;
      for (let i = 0; i < k; i++) B[j]![i] = B[j]![i]! - (Bx[i]! * Bx[j]!) / size2;
    }
  }
  const mean = w.reduce((sum, value) => sum + value, 0) / w.length;
  const variance = w.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (w.length - 1);
  const statistic = (Math.sqrt(w.length) * Math.abs(mean)) / Math.sqrt(variance);
  return { statistic, df: [w.length - 1], pValue: tTwoSided(statistic, w.length - 1) };
}

/** Skewness and kurtosis (normal: 3) of the residuals, by plain moments. */
export function residualShape(fit: OlsFit): { skewness: number; kurtosis: number } {
  const { residuals, nobs } = fit;
  const mean = residuals.reduce((sum, e) => sum + e, 0) / nobs;
  let [two, three, four] = [0, 0, 0];
  for (const e of residuals) {
    const gap = e - mean;
    two += gap * gap;
    three += gap * gap * gap;
    four += gap * gap * gap * gap;
  }
  const variance = two / nobs;
  return { skewness: three / nobs / (variance * Math.sqrt(variance)), kurtosis: four / nobs / (variance * variance) };
}
