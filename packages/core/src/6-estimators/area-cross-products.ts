import type { CentredColumns, Groups } from "./centred-columns.ts";

/**
 * Sums of products per area of some columns (the outcome last). Drawing areas again with replacement only adds these up
 * with other multiplicities: rows are not touched again.
 */
export interface AreaCrossProducts {
  areas: number;
  /** Columns, the outcome included. */
  size: number;
  /** Numbers per area in `table`: packed products about the overall mean, then sums, then the weight, then products within. */
  stride: number;
  table: Float64Array;
  withWithin: boolean;
}

/** Cross-products of a sample in which area g stands `counts[g]` times: row-major matrices, upper triangles. */
export interface DrawProducts {
  /** About the sample's own mean. */
  total: Float64Array;
  /** Within areas; null when they were not asked for. */
  within: Float64Array | null;
  /** Mean of each scaled column, from the mean of the whole data. */
  means: Float64Array;
}

/**
 * Per-area cross-products of centred columns, each divided by its length so that no sum drowns another.
 *
 * @param absorbed columns that do not vary within areas: exact zeros stand for the rounding that is left of them.
 * @param withWithin also keep products within areas, for models with an area block.
 */
export function areaCrossProducts(
  centred: CentredColumns,
  groups: Groups,
  options: { absorbed: readonly boolean[]; withWithin: boolean; weights: Float64Array | null },
): AreaCrossProducts {
  const { absorbed, withWithin, weights } = options;
  const size = centred.total.length;
  const packed = (size * (size + 1)) / 2;
  const stride = packed + size + 1 + (withWithin ? packed : 0);
  const table = new Float64Array(groups.count * stride);
  const scale = centred.sizes.map((length, j) => (centred.constant[j]! || !(length > 0) ? 0 : 1 / length));
  const rows = groups.of.length;
  const total = centred.total.map((column, j) => column.map((value) => value * scale[j]!));
  const within = withWithin
    ? centred.within!.map((column, j) => column.map((value) => (absorbed[j] ? 0 : value * scale[j]!)))
    : [];
  const roots = weights === null ? null : weights.map((weight) => Math.sqrt(weight));
  let at = 0;
  for (let j = 0; j < size; j++)
    for (let k = j; k < size; k++, at++) {
      addProducts(total[j]!, total[k]!, at);
      if (withWithin) addProducts(within[j]!, within[k]!, packed + size + 1 + at);
    }
  for (let j = 0; j < size; j++)
    for (let i = 0; i < rows; i++)
      table[groups.of[i]! * stride + packed + j]! += total[j]![i]! * (roots === null ? 1 : roots[i]!);
  for (let i = 0; i < rows; i++) table[groups.of[i]! * stride + packed + size]! += weights === null ? 1 : weights[i]!;
  return { areas: groups.count, size, stride, table, withWithin };

  function addProducts(a: Float64Array, b: Float64Array, place: number): void {
    for (let i = 0; i < rows; i++) table[groups.of[i]! * stride + place]! += a[i]! * b[i]!;
  }
}

/** Cross-products of samples of areas. Both functions write into the same buffers at every call. */
export interface Sampler {
  /** Area g stands in the sample `counts[g]` times. */
  draw(counts: ArrayLike<number>): DrawProducts;
  /** Every area once, but for one. */
  leaveOut(area: number): DrawProducts;
}

export function sampler(products: AreaCrossProducts): Sampler {
  const { areas, size, stride, table, withWithin } = products;
  const packed = (size * (size + 1)) / 2;
  const sums = new Float64Array(stride);
  const total = new Float64Array(size * size);
  const within = withWithin ? new Float64Array(size * size) : null;
  const means = new Float64Array(size);
  const all = new Float64Array(stride);
  for (let g = 0; g < areas; g++) add(all, g, 1);

  function add(to: Float64Array, area: number, count: number): void {
    const from = area * stride;
    for (let k = 0; k < stride; k++) to[k] = to[k]! + count * table[from + k]!;
  }

  function matrices(): DrawProducts {
    const weight = sums[packed + size]!;
    let at = 0;
    for (let j = 0; j < size; j++) {
      const mean = sums[packed + j]! / weight;
      means[j] = mean;
      for (let k = j; k < size; k++, at++) {
        total[j * size + k] = sums[at]! - mean * sums[packed + k]!;
        if (within !== null) within[j * size + k] = sums[packed + size + 1 + at]!;
      }
    }
    return { total, within, means };
  }

  return {
    draw(counts) {
      sums.fill(0);
      for (let g = 0; g < areas; g++) if (counts[g]! > 0) add(sums, g, counts[g]!);
      return matrices();
    },
    leaveOut(area) {
      sums.set(all);
      add(sums, area, -1);
      return matrices();
    },
  };
}

/** How often each area was drawn. */
export function countDraws(draws: Int32Array, counts: Int32Array): void {
  counts.fill(0);
  for (const area of draws) counts[area]! += 1;
}
