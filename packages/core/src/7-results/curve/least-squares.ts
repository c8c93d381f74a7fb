import type { Factor } from "../../6-estimators/absorb.ts";
import { areaCrossProducts } from "../../6-estimators/area-cross-products.ts";
import { centreColumns } from "../../6-estimators/centred-columns.ts";
import { factorise, lastSlope, pairPlace, type PairSums } from "./pair-sums.ts";

/** Columns of one sample as an estimator takes them: fixed ones first, then those that come and go, the focal one, the outcomes. */
export interface CurveColumns {
  columns: Float64Array[];
  focal: number;
  cluster: Factor;
  weights: Float64Array | null;
}

export interface CurveFit {
  estimate: number;
  /** Before the small-sample factor. */
  variance: number;
  /** Columns in the model, the constant and absorbed effects not among them. */
  rank: number;
}

/** The focal slope for each outcome beside the chosen columns; a text says why there is none. */
export type CurveModel = (chosen: readonly number[]) => (CurveFit | string)[];

export const NOT_APART = "the measure followed cannot be told apart from the others";

/** Least squares with a constant: rows are touched once, not once a model. */
export function leastSquaresCurve({ columns, focal, cluster, weights }: CurveColumns): CurveModel {
  const groups = { of: cluster.codes, count: cluster.levels };
  const centred = centreColumns(columns, weights, groups);
  const none = columns.map(() => false);
  const products = areaCrossProducts(centred, groups, { absorbed: none, withWithin: false, weights });
  const { size } = products;
  const sums = byPair(size, cluster.levels, (at, g) => products.table[g * products.stride + at]!);
  const outcomes = columns.map((_, j) => j).slice(focal + 1);
  return (chosen) => {
    const factors = factorise([...chosen, focal], sums.at);
    if (factors.kept.at(-1) !== focal) return outcomes.map(() => NOT_APART);
    const slope = lastSlope(factors, sums);
    return outcomes.map((y) => {
      // Back from columns of length one to the data's units.
      const scale = centred.sizes[y]! / centred.sizes[focal]!;
      const { estimate, squares } = slope(y);
      return { estimate: estimate * scale, variance: squares * scale * scale, rank: factors.kept.length };
    });
  };
}

/** By pair of columns, then cluster: a model adds up few long rows. */
export function byPair(size: number, clusters: number, entry: (place: number, cluster: number) => number): PairSums {
  const packed = (size * (size + 1)) / 2;
  const rows = Array.from({ length: packed }, (_, at) =>
    Float64Array.from({ length: clusters }, (__, g) => entry(at, g)),
  );
  const total = rows.map((row) => row.reduce((sum, value) => sum + value, 0));
  return {
    clusters,
    at: (j, k) => total[pairPlace(size, j, k)]!,
    row: (j, k) => rows[pairPlace(size, j, k)]!,
  };
}
