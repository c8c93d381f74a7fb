import { figureAt } from "./figures.ts";
import { finite, meanOrNull, medianOf, orNull } from "./numbers.ts";
import type { Prepared } from "./prepare.ts";
import type { ProfileYear } from "./value.ts";

/** One's own rate in each year beside the mean and median of those compared with, one's group and all areas. */
export function overTime(prepared: Prepared, times: readonly number[], areas: number): ProfileYear[] {
  const { outcome, own, peers, groupAreas } = prepared;
  const every = Array.from({ length: areas }, (_, area) => area);
  return times.map((time, t) => {
    const theirs = peers.map((area) => figureAt(prepared, outcome, area, t)).filter(finite);
    return {
      time,
      own: orNull(figureAt(prepared, outcome, own, t)),
      ...{ mean: meanOrNull(theirs), median: medianOf(theirs), count: theirs.length },
      group: together(prepared, groupAreas, t),
      all: together(prepared, every, t),
    };
  });
}

/** Total count over total population of the areas that have both, where counts are given; else the mean of the areas. */
export function together(prepared: Prepared, areas: readonly number[], time: number | null): number | null {
  const { pooled, outcome } = prepared;
  if (pooled === null) return meanOrNull(areas.map((area) => figureAt(prepared, outcome, area, time)).filter(finite));
  let [events, people] = [0, 0];
  for (const area of areas) {
    const count = figureAt(prepared, pooled.count, area, time);
    const population = figureAt(prepared, pooled.population, area, time);
    if (!finite(count) || !(population > 0)) continue;
    events += count;
    people += population;
  }
  return people > 0 ? (events / people) * pooled.times : null;
}
