import { isMissing } from "../columns/column.ts";
import { ln } from "../elementary/index.ts";
import type { Panel } from "./panel.ts";

/** A figure far from the same area's figures beside it in time. */
export interface Jump {
  measure: string;
  area: string;
  label: string;
  time: number;
  value: number;
  /** The two figures that it was held against, in order of time. */
  beside: { time: number; value: number }[];
}

/** Beyond both neighbours by this factor at least; at either end of a series, where both lie on one side, by more. */
const BETWEEN = 2;
const AT_END = 3;
/** And so many times further from their middle than figures of this measure usually are. */
const USUAL = 8;
/** And so many times further in amount: a vacancy rate of 0.2 between 5 and 6 is far off as a ratio alone. */
const AMOUNT = 4;
/** And, for counts, so far that counting alone would not do it: difference of square roots, in standard errors of one half. */
const COUNTING = 8;
/** From so few figures nothing is usual. */
const ENOUGH = 30;

/**
 * Figures that stand out from their own area's figures beside them in time, worst first. For each year t whose calendar
 * neighbours are known, d = ln x(t) − (ln x(t−1) + ln x(t+1)) / 2; what is usual is 1.4826 times the median of |d| over all
 * areas and years, and likewise for the plain distance from the neighbours' mean. A figure is told where it lies beyond both
 * neighbours by a factor of 2, |d| is over 8 times and the plain distance over 4 times the usual, and, for whole numbers,
 * 2 |√x − √mean| is over 8. The first and last of a series are held against the next two, by a
 * factor of 3. Only figures above zero are looked at, in the measure's own unit.
 * R: `d <- log(x) - (log(before) + log(after)) / 2; abs(d) > 8 * mad(d, center = 0)`.
 */
export function findJumps(panel: Panel, measure: string): Jump[] {
  const { area, time } = panel;
  const column = panel.columns.get(measure);
  if (area === null || time === null || column?.kind !== "number") return [];
  const series: Map<number, number>[] = area.codes.map(() => new Map());
  let whole = true;
  for (let row = 0; row < panel.rows; row++) {
    const value = column.values[row]!;
    if (isMissing(column, row) || !(value > 0)) continue;
    series[area.of[row]!]!.set(time.values[time.of[row]!]!, value);
    whole &&= value === Math.floor(value);
  }
  const middles: number[] = [];
  const amounts: number[] = [];
  const judged: { at: number; year: number; value: number; years: [number, number]; distance: number; reach: number }[] = []; // prettier-ignore
  series.forEach((own, at) => {
    for (const [year, value] of own) {
      const years = besideOf(own, year);
      if (years === null) continue;
      const [a, b] = [own.get(years[0])!, own.get(years[1])!];
      const distance = Math.abs(ln(value) - (ln(a) + ln(b)) / 2);
      const between = years[0] < year && years[1] > year;
      if (between) {
        middles.push(distance);
        amounts.push(Math.abs(value - (a + b) / 2));
      }
      const out = value > a && value > b ? value / Math.max(a, b) : Math.min(a, b) / value;
      if (out >= (between ? BETWEEN : AT_END)) judged.push({ at, year, value, years, distance, reach: out });
    }
  });
  if (middles.length < ENOUGH) return [];
  const usual = 1.4826 * middle(middles);
  const amount = 1.4826 * middle(amounts);
  return judged
    .filter(({ at, value, years, distance }) => {
      if (distance <= USUAL * usual) return false;
      const mean = (series[at]!.get(years[0])! + series[at]!.get(years[1])!) / 2;
      if (Math.abs(value - mean) <= AMOUNT * amount) return false;
      return !whole || 2 * Math.abs(Math.sqrt(value) - Math.sqrt(mean)) > COUNTING;
    })
    .sort((a, b) => b.reach - a.reach)
    .map(({ at, year, value, years }) => ({
      ...{ measure, area: area.codes[at]!, label: area.labels[at]!, time: year, value },
      beside: years.map((one) => ({ time: one, value: series[at]!.get(one)! })),
    }));
}

/** The calendar years on both sides; at an end the next two. */
function besideOf(own: ReadonlyMap<number, number>, year: number): [number, number] | null {
  const has = (one: number): boolean => own.has(one);
  if (has(year - 1) && has(year + 1)) return [year - 1, year + 1];
  if (!has(year + 1) && has(year - 1) && has(year - 2)) return [year - 2, year - 1];
  if (!has(year - 1) && has(year + 1) && has(year + 2)) return [year + 1, year + 2];
  return null;
}

function middle(values: number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
