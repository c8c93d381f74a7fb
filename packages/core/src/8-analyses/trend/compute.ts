import type { Panel } from "../../3-panel/panel.ts";
import { areaWord } from "../../3-panel/words.ts";
import { isProvisional, provisionalAreas } from "../../3-panel/provisional/provisional.ts";
import { namesIn, type ReadMeasure } from "../../4-frame/index.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import { mapOf } from "../map-value.ts";
import type { Context } from "../types.ts";
import { whyMissing } from "../why-missing.ts";
import type { TrendOptions } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import type { PublishedGrowth, TrendPoint, TrendRow, TrendValue } from "./value.ts";

const PER = 10_000;
const known = (value: number | undefined): value is number => value !== undefined && value - value === 0;

/** Totals, growth and who grew, for every measure and its population. */
export function compute({ panel, map }: Context, prepared: Prepared, entry: TrendOptions): TrendValue {
  const { measures, population, from, to } = prepared;
  const [unit, units] = panel.area === null ? ["row", "rows"] : [areaWord(panel).one, areaWord(panel).many];
  const rows = measures.map((measure) => rowOf(panel, measure, population, from, to));
  const held = population === null ? null : rowOf(panel, population, null, from, to);
  const every = held === null ? rows : [...rows, held];
  const series = [...measures, ...(population === null ? [] : [population])].map((measure) => ({
    ...{ measure: measure.name, title: measure.title },
    points: pointsOf(panel, measure, measure === population ? null : population, from, to),
  }));
  const cells = measures.map((measure) => ({ first: at(panel, measure, from), last: at(panel, measure, to) }));
  const ends = [from, to].map((year) => ({ year, rows: rowsIn(panel, year) }));
  const areas = (panel.area?.codes ?? []).map((area, place) => {
    const growth = cells.map(({ first, last }) => growthOf(first.get(place), last.get(place)));
    const rows = ends.map(({ year, rows: own }) => ({ year, row: own.get(place) ?? -1 }));
    const why = measures.map((measure, i) => (growth[i] === null ? whyNoGrowth(measure, rows) : null));
    return { ...{ area, label: panel.area!.labels[place]!, growth }, ...(why.some((one) => one !== null) && { why }) };
  });
  return {
    ...{ unit, units, from, to, population: held, rows, series },
    published: (entry.published ?? []).map((one) => fitOf(one, every)),
    areas,
    map: mapOf(
      map,
      areas.flatMap(({ area, label, growth: [value] }) => (value == null ? [] : [{ area, label, value }])),
      areas.flatMap(({ area, label, why }) => (why?.[0] == null ? [] : [{ area, label, why: why[0] }])),
      measures[0] === undefined ? undefined : provisionalAreas(panel, namesIn(measures[0].variable.expression), [from, to]), // prettier-ignore
    ),
  };
}

/** "suppressed in 2016": which of the two figures is not there. */
function whyNoGrowth({ column }: ReadMeasure, years: readonly { year: number; row: number }[]): string {
  const words = years.flatMap(({ year, row }) => {
    const why = whyMissing(column, row);
    return why === null ? [] : [`${why} in ${year}`];
  });
  return words.length === 0 ? `nothing in ${years[0]!.year}` : words.join(", ");
}

/** Each area's row in a year. */
function rowsIn(panel: Panel, year: number): Map<number, number> {
  const rows = new Map<number, number>();
  for (let row = 0; row < panel.rows; row++)
    if (panel.area !== null && panel.time!.values[panel.time!.of[row]!] === year) rows.set(panel.area.of[row]!, row);
  return rows;
}

/** A measure's figure by area in a year; rows are areas of their own where there is no key. */
function at(panel: Panel, { values }: ReadMeasure, year: number): Map<number, number> {
  const out = new Map<number, number>();
  for (let row = 0; row < panel.rows; row++)
    if (panel.time!.values[panel.time!.of[row]!] === year && known(values[row]))
      out.set(panel.area === null ? row : panel.area.of[row]!, values[row]!);
  return out;
}

const total = (figures: Iterable<number>): number => {
  let sum = 0;
  for (const figure of figures) sum += figure;
  return sum;
};

function growthOf(first: number | undefined, last: number | undefined): number | null {
  return known(first) && known(last) && first > 0 ? last / first - 1 : null;
}

function rowOf(panel: Panel, measure: ReadMeasure, population: ReadMeasure | null, from: number, to: number): TrendRow {
  const [early, late] = [at(panel, measure, from), at(panel, measure, to)];
  const both = panel.area === null ? [] : [...early.keys()].filter((area) => late.has(area));
  const [first, last] = [total(early.values()), total(late.values())];
  const sameFirst = total(both.map((area) => early.get(area)!));
  const sameLast = total(both.map((area) => late.get(area)!));
  const growths = both.flatMap((area) => growthOf(early.get(area), late.get(area)) ?? []);
  const sorted = Float64Array.from(growths).sort();
  const quantile = (level: number): number | null => (sorted.length === 0 ? null : quantile7(sorted, level));
  const rateFirst = rateOf(panel, measure, population, from);
  const rateLast = rateOf(panel, measure, population, to);
  return {
    ...{ measure: measure.name, title: measure.title, from: originWords(panel, measure.name) },
    printed: printedOf(panel, measure.name, from, to),
    ...{ first, last, areasFirst: early.size, areasLast: late.size, growth: last / first - 1 },
    ...{ sameAreas: both.length, sameGrowth: sameFirst > 0 ? sameLast / sameFirst - 1 : null },
    ...{ rateFirst, rateLast },
    rateGrowth: rateFirst !== null && rateLast !== null && rateFirst > 0 ? rateLast / rateFirst - 1 : null,
    ...{ grew: growths.filter((growth) => growth > 0).length, compared: growths.length },
    ...{ p10: quantile(0.1), median: quantile(0.5), p90: quantile(0.9) },
    small: both.filter((area) => early.get(area)! < 10).length,
  };
}

function printedOf(panel: Panel, measure: string, from: number, to: number): TrendRow["printed"] {
  const found = panel.printed?.get(measure);
  const [first, last] = [found?.totals.get(from) ?? null, found?.totals.get(to) ?? null];
  return found === undefined || (first === null && last === null) ? null : { place: found.place, first, last };
}

/** Events per 10,000, on the areas that have both. */
function rateOf(panel: Panel, measure: ReadMeasure, population: ReadMeasure | null, year: number): number | null {
  if (population === null) return null;
  const [counts, people] = [at(panel, measure, year), at(panel, population, year)];
  const both = [...counts.keys()].filter((area) => (people.get(area) ?? 0) > 0);
  const held = total(both.map((area) => people.get(area)!));
  return held > 0 ? (total(both.map((area) => counts.get(area)!)) / held) * PER : null;
}

function pointsOf(
  panel: Panel,
  measure: ReadMeasure,
  population: ReadMeasure | null,
  from: number,
  to: number,
): TrendPoint[] {
  // prettier-ignore
  const base = total(at(panel, measure, from).values());
  return panel
    .time!.values.filter((time) => time >= from && time <= to)
    .map((time) => ({ time, figures: at(panel, measure, time) }))
    .filter(({ figures }) => figures.size > 0)
    .map(({ time, figures }) => {
      const sum = total(figures.values());
      const provisional = provisionalIn(panel, [measure, ...(population === null ? [] : [population])], time);
      return {
        ...{ time, areas: figures.size, total: sum, index: (sum / base) * 100 },
        rate: rateOf(panel, measure, population, time),
        ...(provisional > 0 && { provisional }),
      };
    });
}

/** Figures of a year that rest on ones typed by hand. */
function provisionalIn(panel: Panel, measures: readonly ReadMeasure[], year: number): number {
  const names = measures.map(({ variable }) => namesIn(variable.expression));
  let count = 0;
  for (let row = 0; row < panel.rows && panel.provisional !== undefined; row++)
    if (panel.time!.values[panel.time!.of[row]!] === year)
      for (const own of names) if (isProvisional(panel, own, row)) count++;
  return count;
}

/** Which release: the file and column, and what the study says of them. */
function originWords(panel: Panel, measure: string): string {
  const origins = panel.origins?.get(measure) ?? [];
  return origins
    .map(({ file, column, source, release }) => {
      const more = [source, release].filter((text) => text !== undefined);
      return `${file}, ${column}${more.length === 0 ? "" : ` (${more.join("; ")})`}`;
    })
    .join("; ");
}

type Published = NonNullable<TrendOptions["published"]>[number];

/** At full precision: 2.494 rounds to 2, the printed 2.5 might not. A half may have been rounded either way. */
function fitOf({ claim, percent, measure }: Published, rows: readonly TrendRow[]): PublishedGrowth {
  const [, part = ""] = String(percent).split(".");
  const decimals = part.length;
  let half = 0.5;
  for (let i = 0; i < decimals; i++) half /= 10;
  const fits = (row: TrendRow): boolean => Math.abs(row.growth * 100 - percent) <= half * (1 + 1e-9);
  const meant = rows.find((row) => row.measure === measure);
  return {
    ...{ claim, percent, decimals, fits: rows.filter(fits).map((row) => row.measure) },
    measure: meant?.measure ?? null,
    measureFits: meant === undefined ? null : fits(meant),
    neededFirst: meant === undefined ? null : meant.last / (1 + percent / 100),
  };
}
