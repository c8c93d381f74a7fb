import { normalTwoSided } from "../distributions/index.ts";
import type { Neighbours, SpatialTest } from "../6-estimators/morans-i.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { dot } from "../linalg/dot.ts";
import type { Matrix } from "./scores.ts";

/**
 * Do neighbouring areas' residuals resemble each other? Moran's I of residuals of one year's least squares fit, with the mean and
 * variance that residuals of this very design have under normal, independent errors (M = I - H, k the rank):
 *
 * E = n tr(MW) / (S0 (n - k)); Var = (n / S0)^2 [tr(MWMW') + tr(MWMW) + tr(MW)^2] / [(n - k)(n - k + 2)] - E^2. Two-sided normal p.
 *
 * @throws RangeError with weights or absorbed effects, or when there are not as many areas as rows.
 * R: `spdep::lm.morantest(lm, listw, alternative = "two.sided")`. @see Cliff & Ord (1981), Spatial Processes, 8.3.
 */
export function residualMoran(fit: OlsFit, neighbours: Neighbours): SpatialTest {
  const n = fit.nobs;
  if (fit.weights !== null || fit.absorbed.length > 0)
    throw new RangeError("residualMoran: fits with weights or absorbed effects are not covered");
  if (neighbours.of.length !== n) throw new RangeError(`residualMoran: ${neighbours.of.length} areas, ${n} rows`);
  const W = (x: Float64Array): Float64Array =>
    x.map((_, i) => neighbours.of[i]!.reduce((sum, j, at) => sum + neighbours.weights[i]![at]! * x[j]!, 0));
  let S0 = 0;
  let squares = 0;
  let returns = 0;
  neighbours.of.forEach((list, i) =>
    list.forEach((j, at) => {
      const w = neighbours.weights[i]![at]!;
      S0 += w;
      squares += w * w;
      const back = neighbours.of[j]!.indexOf(i);
      if (back >= 0) returns += w * neighbours.weights[j]![back]!;
    }),
  );
  const e = fit.residuals;
  const I = ((n / S0) * dot(e, W(e))) / dot(e, e);
  // tr(MW) and the like from X'WX, X'WW'X and so on: W itself has no diagonal.
  const X = fit.design;
  const WX = X.map(W);
  const WtX = X.map((column) => transposed(neighbours, column));
  const inner = (a: readonly Float64Array[], b: readonly Float64Array[]): Matrix =>
    b.map((v) => Float64Array.from(a, (u) => dot(u, v)));
  const A = times(fit.bread, inner(X, WX));
  const trace = -diagonal(A);
  // tr(MWMW') = tr(WW') - tr(B X'WW'X) - tr(B X'W'WX) + tr(B X'WX B X'W'X); the same without the prime for tr(MWMW).
  const At = times(fit.bread, inner(X, WtX));
  const crossed =
    squares -
    diagonal(times(fit.bread, inner(WtX, WtX))) -
    diagonal(times(fit.bread, inner(WX, WX))) +
    diagonal(times(A, At));
  const repeated = returns - 2 * diagonal(times(fit.bread, inner(WtX, WX))) + diagonal(times(A, A));
  const left = n - fit.rank;
  const expected = (n * trace) / (S0 * left);
  const variance =
    ((n / S0) * (n / S0) * (crossed + repeated + trace * trace)) / (left * (left + 2)) - expected * expected;
  const z = (I - expected) / Math.sqrt(variance);
  return { statistic: I, expected, variance, z, pValue: normalTwoSided(z), words: "Moran's I of residuals" };
}

function transposed(neighbours: Neighbours, x: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  neighbours.of.forEach((list, i) => list.forEach((j, at) => (out[j] = out[j]! + neighbours.weights[i]![at]! * x[i]!)));
  return out;
}

/** A B, by columns. */
function times(A: Matrix, B: Matrix): Matrix {
  return B.map((column) => {
    const out = new Float64Array(column.length);
    column.forEach((value, k) => {
      for (let i = 0; i < out.length; i++) out[i] = out[i]! + A[k]![i]! * value;
    });
    return out;
  });
}

const diagonal = (A: Matrix): number => A.reduce((sum, column, j) => sum + column[j]!, 0);
