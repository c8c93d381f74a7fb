import type { Panel } from "../../3-panel/panel.ts";
import { filedYears } from "../../3-panel/provisional/provisional.ts";
import { areaWord } from "../../3-panel/words.ts";
import { completeRows, numbersOf, readMeasure, wantedFor, type ReadMeasure, type Wanted } from "../../4-frame/index.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import { rName } from "../../messages/r-text.ts";
import type { SpreadOptions } from "./options.ts";
import * as problems from "./problems.ts";

export interface Part {
  name: string;
  title: string;
  values: Float64Array;
  r: string;
}

export interface Prepared {
  ladder: LadderStep[];
  unit: string;
  units: string;
  outcome: ReadMeasure;
  counts: { count: Part; population: Part; times: number } | null;
  by: ReadMeasure | null;
  /** Complete rows of each year, in order of time; one list where there are no years. */
  years: { time: number | null; rows: number[] }[];
  /** Position of the year looked at. */
  at: number;
}

/** From the entry to figures by year; all that can be wrong with the data is found here. */
export function prepare(panel: Panel, entry: SpreadOptions): Prepared | { problem: Problem; ladder: LadderStep[] } {
  let ladder: LadderStep[] = [];
  const refuse = (problem: Problem) => ({ problem, ladder });
  const outcome = readMeasure(panel, entry.outcome, ["outcome"]);
  if ("code" in outcome) return refuse(outcome);
  const by = entry.by === undefined ? null : readMeasure(panel, entry.by, ["by"]);
  if (by !== null && "code" in by) return refuse(by);
  const found = partsOf(panel, entry);
  if (found !== null && "code" in found) return refuse(found);

  const wanted = wantedFor(panel, [outcome.variable]);
  const complete = completeRows(panel, [...wanted, ...(found?.wanted ?? [])]);
  ({ ladder } = complete);
  const rows = [...complete.rows];
  const [unit, units] = panel.area === null ? ["row", "rows"] : [areaWord(panel).one, areaWord(panel).many];
  const years =
    panel.time === null
      ? [{ time: null, rows }]
      : panel.time.values
          .map((time, place) => ({ time, rows: rows.filter((row) => panel.time!.of[row] === place) }))
          .filter((year) => year.rows.length > 0);
  if (entry.year !== undefined && panel.time === null) return refuse(problems.yearWithoutTime());
  const filed = filedYears(
    panel,
    years.flatMap(({ time }) => time ?? []),
  );
  const at =
    entry.year === undefined
      ? Math.max(
          years.findLastIndex(({ time, rows: own }) => own.length > 2 && (time === null || filed.includes(time))),
          0,
        )
      : years.findIndex(({ time }) => time === entry.year);
  if (at < 0) return refuse(problems.noYear(entry.year!));
  const now = years[at]?.rows ?? [];
  if (now.length < 3) return refuse(problems.tooFew(now.length, units));
  const first = outcome.values[now[0]!]!;
  if (now.every((row) => outcome.values[row] === first)) return refuse(problems.allAlike(outcome.title, first));
  if (panel.area !== null && panel.time === null) {
    const seen = new Set<number>();
    for (const row of now) {
      if (seen.has(panel.area.of[row]!)) return refuse(problems.rowsRepeat(panel.area.labels[panel.area.of[row]!]!));
      seen.add(panel.area.of[row]!);
    }
  }
  let counts: Prepared["counts"] = null;
  if (found !== null) {
    const bad = badCounts(panel, found, rows);
    if (bad !== null) return refuse(bad);
    const times = found.times ?? multiplier(outcome, found, now);
    if (typeof times === "object") return refuse(times);
    // Without a single event there is no common rate.
    if (now.some((row) => found.count.values[row]! > 0))
      counts = { count: found.count, population: found.population, times };
  }
  return { ladder, unit, units, outcome, counts, by, years, at };
}

interface Parts {
  count: Part;
  population: Part;
  times: number | null;
  wanted: Wanted[];
}

/** The count and the population that the entry names, else those that the study's definition of the rate does. */
function partsOf(panel: Panel, entry: SpreadOptions): Parts | Problem | null {
  if ((entry.count === undefined) !== (entry.population === undefined))
    return problems.countAndPopulation(entry.count === undefined ? "population" : "count");
  if (entry.count !== undefined) {
    const count = readMeasure(panel, entry.count, ["count"]);
    if ("code" in count) return count;
    const population = readMeasure(panel, entry.population!, ["population"]);
    if ("code" in population) return population;
    return { count, population, times: null, wanted: wantedFor(panel, [count.variable, population.variable]) };
  }
  const rate = panel.rates?.get(entry.outcome);
  if (rate === undefined) return null;
  const part = (name: string, column: Wanted["column"]): Part & { wanted: Wanted } => {
    const title = panel.titles.get(name) ?? columnWords(name);
    return { name, title, values: numbersOf(column), r: `panel$${rName(name)}`, wanted: { measure: name, title, column } }; // prettier-ignore
  };
  const { wanted: first, ...count } = part(rate.count, rate.counts);
  const { wanted: second, ...population } = part(rate.population, rate.populations);
  return { count, population, times: rate.times, wanted: [first, second] };
}

/** "plans.CPP_At31" -> "CPP At31": a column that no measure stands for, as a person would read it. */
function columnWords(name: string): string {
  return name
    .slice(name.indexOf(".") + 1)
    .replaceAll("`", "")
    .replaceAll("_", " ");
}

function badCounts(panel: Panel, { count, population }: Parts, rows: readonly number[]): Problem | null {
  const label = (row: number): string =>
    panel.area === null ? `Row ${row + 1}` : panel.area.labels[panel.area.of[row]!]!;
  for (const row of rows) {
    if (!(count.values[row]! >= 0)) return problems.badCount(label(row), "count", count.values[row]!);
    if (!(population.values[row]! > 0)) return problems.badCount(label(row), "population", population.values[row]!);
  }
  return null;
}

/** What the count over the population is multiplied by to give the rate: a power of ten, from the median row. */
function multiplier(outcome: ReadMeasure, { count, population }: Parts, rows: readonly number[]): number | Problem {
  const ratios = rows
    .filter((row) => count.values[row]! > 0)
    .map((row) => (outcome.values[row]! * population.values[row]!) / count.values[row]!);
  if (ratios.length === 0) return 1;
  const middle = quantile7(Float64Array.from(ratios).sort(), 0.5);
  let power = 1;
  for (let i = 0; i < 7; i++, power *= 10) if (middle > power * 0.9 && middle < power * 1.1) return power;
  return problems.countsDoNotMakeRate(outcome.title, middle);
}
