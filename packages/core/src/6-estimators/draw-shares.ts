import { sampler, type AreaCrossProducts, type DrawProducts } from "./area-cross-products.ts";
import { subsetElimination } from "./subset-elimination.ts";

export interface DrawPlan {
  /** Number of blocks, the area block included. */
  blocks: number;
  /** Position of the area block, or -1. */
  areaBlock: number;
  /** Block of each column, ascending. */
  blockOf: readonly number[];
}

/** Columns have length one in the whole data: this much of a square is rounding of the sums. */
const GONE = 1e-13;

/** R2 by mask, in a buffer that the next call overwrites; null when the outcome does not vary in the sample. */
export interface DrawSubsets {
  /** The sample holds area g `counts[g]` times. */
  draw(counts: ArrayLike<number>): Float64Array | null;
  leaveOut(area: number): Float64Array | null;
}

/**
 * R2 of every subset of blocks in samples of areas. Copies of an area share one dummy, which leaves R2 as it would be with a
 * dummy each (their columns and means are the same).
 */
export function subsetsOfDraw(products: AreaCrossProducts, plan: DrawPlan): DrawSubsets {
  const { size } = products;
  const masks = 1 << plan.blocks;
  const starts: number[] = [];
  const bits: number[] = [];
  for (let block = 0; block < plan.blocks; block++) {
    if (block === plan.areaBlock) continue;
    bits.push(block);
    starts.push(plan.blockOf.filter((of) => of < block).length);
  }
  starts.push(size - 1);
  const eliminate = subsetElimination({ size, starts, bits });
  const samples = sampler(products);
  const out = new Float64Array(masks);
  const lengths = new Float64Array(size);
  const solve = ({ total, within }: DrawProducts): Float64Array | null => {
    for (let j = 0; j < size; j++) {
      const length = total[j * size + j]!;
      // A column that does not vary in the sample (its area is not in it) is passed over: what is left of it is rounding.
      lengths[j] = length > GONE ? length : Infinity;
    }
    const all = total[size * size - 1]!;
    if (!(all > GONE)) return null;
    eliminate(total, lengths, 0, out);
    if (within !== null) eliminate(within, lengths, 1 << plan.areaBlock, out);
    for (let mask = 0; mask < masks; mask++) out[mask] = 1 - out[mask]! / all;
    return out;
  };
  return { draw: (counts) => solve(samples.draw(counts)), leaveOut: (area) => solve(samples.leaveOut(area)) };
}
