import { dot, norm } from "../linalg/dot.ts";
import { condition, qr } from "../linalg/qr.ts";
import { betweenSum, centreColumns, type CentredColumns, type Groups } from "./centred-columns.ts";
import { APART, subsetTree, type BlockColumns } from "./subset-tree.ts";

/** An outcome and blocks of columns. The area block has no columns: its dummies are taken out by area means. */
export interface BlockModel {
  y: Float64Array;
  weights: Float64Array | null;
  /** Columns of every block that has some, block after block in study order. */
  columns: readonly Float64Array[];
  /** The block (position in study order) of each column, ascending. */
  blockOf: readonly number[];
  /** Number of blocks, the area block included. */
  blocks: number;
  areas: Groups | null;
  /** Position of the area block, or -1. */
  areaBlock: number;
}

export interface SubsetFits {
  /** R2 of the least squares fit with each subset of blocks, by mask: bit j is block j. */
  rSquared: Float64Array;
  /** Parameters of each fit beside the constant. */
  rank: Int32Array;
  /** Columns of which nothing is left once area means are taken out. All false without an area block. */
  absorbed: boolean[];
  /** The model's columns and, last, the outcome. */
  centred: CentredColumns;
  /** Condition number of all columns that are apart (within areas, where there is an area block). */
  condition: number;
}

/**
 * R2 of every subset of blocks.
 *
 * Subsets without the area block are fitted on centred columns, those with it on columns taken from their area's mean,
 * which is the same as having every area's dummy in the model (Frisch-Waugh-Lovell) and exact also when areas have unequal
 * numbers of rows or weights are used. Only orthogonal transformations are used (see `subsetTree`).
 *
 * R: `summary(lm(y ~ ., data, weights))$r.squared` for each subset.
 * @see Frisch & Waugh (1933), Econometrica 1(4); Lovell (1963), JASA 58(304).
 */
export function fitSubsets(model: BlockModel): SubsetFits {
  const { columns, blockOf, blocks, areas, areaBlock } = model;
  const masks = 1 << blocks;
  const y = columns.length;
  const centred = centreColumns([...columns, model.y], model.weights, areas);
  const absorbed = columns.map(
    (_, j) => areaBlock >= 0 && !centred.constant[j] && norm(centred.within![j]!) <= APART * centred.sizes[j]!,
  );
  const total = dot(centred.total[y]!, centred.total[y]!);
  const everything = columns.map((_, j) => j).filter((j) => !centred.constant[j]);
  const plain = pick(centred.total, everything, model, centred);
  const without = subsetTree(centred.total[y]!, plain, masks);
  const rSquared = without.explained.map((sum) => sum / total);
  const rank = without.rank;
  let last = plain;
  if (areaBlock >= 0) {
    const varying = everything.filter((j) => !absorbed[j]);
    last = pick(centred.within!, varying, model, centred);
    const within = subsetTree(centred.within![y]!, last, masks);
    const own = betweenSum(centred, y);
    const bit = 1 << areaBlock;
    const dummies = centred.groupWeights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), -1);
    for (let mask = 0; mask < masks; mask++) {
      if ((mask & bit) === 0) continue;
      rSquared[mask] = (own + within.explained[mask ^ bit]!) / total;
      rank[mask] = within.rank[mask ^ bit]! + dummies;
    }
  }
  const factors = qr(last.columns, { tolerance: APART, norms: last.sizes });
  return { rSquared, rank, absorbed, centred, condition: condition(factors) };

  function pick(from: Float64Array[], which: number[], of: BlockModel, sizes: CentredColumns): BlockColumns {
    const bits: number[] = [];
    const starts: number[] = [];
    for (let block = 0; block < of.blocks; block++) {
      if (block === areaBlock) continue;
      bits.push(block);
      starts.push(which.filter((j) => blockOf[j]! < block).length);
    }
    starts.push(which.length);
    return { columns: which.map((j) => from[j]!), starts, bits, sizes: which.map((j) => sizes.sizes[j]!) };
  }
}
