/**
 * Within-area share of a column's variance: 1 - R2 of the column on area dummies, between 0 (it never changes over time) and 1
 * (areas have the same mean). A column that does not vary at all gives 0.
 *
 * `values` has one finite number a row, `areaOf` the row's area as a whole number from 0. Each row counts once.
 * R: `1 - summary(lm(x ~ factor(area)))$r.squared`.
 */
export function withinShare(values: ArrayLike<number>, areaOf: ArrayLike<number>): number {
  const rows = values.length;
  const sums = new Map<number, { count: number; sum: number }>();
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const group = sums.get(areaOf[i]!) ?? { count: 0, sum: 0 };
    group.count += 1;
    group.sum += values[i]!;
    sums.set(areaOf[i]!, group);
    total += values[i]!;
  }
  let [within, all] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const { count, sum } = sums.get(areaOf[i]!)!;
    const [apart, away] = [values[i]! - sum / count, values[i]! - total / rows];
    within += apart * apart;
    all += away * away;
  }
  return all === 0 ? 0 : within / all;
}
