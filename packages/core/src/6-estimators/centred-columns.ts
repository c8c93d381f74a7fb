import { dot, norm } from "../linalg/dot.ts";

/** Which of some groups (areas) each row is in. */
export interface Groups {
  of: Int32Array;
  count: number;
}

/**
 * Columns taken from their mean (and, `within`, from their area's mean), each row multiplied by the square root of its
 * weight, so that sums of squares of what stands here are weighted sums of squares.
 */
export interface CentredColumns {
  total: Float64Array[];
  /** Null without groups. */
  within: Float64Array[] | null;
  /** Weighted mean of each group, from the overall mean: `means[column][group]`. */
  means: Float64Array[];
  /** Weighted mean of each column over all rows. */
  overall: Float64Array;
  /** Length that a column's remainders are measured against: that of the centred column. */
  sizes: Float64Array;
  /** Is the column the same in every row, but for rounding? */
  constant: boolean[];
  groupWeights: Float64Array;
  totalWeight: number;
}

/** A spread this small beside the values themselves is rounding. */
const ROUNDING = 1e-13;

/** Means are taken twice, the second time of what the first left, so that large values with small spread stay exact. */
export function centreColumns(
  columns: readonly Float64Array[],
  weights: Float64Array | null,
  groups: Groups | null,
): CentredColumns {
  const rows = columns[0]?.length ?? 0;
  const roots = weights === null ? null : weights.map((weight) => Math.sqrt(weight));
  const groupWeights = new Float64Array(groups?.count ?? 0);
  let totalWeight = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    totalWeight += weight;
    if (groups !== null) groupWeights[groups.of[i]!]! += weight;
  }
  const out: CentredColumns = {
    total: [],
    within: groups === null ? null : [],
    means: [],
    overall: new Float64Array(columns.length),
    sizes: new Float64Array(columns.length),
    constant: [],
    groupWeights,
    totalWeight,
  };
  columns.forEach((column, j) => {
    const centred = Float64Array.from(column);
    for (let pass = 0; pass < 2; pass++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += weights === null ? centred[i]! : weights[i]! * centred[i]!;
      const mean = sum / totalWeight;
      out.overall[j] = out.overall[j]! + mean;
      for (let i = 0; i < rows; i++) centred[i] = centred[i]! - mean;
    }
    const means = new Float64Array(groups?.count ?? 0);
    if (groups !== null) {
      const inner = Float64Array.from(centred);
      for (let pass = 0; pass < 2; pass++) {
        const sums = new Float64Array(groups.count);
        for (let i = 0; i < rows; i++) sums[groups.of[i]!]! += weights === null ? inner[i]! : weights[i]! * inner[i]!;
        for (let g = 0; g < sums.length; g++) {
          sums[g] = groupWeights[g]! > 0 ? sums[g]! / groupWeights[g]! : 0;
          means[g] = means[g]! + sums[g]!;
        }
        for (let i = 0; i < rows; i++) inner[i] = inner[i]! - sums[groups.of[i]!]!;
      }
      out.within!.push(timesRoots(inner, roots));
    }
    const total = timesRoots(centred, roots);
    const raw = norm(timesRoots(Float64Array.from(column), roots));
    const size = norm(total);
    out.total.push(total);
    out.means.push(means);
    out.constant.push(!(size > ROUNDING * raw));
    out.sizes[j] = out.constant[j]! ? raw : size;
  });
  return out;
}

/** Sum of squares between the groups: what the group means alone account for. */
export function betweenSum(centred: CentredColumns, column: number): number {
  const means = centred.means[column]!;
  return dot(
    means.map((mean, g) => mean * centred.groupWeights[g]!),
    means,
  );
}

function timesRoots(column: Float64Array, roots: Float64Array | null): Float64Array {
  if (roots !== null) for (let i = 0; i < column.length; i++) column[i] = column[i]! * roots[i]!;
  return column;
}
