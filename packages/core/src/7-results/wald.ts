import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import { norm } from "../linalg/dot.ts";
import { qr, solveRt } from "../linalg/qr.ts";
import { coordinates, type Matrix } from "./scores.ts";

/** b'V^-1 b for some of the kept coefficients (places among `fit.kept`): chi-squared on as many degrees of freedom if all are 0. */
export function waldStatistic(fit: OlsFit, matrix: Matrix, places: readonly number[]): number {
  if (places.length === 0) return 0;
  const scale = places.map((j) => Math.sqrt(matrix[j]![j]!));
  // Scaled to ones on the diagonal: units of the columns are then no matter.
  const R = places.map((j, c) => Float64Array.from(places, (i, r) => matrix[j]![i]! / (scale[c]! * scale[r]!)));
  const L = cholesky(R);
  if (L === null)
    throw new RangeError("the covariance of these coefficients is singular: fewer clusters than coefficients?");
  const b = Float64Array.from(places, (j, c) => fit.coefficients[fit.kept[j]!]! / scale[c]!);
  const x = choleskySolve(L, b);
  return b.reduce((sum, value, c) => sum + value * x[c]!, 0);
}

/**
 * What the (weighted) residual sum of squares grows by without some of the kept columns: b'[(X'WX)^-1]^-1 b of their places, by the
 * rows of R^-1, so that nearly dependent columns keep their digits.
 */
export function growthWithout(fit: OlsFit, places: readonly number[]): number {
  const { map, orthonormal } = coordinates(fit);
  if (!orthonormal) return waldStatistic(fit, fit.bread, places);
  const rows = places.map((k) => map[k]!);
  const scale = rows.map((row) => norm(row));
  const q = qr(
    rows.map((row, c) => row.map((value) => value / scale[c]!)),
    { tolerance: 0 },
  );
  if (q.rank < places.length) return waldStatistic(fit, fit.bread, places);
  const b = Float64Array.from(places, (k, c) => fit.coefficients[fit.kept[k]!]! / scale[c]!);
  return solveRt(q, b).reduce((sum, value) => sum + value * value, 0);
}
