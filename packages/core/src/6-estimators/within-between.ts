import { norm } from "../linalg/dot.ts";
import { absorption, type Factor } from "./absorb.ts";

/** Mean of a column in each area, taken twice so that large values with small spread stay exact. */
export function areaMeans(column: Float64Array, area: Factor): Float64Array {
  const counts = areaCounts(area);
  const means = new Float64Array(area.levels);
  for (let pass = 0; pass < 2; pass++) {
    const sums = new Float64Array(area.levels);
    for (let i = 0; i < column.length; i++) {
      const g = area.codes[i]!;
      sums[g] = sums[g]! + (column[i]! - means[g]!);
    }
    for (let g = 0; g < sums.length; g++) means[g] = means[g]! + sums[g]! / counts[g]!;
  }
  return means;
}

export function areaCounts(area: Factor): Float64Array {
  const counts = new Float64Array(area.levels);
  for (const g of area.codes) counts[g] = counts[g]! + 1;
  return counts;
}

/** A spread this small beside the values themselves is rounding. */
export const ROUNDING = 1e-12;

/**
 * Each column as its deviation from the area's mean and that mean: x_within and x_between, or (`mundlak`) x itself and
 * x_mean. A column that does not change within areas stays as it is. Means are those of the rows given: the estimation sample.
 */
export function splitByArea(
  X: readonly Float64Array[],
  names: readonly string[],
  area: Factor,
  mundlak = false,
): { columns: Float64Array[]; names: string[] } {
  const effects = absorption([area], null);
  const first: [string, Float64Array][] = [];
  const second: [string, Float64Array][] = [];
  X.forEach((column, j) => {
    const within = effects.residualise(column);
    if (!(norm(within) > ROUNDING * norm(column))) {
      second.push([names[j]!, column]);
      return;
    }
    const means = areaMeans(column, area);
    const spread = Float64Array.from(area.codes, (g) => means[g]!);
    first.push(mundlak ? [names[j]!, column] : [`${names[j]!}_within`, within]);
    second.push([`${names[j]!}_${mundlak ? "mean" : "between"}`, spread]);
  });
  const all = [...first, ...second];
  return { columns: all.map(([, column]) => column), names: all.map(([name]) => name) };
}
