import { APART } from "./subset-tree.ts";

/** What `subsetElimination` needs to know of the blocks. */
export interface EliminationPlan {
  /** Columns and, last, the outcome. */
  size: number;
  /** First column of each block, and one entry more for the end. */
  starts: readonly number[];
  /** The bit of each block in the masks. */
  bits: readonly number[];
}

/** Writes the residual sum of squares of every subset (by mask, plus `offset`) into `out`. */
export type Eliminate = (crossProducts: Float64Array, sizes: Float64Array, offset: number, out: Float64Array) => void;

/**
 * Residual sums of squares of every subset of blocks from one matrix of cross-products (row-major, upper triangle used):
 * taking a column out of the rest is a step of Gaussian elimination, and all subsets that begin alike share their steps,
 * so that ten single columns cost about 4 * 2^10 multiplications instead of 2^10 regressions. A column whose pivot is at
 * most 1e-12 of its own squared length (`sizes`) is a combination of those before it and is passed over.
 *
 * The buffers are made once: the function returned may be called for each bootstrap draw.
 * @see Furnival (1971), All possible regressions with less computation, Technometrics 13(2).
 */
export function subsetElimination(plan: EliminationPlan): Eliminate {
  const { size, starts, bits } = plan;
  const blocks = bits.length;
  const buffers = bits.map(() => new Float64Array(size * size));
  const corner = size * size - 1;
  const threshold = APART * APART;
  let lengths: Float64Array;
  let results: Float64Array;

  function walk(block: number, mask: number, from: Float64Array): void {
    if (block === blocks) {
      results[mask] = from[corner]!;
      return;
    }
    walk(block + 1, mask, from);
    const to = buffers[block]!;
    const begin = starts[block]!;
    const end = starts[block + 1]!;
    let source = from;
    for (let k = begin; k < end; k++) {
      const pivot = source[k * size + k]!;
      if (!(pivot > threshold * lengths[k]!)) continue;
      const row = k * size;
      // Rows of the block itself are still needed only below k.
      for (let i = k + 1; i < size; i++) {
        const factor = source[row + i]! / pivot;
        const at = i * size;
        for (let j = i; j < size; j++) to[at + j] = source[at + j]! - factor * source[row + j]!;
      }
      source = to;
    }
    walk(block + 1, mask | (1 << bits[block]!), source);
  }

  return (crossProducts, sizes, offset, out) => {
    lengths = sizes;
    results = out;
    walk(0, offset, crossProducts);
  };
}
