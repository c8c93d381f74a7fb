import { eigenSymmetric } from "../linalg/eigen-symmetric.ts";
import { dot } from "../linalg/dot.ts";
import type { Factor } from "./absorb.ts";
import type { OlsFit } from "./ols-fit.ts";
import { olsMatrix } from "./ols-matrix.ts";
import { fromMean } from "./from-mean.ts";
import { areaCounts, areaMeans } from "./within-between.ts";

export interface TwoWayRandom {
  /** Least squares of the whitened data: its errors are those of unit noise, scaled by what it finds. */
  fit: OlsFit;
  /** Variances of the noise, the areas and the years; zero where the estimate came out negative. */
  noiseVariance: number;
  areaVariance: number;
  timeVariance: number;
  /** How much of each area's and each year's mean is taken out, and how much of the whole mean is put back, per row. */
  theta: { area: Float64Array; time: Float64Array; total: Float64Array };
}

/**
 * Random effects of areas and of years together, by feasible generalised least squares with Swamy and Arora's variances.
 *
 * y = Xb + u_i + v_t + e. Three sums of squares are set equal to what they expect: of the two-way within residuals, of the area means
 * of the residuals between areas, and of the year means of those between years (rows as weights; traces on an unbalanced panel).
 * Then least squares on V^-1/2 y and V^-1/2 X, V = I + (s2u/s2e) ZZ' + (s2v/s2e) DD'.
 *
 * @param y, X n rows; `X` without a constant, which is added. @param area, time of each row.
 * @throws RangeError with no more areas, or years, than columns, or where nothing is left to measure noise by.
 * R: `plm::plm(effect = "twoways", model = "random")`; on an unbalanced panel plm leaves s2e out of its covariance.
 * @see Baltagi, Econometric Analysis of Panel Data, chapters 3 and 9.
 */
export function twoWayRandom(
  y: Float64Array,
  X: readonly Float64Array[],
  names: readonly string[],
  area: Factor,
  time: Factor,
): TwoWayRandom {
  const called = ["(Intercept)", ...names];
  const all = [new Float64Array(y.length).fill(1), ...X];
  const within = olsMatrix({ y, X: [...X], names: [...names], intercept: false, absorb: [area, time] });
  if (!(within.dfResidual > 0)) throw new RangeError("twoWayRandom: nothing is left to measure noise by");
  const noise = within.rss / within.dfResidual;
  // Variances do not hang on where a column's zero is; traces of columns far from it would lose digits.
  const about = [all[0]!, ...X.map((column) => fromMean(column).centred)];
  const byArea = moments(y, about, called, area, time);
  const byTime = moments(y, about, called, time, area);
  // [own a, shared a; shared b, own b] times the two variances.
  const [a, b] = [byArea.rss - byArea.free * noise, byTime.rss - byTime.free * noise];
  const determinant = byArea.own * byTime.own - byArea.shared * byTime.shared;
  const areaVariance = Math.max(0, (byTime.own * a - byArea.shared * b) / determinant);
  const timeVariance = Math.max(0, (byArea.own * b - byTime.shared * a) / determinant);
  const [u, v] = [areaVariance / noise, timeVariance / noise];
  const [rows, columns] = [areaCounts(area), areaCounts(time)];
  const theta = (count: number, ratio: number): number => 1 - 1 / Math.sqrt(1 + count * ratio);
  const ofArea = rows.map((count) => theta(count, u));
  const ofTime = columns.map((count) => theta(count, v));
  const total = y.map((_, i) => {
    const [g, t] = [area.codes[i]!, time.codes[i]!];
    return u === 0 || v === 0 ? 0 : ofArea[g]! + ofTime[t]! - 1 + 1 / Math.sqrt(1 + rows[g]! * u + columns[t]! * v);
  });
  const whiten = whitening(area, time, ofArea, v);
  const fit = olsMatrix({ y: whiten(y), X: all.map(whiten), names: called, intercept: false });
  return { fit, noiseVariance: noise, areaVariance, timeVariance, theta: { area: ofArea, time: ofTime, total } };
}

interface Moments {
  /** Residual sum of squares of the group means, its degrees of freedom, and what it holds of the group's own and the other variance. */
  rss: number;
  free: number;
  own: number;
  shared: number;
}

function moments(y: Float64Array, all: Float64Array[], names: string[], group: Factor, other: Factor): Moments {
  const counts = areaCounts(group);
  const means = all.map((column) => areaMeans(column, group));
  const fit = olsMatrix({ y: areaMeans(y, group), X: means, names, intercept: true, weights: counts });
  if (!(fit.dfResidual > 0)) throw new RangeError("twoWayRandom: no more groups than columns that differ between them");
  // Sums of the kept means over the rows that share a level of the other factor.
  const sums = fit.design.map((column) => {
    const out = new Float64Array(other.levels);
    group.codes.forEach((g, i) => (out[other.codes[i]!] = out[other.codes[i]!]! + column[g]!));
    return out;
  });
  let [own, shared] = [0, 0];
  fit.bread.forEach((column, j) =>
    column.forEach((value, k) => {
      const [p, q] = [fit.design[j]!, fit.design[k]!];
      for (let g = 0; g < counts.length; g++) own += value * counts[g]! * counts[g]! * p[g]! * q[g]!;
      shared += value * dot(sums[j]!, sums[k]!);
    }),
  );
  const balanced = y.length === group.levels * other.levels;
  return { rss: fit.rss, free: fit.dfResidual, own: y.length - own, shared: balanced ? 0 : group.levels - shared };
}

/** V^-1/2: areas by taking part of their means out, then years by the few eigenvectors of what they are left as. */
function whitening(area: Factor, time: Factor, theta: Float64Array, ratio: number): (x: Float64Array) => Float64Array {
  const demean = (x: Float64Array): Float64Array => {
    const means = areaMeans(x, area);
    return x.map((value, i) => value - theta[area.codes[i]!]! * means[area.codes[i]!]!);
  };
  const D = Array.from({ length: time.levels }, (_, t) =>
    demean(Float64Array.from(time.codes, (code) => (code === t ? 1 : 0))),
  );
  const { values, vectors } = eigenSymmetric(D.map((p) => Float64Array.from(D, (q) => dot(p, q))));
  const parts = vectors.map((vector) =>
    Float64Array.from(area.codes, (_, i) => D.reduce((sum, column, t) => sum + column[i]! * vector[t]!, 0)),
  );
  const shrink = values.map((value) => (value > 0 ? (1 / Math.sqrt(1 + ratio * value) - 1) / value : 0));
  return (x) => {
    const out = demean(x);
    const pulls = parts.map((part) => dot(part, out));
    parts.forEach((part, k) => {
      const scale = shrink[k]! * pulls[k]!;
      for (let i = 0; i < out.length; i++) out[i] = out[i]! + scale * part[i]!;
    });
    return out;
  };
}
