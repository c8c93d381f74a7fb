import { fromMean } from "./from-mean.ts";
import type { Factor } from "./absorb.ts";
import type { OlsFit } from "./ols-fit.ts";
import { olsMatrix } from "./ols-matrix.ts";
import { residualVariances, type RandomVariances } from "./random-variances.ts";
import { areaCounts, areaMeans, ROUNDING } from "./within-between.ts";

/** Whose estimate of the variances: Swamy and Arora's (default), Wallace and Hussain's, Amemiya's; plm's names. */
export const RANDOM_METHODS = ["swar", "walhus", "amemiya"] as const;
export type RandomMethod = (typeof RANDOM_METHODS)[number];

export interface RandomParts {
  method: RandomMethod;
  /** Variance of the noise, and of the area effects (0 where the estimate came out negative). */
  noiseVariance: number;
  areaVariance: number;
  /** Did the estimate of the area variance come out negative? Then the fit is the pooled one. */
  negative: boolean;
  /** How much of each area's mean is taken out, 0 (pooled) to 1 (area effects). */
  theta: Float64Array;
}

/**
 * Random effects by feasible generalised least squares: y - theta_i mean(y)_i on the same of X, theta_i = 1 - sqrt(s2e / (s2e +
 * T_i s2u)). Variances by `method`: `residualVariances` for the other two, by default Swamy and Arora's (Baltagi and Chang's form
 * for unbalanced panels): s2e from the residuals within areas; with q_b the residual sum of squares of area means weighted by T_i,
 *
 *   s2u = (q_b - (n - k) s2e) / (N - tr[(M'TM)^-1 M'TTM]),
 *
 * M the means of the k columns that differ between areas, the constant among them. Columns that do not (years of a balanced
 * panel) drop out there, where plm stops. The methods can differ much where areas do: see which, before quoting one. `balanced`
 * (every area has a row in every year) matters to the other two.
 *
 * @throws RangeError with no more areas than columns, or no area of two rows.
 * R: `plm::plm(model = "random", random.method = "swar" | "walhus" | "amemiya")`.
 * @see Swamy & Arora (1972), Econometrica 40; Baltagi & Chang (1994), Journal of Econometrics 62.
 */
export function randomEffects(
  y: Float64Array,
  X: readonly Float64Array[],
  names: readonly string[],
  area: Factor,
  method: RandomMethod = "swar",
  balanced = false,
): { fit: OlsFit; random: RandomParts } {
  const counts = areaCounts(area);
  const all = [new Float64Array(y.length).fill(1), ...X];
  const means = all.map((column) => meansOrZero(column, area));
  const yMeans = areaMeans(y, area);
  const called = ["(Intercept)", ...names];
  // Variances do not hang on where a column's zero is; a trace of columns far from it would lose digits.
  const about = X.map((column) => fromMean(column).centred);
  const found =
    method === "swar"
      ? swamyArora(
          y,
          about,
          called,
          area,
          [all[0]!, ...about].map((column) => meansOrZero(column, area)),
          yMeans,
        )
      : residualVariances(y, about, names, area, method, balanced);
  if (!(found.noise > 0)) throw new RangeError("randomEffects: the noise within areas has no positive variance");
  const areaVariance = Math.max(0, found.area);
  const theta = counts.map((count) => 1 - Math.sqrt(found.noise / (found.noise + count * areaVariance)));
  const take = (column: Float64Array, mean: Float64Array): Float64Array =>
    column.map((value, i) => value - theta[area.codes[i]!]! * mean[area.codes[i]!]!);
  const fit = olsMatrix({
    y: take(y, yMeans),
    X: all.map((column, j) => take(column, means[j]!)),
    names: called,
    intercept: false,
  });
  return { fit, random: { method, noiseVariance: found.noise, areaVariance, negative: found.area < 0, theta } };
}

function swamyArora(
  y: Float64Array,
  X: readonly Float64Array[],
  called: readonly string[],
  area: Factor,
  means: readonly Float64Array[],
  yMeans: Float64Array,
): RandomVariances {
  const within = olsMatrix({ y, X: [...X], names: called.slice(1), intercept: false, absorb: [area] });
  if (!(within.dfResidual > 0))
    throw new RangeError("swamyArora: nothing is left within the areas to measure noise by");
  const noise = within.rss / within.dfResidual;
  const counts = areaCounts(area);
  const between = olsMatrix({ y: yMeans, X: [...means], names: [...called], intercept: true, weights: counts });
  if (!(between.dfResidual > 0))
    throw new RangeError("swamyArora: no more areas than columns that differ between them");
  let trace = 0;
  for (let g = 0; g < area.levels; g++) {
    let leverage = 0;
    between.design.forEach((a, j) => {
      between.design.forEach((b, k) => (leverage += a[g]! * b[g]! * between.bread[k]![j]!));
    });
    trace += counts[g]! * counts[g]! * leverage;
  }
  return { noise, area: (between.rss - between.dfResidual * noise) / (y.length - trace) };
}

/** Area means; zero where they are only what rounding left of a column that was centred within the areas. */
function meansOrZero(column: Float64Array, area: Factor): Float64Array {
  const means = areaMeans(column, area);
  let [largest, largestMean] = [0, 0];
  for (const value of column) largest = Math.max(largest, Math.abs(value));
  for (const mean of means) largestMean = Math.max(largestMean, Math.abs(mean));
  return largestMean > ROUNDING * largest ? means : means.fill(0);
}
