import type { CentredColumns } from "../6-estimators/centred-columns.ts";
import { APART, subsetTree } from "../6-estimators/subset-tree.ts";

/**
 * R2 between areas: of the area means of the outcome on the area means of some columns, each area counting with its rows'
 * weight. For columns that do not change over time, R2 = R2(area) * this share, exactly.
 *
 * @param which columns; the outcome is the last one of `centred`.
 * @returns null when the area means of the outcome do not vary.
 * R: `summary(lm(ybar ~ xbar, weights = rows))$r.squared`.
 */
export function betweenShare(centred: CentredColumns, which: readonly number[]): number | null {
  const roots = centred.groupWeights.map((weight) => Math.sqrt(weight));
  const times = (j: number): Float64Array => centred.means[j]!.map((mean, g) => mean * roots[g]!);
  const outcome = times(centred.means.length - 1);
  let total = 0;
  for (const value of outcome) total += value * value;
  // Means of rounding only: the areas do not differ.
  const least = APART * centred.sizes[centred.means.length - 1]!;
  if (!(total > least * least)) return null;
  const used = which.filter((j) => !centred.constant[j]);
  const { explained } = subsetTree(
    outcome,
    { columns: used.map(times), starts: [0, used.length], bits: [0], sizes: used.map((j) => centred.sizes[j]!) },
    2,
  );
  return explained[1]! / total;
}
