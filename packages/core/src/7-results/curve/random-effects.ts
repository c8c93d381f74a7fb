import { areaCrossProducts } from "../../6-estimators/area-cross-products.ts";
import { centreColumns } from "../../6-estimators/centred-columns.ts";
import { areaCounts } from "../../6-estimators/within-between.ts";
import { choleskySolve } from "../../linalg/cholesky.ts";
import { NOT_APART, byPair, type CurveColumns, type CurveFit, type CurveModel } from "./least-squares.ts";
import { factorise, lastSlope, leftOver, pairPlace, type Factors, type PairSums } from "./pair-sums.ts";

/**
 * Random effects by Swamy and Arora, as `randomEffects`, from cross-products alone: with W_g the products within area g and m_g
 * its means, those of y - theta_g mean(y)_g and the like are W_g + (1 - theta_g)^2 T_g m_g m_g'. Each set of covariates has
 * variances of its own.
 */
export function randomEffectsCurve({ columns, focal, cluster }: CurveColumns): CurveModel {
  const G = cluster.levels;
  const counts = areaCounts(cluster);
  const n = cluster.codes.length;
  const groups = { of: cluster.codes, count: G };
  const centred = centreColumns(columns, null, groups);
  const none = columns.map(() => false);
  const products = areaCrossProducts(centred, groups, { absorbed: none, withWithin: true, weights: null });
  const { size, stride, table } = products;
  const packed = (size * (size + 1)) / 2;
  const within = byPair(size, G, (at, g) => table[g * stride + packed + size + 1 + at]!);
  // Means on the scale of the products; those of the constant, the last column, stand as a column of length one would.
  const constant = size;
  const means = centred.means.map((own, j) => own.map((mean) => (centred.constant[j] ? 0 : mean / centred.sizes[j]!)));
  means.push(new Float64Array(G).fill(1 / Math.sqrt(n)));
  const between = byPairOfMeans(means, counts);
  const outcomes = columns.map((_, j) => j).slice(focal + 1);

  /** Share of each area's mean that stays, squared; null where there is nothing to measure noise by. */
  function staying(inner: Factors, outer: Factors, trace: number, y: number): Float64Array | string {
    const noise = leftOver(inner, y, within.at) / (n - G - inner.kept.length);
    if (!(noise > 0)) return "nothing is left within the areas to measure noise by";
    const degrees = G - outer.kept.length - 1;
    const area = Math.max(0, (leftOver(outer, y, between.at) - degrees * noise) / (n - trace));
    return counts.map((count) => noise / (noise + count * area));
  }

  return (chosen) => {
    const wanted = [...chosen, focal];
    const inner = factorise(wanted, within.at);
    const outer = factorise(wanted, between.at);
    const why =
      n - G - inner.kept.length <= 0
        ? "nothing is left within the areas to measure noise by"
        : G - outer.kept.length - 1 <= 0
          ? "there are no more areas than measures that differ between them"
          : null;
    if (why !== null) return outcomes.map(() => why);
    const trace = traceOf(outer, means, counts, n);
    return outcomes.map((y): CurveFit | string => {
      const stay = staying(inner, outer, trace, y);
      if (typeof stay === "string") return stay;
      const sums = mixedSums(within, between, stay, constant, size + 1);
      const factors = factorise([constant, ...wanted], sums.at);
      if (factors.kept.at(-1) !== focal) return NOT_APART;
      const { estimate, squares } = lastSlope(factors, sums)(y);
      const scale = centred.sizes[y]! / centred.sizes[focal]!;
      return { estimate: estimate * scale, variance: squares * scale * scale, rank: factors.kept.length };
    });
  };
}

/** T_g m_gj m_gk. */
function byPairOfMeans(means: readonly Float64Array[], counts: Float64Array): PairSums {
  const pairs = means.flatMap((_, j) => means.slice(j).map((__, k) => [j, j + k] as const));
  return byPair(means.length, counts.length, (place, g) => {
    const [j, k] = pairs[place]!;
    return counts[g]! * means[j]![g]! * means[k]![g]!;
  });
}

/** sum_g T_g^2 h_g, h_g the leverage of area g among means weighted by their rows, the constant among the columns. */
function traceOf({ kept, L }: Factors, means: readonly Float64Array[], counts: Float64Array, n: number): number {
  let trace = 0;
  for (let g = 0; g < counts.length; g++) {
    const own = Float64Array.from(kept, (j) => means[j]![g]!);
    const solved = choleskySolve(L, own);
    const leverage = own.reduce((sum, value, i) => sum + value * solved[i]!, 1 / n);
    trace += counts[g]! * counts[g]! * leverage;
  }
  return trace;
}

/** Products within and between put together, made when they are asked for. */
function mixedSums(within: PairSums, between: PairSums, stay: Float64Array, constant: number, size: number): PairSums {
  const rows: (Float64Array | undefined)[] = [];
  const totals: (number | undefined)[] = [];
  const row = (j: number, k: number): Float64Array =>
    (rows[pairPlace(size, j, k)] ??= between
      .row(j, k)
      .map((product, g) => stay[g]! * product + (j === constant || k === constant ? 0 : within.row(j, k)[g]!)));
  return {
    clusters: stay.length,
    row,
    at: (j, k) => (totals[pairPlace(size, j, k)] ??= row(j, k).reduce((sum, value) => sum + value, 0)),
  };
}
