import { studentizedRangeQuantile, studentizedRangeTail } from "../distributions/studentized-range.ts";
import type { Factor } from "../6-estimators/absorb.ts";
import { areaCounts, areaMeans } from "../6-estimators/within-between.ts";

/** Group `group` less group `other`, with an interval and p value that hold for all pairs together. */
export interface PairGap {
  group: number;
  other: number;
  estimate: number;
  low: number;
  high: number;
  pValue: number;
}

/**
 * Every gap between group means, honest about how many there are: Tukey's (for groups of unequal size Tukey and Kramer's)
 *
 *   gap +- q / sqrt(2) * sqrt[s2 (1/n_a + 1/n_b)],  q the studentized range's quantile of k groups and the df of s2
 *
 * @param noise residual variance and its degrees of freedom, of a model that may hold other factors too (balanced with this one);
 * without it, of the values about their group means.
 * @returns one row a pair, later level less earlier, in R's order.
 * @throws RangeError when lengths differ, a group is empty, or there is nothing to measure noise by.
 * R: `TukeyHSD(aov(values ~ groups))`. @see Tukey (1949), Biometrics 5; Kramer (1956), Biometrics 12.
 */
export function tukeyHsd(
  values: Float64Array,
  groups: Factor,
  noise?: { variance: number; df: number },
  level = 0.95,
): PairGap[] {
  if (values.length !== groups.codes.length) throw new RangeError("tukeyHsd: values and groups differ in length");
  const counts = areaCounts(groups);
  if (groups.levels < 2 || counts.some((count) => count === 0))
    throw new RangeError("tukeyHsd: needs two groups, none empty");
  const means = areaMeans(values, groups);
  const { variance, df } = noise ?? aboutMeans(values, groups, means);
  if (!(variance > 0 && df > 0)) throw new RangeError("tukeyHsd: nothing is left to measure noise by");
  const reach = studentizedRangeQuantile(level, groups.levels, df);
  const rows: PairGap[] = [];
  for (let other = 0; other < groups.levels; other++)
    for (let group = other + 1; group < groups.levels; group++) {
      const estimate = means[group]! - means[other]!;
      const unit = Math.sqrt((variance / 2) * (1 / counts[group]! + 1 / counts[other]!));
      const pValue = studentizedRangeTail(Math.abs(estimate) / unit, groups.levels, df);
      rows.push({ group, other, estimate, low: estimate - reach * unit, high: estimate + reach * unit, pValue });
    }
  return rows;
}

function aboutMeans(values: Float64Array, groups: Factor, means: Float64Array): { variance: number; df: number } {
  const df = values.length - groups.levels;
  let sum = 0;
  values.forEach((value, i) => (sum += (value - means[groups.codes[i]!]!) * (value - means[groups.codes[i]!]!)));
  return { variance: sum / df, df };
}
