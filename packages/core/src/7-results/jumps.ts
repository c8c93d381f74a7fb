import type { Panel } from "../3-panel/panel.ts";

/** One year's figure far from those of the years on either side. */
export interface Jump {
  area: string;
  label: string;
  time: number;
  value: number;
  before: number;
  after: number;
  /** How many times as much as the nearer neighbour, or as little. */
  times: number;
}

const TIMES = 3;
const STEADY = 2;
const UNUSUAL = 8;

/**
 * Single jumps in the series of a measure: the figure of one year is three times the larger of the years before and after (or
 * a third of the smaller), these two are within a factor of two of each other, and its distance from their mean is more than
 * eight times the distance that is usual for this measure (the median over all areas and years), so that measures which
 * always move much do not jump.
 *
 * Figures are in the measure's own unit; years are calendar years, so a gap is no neighbour; zero and negative figures are
 * passed over, since a ratio to them says nothing. A rule for looking, not a test: there is no R equivalent.
 */
export function jumpsOf({ area, time, rows, columns }: Panel, measure: string): Jump[] {
  const column = columns.get(measure);
  if (area === null || time === null || column?.kind !== "number") return [];
  const at = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const value = column.values[row]!;
    if (value > 0) at.set(`${area.of[row]!} ${time.values[time.of[row]!]!}`, value);
  }
  const distances: number[] = [];
  const found: (Jump & { distance: number })[] = [];
  for (const [key, value] of at) {
    const [place, year] = key.split(" ").map(Number) as [number, number];
    const [before, after] = [at.get(`${place} ${year - 1}`), at.get(`${place} ${year + 1}`)];
    if (before === undefined || after === undefined) continue;
    const distance = Math.abs(value - (before + after) / 2);
    distances.push(distance);
    const [low, high] = [Math.min(before, after), Math.max(before, after)];
    const times = Math.max(value / high, low / value);
    if (high <= STEADY * low && times >= TIMES)
      found.push({ area: area.codes[place]!, label: area.labels[place]!, time: year, value, before, after, times, distance }); // prettier-ignore
  }
  const usual = distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  return found.filter(({ distance }) => distance > UNUSUAL * usual).map(({ distance: _, ...jump }) => jump);
}
