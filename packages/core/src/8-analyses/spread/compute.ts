import type { Panel } from "../../3-panel/panel.ts";
import { filedYears, isProvisional } from "../../3-panel/provisional/provisional.ts";
import { namesIn } from "../../4-frame/index.ts";
import { byCodePoint } from "../../columns/order.ts";
import { normalQuantile } from "../../distributions/index.ts";
import { concentrationIndex } from "../../6-estimators/concentration-index.ts";
import { funnel, funnelReach, type Funnel } from "../../6-estimators/funnel.ts";
import { poissonExact } from "../../6-estimators/rate-intervals.ts";
import { spread, systematicSpread } from "../../6-estimators/spread.ts";
import { slopeIndex } from "../../7-results/slope-index.ts";
import { whyMissing } from "../why-missing.ts";
import { mapOf } from "../map-value.ts";
import type { Context } from "../types.ts";
import { moranOf } from "./neighbours.ts";
import type { Prepared } from "./prepare.ts";
import type {
  Concentration,
  FunnelPart,
  Gradient,
  SpreadChange,
  SpreadFigures,
  SpreadRow,
  SpreadValue,
} from "./value.ts";

/** The whole value, from the figures of each year. */
export function compute({ panel, map }: Context, prepared: Prepared): SpreadValue {
  const { outcome, counts, years, at, unit, units } = prepared;
  const now = years[at]!;
  const funnels = counts === null ? null : funnelsOf(prepared, now.rows);
  const rows = rowsOf(panel, prepared, now.rows, funnels);
  const ordered = rows.every(({ low }) => low !== null);
  if (ordered) rows.sort((a, b) => b.value - a.value || byCodePoint(a.area, b.area));
  const without = withoutFigure(panel, prepared);
  const mapped = mapOf(
    map,
    rows,
    without,
    new Set(rows.flatMap(({ area, provisional }) => (provisional ? [area] : []))),
  );
  const timed = years.filter((year) => year.time !== null && year.rows.length > 1);
  return {
    ...{ outcome: outcome.name, title: outcome.title, unit, units, time: now.time },
    figures: figuresOf(prepared, now.rows),
    counts: counts && {
      ...{ count: counts.count.name, population: counts.population.name, times: counts.times },
      ...{ countTitle: counts.count.title, populationTitle: counts.population.title },
    },
    ...(without.length > 0 && { without }),
    ...{ rows, ordered, funnels: funnels?.map(partOf) ?? [] },
    years: timed.map((year) => ({ time: year.time!, ...figuresOf(prepared, year.rows) })),
    change: changeOf(panel, prepared),
    gradient: gradientOf(panel, prepared, now.rows),
    map: mapped,
    moran: moranOf(mapped),
  };
}

function figuresOf({ outcome, counts }: Prepared, rows: readonly number[]): SpreadFigures {
  const figures = spread(rows.map((row) => outcome.values[row]!));
  const none = { scv: null, noiseShare: null, common: null };
  const O = rows.map((row) => counts?.count.values[row] ?? 0);
  if (counts === null || O.every((count) => count === 0)) return { ...figures, ...none };
  const { scv, noiseShare, rate } = systematicSpread(
    O,
    rows.map((row) => counts.population.values[row]!),
  );
  // All rates alike: their variance is zero, and no share of it can be given.
  return { ...figures, scv, noiseShare: figures.sd === 0 ? null : noiseShare, common: rate * counts.times };
}

function funnelsOf({ counts }: Prepared, rows: readonly number[]): Funnel[] {
  const O = rows.map((row) => counts!.count.values[row]!);
  const n = rows.map((row) => counts!.population.values[row]!);
  return [funnel(O, n), funnel(O, n, { variant: "pearson", reach: PEARSON_REACH })];
}

/** Limits that hold 99.8% of areas by chance. */
export const PEARSON_REACH = funnelReach(0.998);

function partOf({ variant, words, phi, tau2, beyond, beyondAdditive }: Funnel): FunnelPart {
  return { variant, words, reach: variant === "pearson" ? PEARSON_REACH : 3, phi, tau2, beyond, beyondAdditive };
}

function rowsOf(
  panel: Panel,
  { outcome, counts }: Prepared,
  rows: readonly number[],
  funnels: Funnel[] | null,
): SpreadRow[] {
  const whole = counts !== null && rows.every((row) => Math.floor(counts.count.values[row]!) === counts.count.values[row]); // prettier-ignore
  const names = [...namesIn(outcome.variable.expression), ...(counts === null ? [] : [counts.count.name, counts.population.name])]; // prettier-ignore
  return rows.map((row, i) => {
    const count = counts === null ? null : counts.count.values[row]!;
    const population = counts === null ? null : counts.population.values[row]!;
    const range = whole ? poissonExact(count!) : null;
    const scaled = (events: number): number => (events / population!) * counts!.times;
    const [root, pearson] = funnels ?? [];
    return {
      area: panel.area === null ? String(row + 1) : panel.area.codes[panel.area.of[row]!]!,
      label: panel.area === null ? `Row ${row + 1}` : panel.area.labels[panel.area.of[row]!]!,
      value: outcome.values[row]!,
      low: range && scaled(range.low),
      high: range && scaled(range.high),
      count,
      population,
      expected: root?.expected[i] ?? null,
      z: root?.z[i] ?? null,
      zAdditive: root?.zAdditive[i] ?? null,
      zPearson: pearson?.z[i] ?? null,
      zPearsonAdditive: pearson?.zAdditive[i] ?? null,
      ...(isProvisional(panel, names, row) && { provisional: true as const }),
    };
  });
}

/** Every area of the panel that has no figure in the year looked at: it has no row there, or a cell that says why. */
function withoutFigure(panel: Panel, { outcome, years, at }: Prepared): NonNullable<SpreadValue["without"]> {
  if (panel.area === null) return [];
  const { area, time } = panel;
  const used = new Set(years[at]!.rows);
  const rowOf = new Map<number, number>();
  for (let row = 0; row < panel.rows; row++)
    if (time === null || time.values[time.of[row]!] === years[at]!.time) rowOf.set(area.of[row]!, row);
  return area.codes.flatMap((code, place) => {
    const row = rowOf.get(place) ?? -1;
    if (used.has(row)) return [];
    // A figure that is there is left out for want of its count or population.
    const why = whyMissing(outcome.column, row) ?? "no count or population";
    return [{ area: code, label: area.labels[place]!, why }];
  });
}

/** The first and the last year, on the areas that have a figure in both: else who reports would look like change. */
function changeOf(panel: Panel, prepared: Prepared): SpreadChange | null {
  const filed = filedYears(
    panel,
    prepared.years.flatMap(({ time }) => time ?? []),
  );
  const years = prepared.years.filter(({ time }) => time === null || filed.includes(time));
  const [first, last] = [years[0]!, years.at(-1)!];
  if (panel.area === null || first.time === null || first === last) return null;
  const of = (row: number): number => panel.area!.of[row]!;
  const early = new Set(first.rows.map(of));
  const late = new Set(last.rows.map(of));
  const both = (rows: readonly number[]): number[] => rows.filter((row) => early.has(of(row)) && late.has(of(row)));
  const areas = both(last.rows).length;
  if (areas < 3) return null;
  return {
    ...{ from: first.time, to: last.time!, areas },
    first: figuresOf(prepared, both(first.rows)),
    last: figuresOf(prepared, both(last.rows)),
  };
}

/** Slope and relative index along another measure, on the areas that have it. */
function gradientOf(panel: Panel, { outcome, counts, by }: Prepared, all: readonly number[]): Gradient | null {
  if (by === null) return null;
  const rows = all.filter((row) => by.values[row]! - by.values[row]! === 0);
  // Of areas with the same rank the first by code stands first: the variance of the concentration index asks for an order.
  if (panel.area !== null) rows.sort((a, b) => panel.area!.of[a]! - panel.area!.of[b]!);
  const rank = rows.map((row) => by.values[row]!);
  if (rows.length < 3 || rank.every((value) => value === rank[0])) return null;
  const weights = counts === null ? "equal" : "population";
  const found = slopeIndex({
    rates: rows.map((row) => outcome.values[row]!),
    population: rows.map((row) => (counts === null ? 1 : counts.population.values[row]!)),
    rank,
    weighting: weights,
  });
  const { sii, riiLog } = found;
  return {
    ...{ by: by.name, areas: rows.length, weights, intercept: found.intercept },
    ...{ sii: sii.estimate, siiLow: sii.low, siiHigh: sii.high },
    ...{ riiRatio: found.riiRatio, refused: found.refusal !== null },
    riiLog: riiLog?.rii ?? null,
    riiLogLow: riiLog?.low ?? null,
    riiLogHigh: riiLog?.high ?? null,
    concentration: counts && concentrationOf(outcome.values, counts.population.values, rank, rows),
  };
}

function concentrationOf(
  values: Float64Array,
  people: Float64Array,
  rank: number[],
  rows: number[],
): Concentration | null {
  const y = rows.map((row) => values[row]!);
  if (y.some((value) => value < 0) || y.every((value) => value === 0)) return null;
  // Of areas unlike in size the other variance can come out below zero.
  const n = rows.map((row) => people[row]!);
  const found = concentrationIndex(y, rank, n, { variance: "weighted" });
  const half = found.variance > 0 ? normalQuantile(0.975, 0, 1) * found.stdError : null;
  return {
    index: found.index,
    low: half === null ? null : found.index - half,
    high: half === null ? null : found.index + half,
  };
}
