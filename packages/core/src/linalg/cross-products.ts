import { makeTile, type Tile } from "./tile.ts";

/** Rows taken at a time: fixed, so that the order of additions never depends on the machine. Even, for the two lanes. */
const BLOCK = 2048;

/**
 * X'WX of shifted columns: sums of (x_i - shift_i) w (x_j - shift_j), as symmetric columns. `rootWeights` holds sqrt(w), or null.
 * Sums run in fixed blocks of rows, in two lanes; the SIMD kernel and its twin give the same bits.
 */
export function crossProducts(
  columns: readonly Float64Array[],
  shifts: ArrayLike<number>,
  rootWeights: Float64Array | null = null,
  makeKernel: (size: number) => Tile = makeTile,
): Float64Array[] {
  const count = columns.length;
  const n = count === 0 ? 0 : columns[0]!.length;
  const wide = count + (count % 2);
  const tile = makeKernel(wide * BLOCK);
  const { memory } = tile;
  const out = columns.map(() => new Float64Array(count));
  const four = new Float64Array(4);
  for (let start = 0; start < n; start += BLOCK) {
    const rows = Math.min(BLOCK, n - start);
    const even = rows + (rows % 2);
    for (let j = 0; j < count; j++) {
      const from = columns[j]!.subarray(start, start + rows);
      const to = memory.subarray(j * BLOCK, j * BLOCK + even);
      const shift = shifts[j]!;
      if (rootWeights === null) for (let i = 0; i < from.length; i++) to[i] = from[i]! - shift;
      else for (let i = 0; i < from.length; i++) to[i] = (from[i]! - shift) * rootWeights[start + i]!;
      if (even > rows) to[rows] = 0;
    }
    for (let i = 0; i < wide; i += 2) {
      for (let j = i; j < wide; j += 2) {
        tile.multiply(i * BLOCK, j * BLOCK, BLOCK, even, four);
        for (let k = 0; k < 4; k++) {
          const row = i + (k >> 1);
          const column = j + (k & 1);
          if (column < count && row <= column) out[column]![row] = out[column]![row]! + four[k]!;
        }
      }
    }
  }
  for (let j = 0; j < count; j++) for (let i = 0; i < j; i++) out[i]![j] = out[j]![i]!;
  return out;
}
