import { axpy, dot, norm } from "../linalg/dot.ts";
import { qr, qty } from "../linalg/qr.ts";

/**
 * A column of which no more than a millionth (of its own centred length) is left beside other columns cannot be told apart
 * from them. On the cross-products of a bootstrap draw, where lengths are squared, the same line is 1e-12.
 */
export const APART = 1e-6;

/** Columns of blocks, block after block. */
export interface BlockColumns {
  columns: readonly Float64Array[];
  /** First column of each block, and one entry more for the end. */
  starts: readonly number[];
  /** Reference length of each column; a remainder of at most `APART` times it counts as nothing. */
  sizes: ArrayLike<number>;
  /** The bit of each block in the masks. */
  bits: readonly number[];
}

export interface SubsetSums {
  /** Sum of squares of the outcome that each subset of blocks accounts for, by mask. */
  explained: Float64Array;
  /** Columns of the subset that are not combinations of others. */
  rank: Int32Array;
}

/**
 * The explained sum of squares of every subset of blocks, by orthogonal transformations only: one QR factorisation of all
 * columns, after which the rows are not touched again, then a walk over the tree "without the block, with the block" in
 * which a block's reflections are applied to the few numbers that are left of the later columns.
 *
 * @returns by mask; masks that hold other bits than `bits` stay 0.
 */
export function subsetTree(y: Float64Array, blocks: BlockColumns, masks: number): SubsetSums {
  const explained = new Float64Array(masks);
  const rank = new Int32Array(masks);
  const { starts, bits, sizes } = blocks;
  const small = reduceRows(y, blocks);

  function walk(block: number, mask: number, top: number, sum: number, columns: (Float64Array | null)[]): void {
    if (block === bits.length) {
      explained[mask] = sum;
      rank[mask] = top;
      return;
    }
    walk(block + 1, mask, top, sum, columns);
    const copy = columns.map((column, j) => (j < starts[block]! || column === null ? null : Float64Array.from(column)));
    let next = top;
    let gained = sum;
    for (let j = starts[block]!; j < starts[block + 1]!; j++) {
      if (!reflect(copy, j, next, sizes[j]!)) continue;
      const part = copy[copy.length - 1]![next]!;
      gained += part * part;
      next++;
    }
    walk(block + 1, mask | (1 << bits[block]!), next, gained, copy);
  }

  walk(0, 0, 0, 0, small);
  return { explained, rank };
}

/** All columns and, last, the outcome as coordinates on an orthonormal basis of the columns. */
function reduceRows(y: Float64Array, blocks: BlockColumns): Float64Array[] {
  // Only exact dependence is taken out here: which columns count as apart is decided subset by subset.
  const q = qr(blocks.columns, { tolerance: 1e-14, norms: blocks.sizes });
  const out = blocks.columns.map(() => new Float64Array(q.rank));
  q.pivot.forEach((column, place) => {
    out[column]!.set(place < q.rank ? q.r[place]! : q.dependent[place - q.rank]!);
  });
  out.push(qty(q, y).slice(0, q.rank));
  return out;
}

/** Turns the space so that column j has nothing below row `top`; false when nothing of it is left from there on. */
function reflect(columns: (Float64Array | null)[], j: number, top: number, size: number): boolean {
  const v = columns[j]!;
  const length = top < v.length ? norm(v, top) : 0;
  if (!(length > APART * size)) return false;
  const head = v[top]!;
  const tau = 1 / (length * (length + Math.abs(head)));
  v[top] = head - (head > 0 ? -length : length);
  for (let k = j + 1; k < columns.length; k++) axpy(-tau * dot(v, columns[k]!, top), v, columns[k]!, top);
  return true;
}
