import { normalTwoSided } from "../distributions/index.ts";
import { finiteNumbers, meanOf } from "./check-numbers.ts";

/** Neighbours of each area: their positions, and the weight of each. */
export interface Neighbours {
  of: readonly (readonly number[])[];
  weights: readonly (readonly number[])[];
}

/**
 * Neighbours with row-standardised weights: each area's neighbours weigh as much together as any other's.
 * @param lists positions (from 0) of each area's neighbours; an area without any (an island) counts nothing.
 * @throws RangeError for a position that is no area, an area as its own neighbour, or none anywhere. R: `spdep::nb2listw(style = "W")`.
 */
export function rowStandardised(lists: readonly (readonly number[])[]): Neighbours {
  lists.forEach((list, i) =>
    list.forEach((j) => {
      if (!(j >= 0 && j < lists.length && j === Math.floor(j)) || j === i)
        throw new RangeError(`neighbours of area ${i}: ${j} is not another area`);
    }),
  );
  if (lists.every((list) => list.length === 0)) throw new RangeError("no area has a neighbour");
  return { of: lists, weights: lists.map((list) => list.map(() => 1 / list.length)) };
}

/** The k nearest areas of each, by straight distance; of two as near the one first in order. R: `spdep::knearneigh`. */
export function nearestNeighbours(x: ArrayLike<number>, y: ArrayLike<number>, k: number): number[][] {
  const [a, b] = [finiteNumbers(x, "x"), finiteNumbers(y, "y", x.length)];
  if (!(k >= 1 && k < a.length && k === Math.floor(k)))
    throw new RangeError("nearestNeighbours: k must be a whole number from 1 to below the number of areas");
  return Array.from(a, (_, i) => {
    const distance = a.map((u, j) => (u - a[i]!) * (u - a[i]!) + (b[j]! - b[i]!) * (b[j]! - b[i]!));
    const others = Array.from(a.keys()).filter((j) => j !== i);
    return others
      .sort((p, q) => distance[p]! - distance[q]! || p - q)
      .slice(0, k)
      .sort((p, q) => p - q);
  });
}

export interface SpatialTest {
  statistic: number;
  expected: number;
  variance: number;
  z: number;
  pValue: number;
  words: string;
}

/** Sums over the weights that the variances need; areas are those with a neighbour. */
function sums({ of, weights }: Neighbours): { n: number; S0: number; S1: number; S2: number } {
  const both = new Map<number, number>();
  const size = of.length;
  const [rows, columns] = [new Float64Array(size), new Float64Array(size)];
  let S0 = 0;
  of.forEach((list, i) =>
    list.forEach((j, at) => {
      const w = weights[i]![at]!;
      S0 += w;
      rows[i] = rows[i]! + w;
      columns[j] = columns[j]! + w;
      const key = Math.min(i, j) * size + Math.max(i, j);
      both.set(key, (both.get(key) ?? 0) + w);
    }),
  );
  // Half the sum over ordered pairs of (w_ij + w_ji)^2: each pair of areas stands once in `both`.
  let S1 = 0;
  for (const w of both.values()) S1 += w * w;
  const S2 = rows.reduce((sum, r, i) => sum + (r + columns[i]!) * (r + columns[i]!), 0);
  return { n: of.filter((list) => list.length > 0).length, S0, S1, S2 };
}

function centred(values: ArrayLike<number>, neighbours: Neighbours): { z: Float64Array; squares: number; b2: number } {
  const y = finiteNumbers(values, "values", neighbours.of.length);
  const mean = meanOf(y);
  const z = y.map((value) => value - mean);
  const squares = z.reduce((sum, value) => sum + value * value, 0);
  if (!(squares > 0)) throw new RangeError("the values are all the same");
  const fourth = z.reduce((sum, value) => sum + value * value * value * value, 0);
  return { z, squares, b2: (y.length * fourth) / (squares * squares) };
}

const lag = (z: Float64Array, { of, weights }: Neighbours): Float64Array =>
  z.map((_, i) => of[i]!.reduce((sum, j, at) => sum + weights[i]![at]! * z[j]!, 0));

function conclude(statistic: number, expected: number, variance: number, words: string): SpatialTest {
  const z = (statistic - expected) / Math.sqrt(variance);
  return { statistic, expected, variance, z, pValue: normalTwoSided(z), words };
}

/**
 * Do neighbouring areas resemble each other? Moran's I = (n / S0) sum w_ij z_i z_j / sum z_i^2, expected -1 / (n - 1); variance
 * under randomisation (values shuffled between areas, the default) or under normality; two-sided normal p.
 *
 * @param values one number an area. @param neighbours as from `rowStandardised`.
 * @throws RangeError when lengths differ or all values are the same.
 * R: `spdep::moran.test(x, listw, randomisation, alternative = "two.sided")`.
 * @see Moran (1950), Biometrika 37; Cliff & Ord (1981), Spatial Processes, 2.3.
 */
export function moransI(
  values: ArrayLike<number>,
  neighbours: Neighbours,
  assumption: "randomisation" | "normality" = "randomisation",
): SpatialTest {
  const { z, squares, b2 } = centred(values, neighbours);
  const { n, S0, S1, S2 } = sums(neighbours);
  const pulled = lag(z, neighbours);
  const I = ((n / S0) * z.reduce((sum, value, i) => sum + value * pulled[i]!, 0)) / squares;
  const expected = -1 / (n - 1);
  const square = S0 * S0;
  const variance =
    assumption === "normality"
      ? (n * n * S1 - n * S2 + 3 * square) / (square * (n * n - 1)) - expected * expected
      : (n * ((n * n - 3 * n + 3) * S1 - n * S2 + 3 * square) - b2 * (n * (n - 1) * S1 - 2 * n * S2 + 6 * square)) /
          ((n - 1) * (n - 2) * (n - 3) * square) -
        expected * expected;
  return conclude(I, expected, variance, `Moran's I, variance under ${assumption}`);
}

/**
 * Geary's C = (n - 1) sum w_ij (y_i - y_j)^2 / (2 S0 sum z^2), expected 1: below 1 where neighbours resemble each other. z is turned
 * round, (1 - C) / sd, so that it too is positive then. R: `spdep::geary.test(x, listw)`. @throws RangeError as `moransI`.
 */
export function gearysC(values: ArrayLike<number>, neighbours: Neighbours): SpatialTest {
  const { z, squares, b2 } = centred(values, neighbours);
  const { n, S0, S1, S2 } = sums(neighbours);
  let gaps = 0;
  neighbours.of.forEach((list, i) =>
    list.forEach((j, at) => (gaps += neighbours.weights[i]![at]! * (z[i]! - z[j]!) * (z[i]! - z[j]!))),
  );
  const C = ((n - 1) * gaps) / (2 * S0 * squares);
  const square = S0 * S0;
  const variance =
    ((n - 1) * S1 * (n * n - 3 * n + 3 - (n - 1) * b2) -
      ((n - 1) * S2 * (n * n + 3 * n - 6 - (n * n - n + 2) * b2)) / 4 +
      square * (n * n - 3 - (n - 1) * (n - 1) * b2)) /
    (n * (n - 2) * (n - 3) * square);
  const found = conclude(C, 1, variance, "Geary's C, variance under randomisation");
  return { ...found, z: -found.z };
}

/** Each area's own part: z_i (sum_j w_ij z_j) / (sum z^2 / n). R: `spdep::localmoran(x, listw)[, "Ii"]`. */
export function localMoran(values: ArrayLike<number>, neighbours: Neighbours): Float64Array {
  const { z, squares } = centred(values, neighbours);
  const pulled = lag(z, neighbours);
  return z.map((value, i) => (value * pulled[i]! * z.length) / squares);
}
