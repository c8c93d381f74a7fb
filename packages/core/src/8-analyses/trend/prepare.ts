import type { Panel } from "../../3-panel/panel.ts";
import { filedYears } from "../../3-panel/provisional/provisional.ts";
import { areasOf, completeRows, readMeasure, wantedFor, type ReadMeasure } from "../../4-frame/index.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import type { TrendOptions } from "./options.ts";
import * as problems from "./problems.ts";

export interface Prepared {
  ladder: LadderStep[];
  measures: ReadMeasure[];
  population: ReadMeasure | null;
  from: number;
  to: number;
}

/** From the entry to measures and two years; all that can be wrong is found here. */
export function prepare(panel: Panel, entry: TrendOptions): Prepared | { problem: Problem; ladder: LadderStep[] } {
  let ladder: LadderStep[] = [];
  const refuse = (problem: Problem) => ({ problem, ladder });
  if (panel.time === null) return refuse(problems.noTime());
  const measures: ReadMeasure[] = [];
  for (const [at, text] of entry.measures.entries()) {
    const measure = readMeasure(panel, text, ["measures", at]);
    if ("code" in measure) return refuse(measure);
    measures.push(measure);
  }
  const population = entry.population === undefined ? null : readMeasure(panel, entry.population, ["population"]);
  if (population !== null && "code" in population) return refuse(population);
  for (const [at, { measure }] of (entry.published ?? []).entries())
    if (measure !== undefined && !entry.measures.includes(measure) && measure !== entry.population)
      return refuse(problems.notAmong(measure, at));
  const all = [...measures, ...(population === null ? [] : [population])];
  ladder = ladderOf(panel, all);
  const { values: times, of } = panel.time;
  const has = (measure: ReadMeasure, time: number): boolean =>
    of.some((place, row) => times[place] === time && measure.values[row]! - measure.values[row]! === 0);
  const shared = filedYears(panel, times).filter((time) => all.every((measure) => has(measure, time)));
  if (shared.length < 2 && (entry.from === undefined || entry.to === undefined))
    return refuse(problems.noCommonYears());
  const [from, to] = [entry.from ?? shared[0]!, entry.to ?? shared.at(-1)!];
  if (from >= to) return refuse(problems.notTwoYears(from, to));
  for (const measure of all)
    for (const [year, key] of [
      [from, "from"],
      [to, "to"],
    ] as const)
      // prettier-ignore
      if (!has(measure, year)) return refuse(problems.noFigures(measure.title, year, [key]));
  for (const measure of all) {
    let total = 0;
    for (let row = 0; row < panel.rows; row++)
      if (times[of[row]!] === from && measure.values[row]! - measure.values[row]! === 0) total += measure.values[row]!;
    if (!(total > 0)) return refuse(problems.nothingAtFirst(measure.title, from));
  }
  return { ladder, measures, population, from, to };
}

/** Each measure uses the rows that have it: a row is set aside where it has none of them. */
function ladderOf(panel: Panel, all: readonly ReadMeasure[]): LadderStep[] {
  if (all.length === 1) return completeRows(panel, wantedFor(panel, [all[0]!.variable])).ladder;
  const lost = Int32Array.from({ length: panel.rows }, (_, row) => row).filter((row) =>
    all.every(({ values }) => values[row]! - values[row]! !== 0),
  );
  const rows = panel.rows - lost.length;
  const used: LadderStep = { step: "used", text: "used", rows, removed: 0 };
  if (lost.length === 0) return [used];
  const areas = areasOf(panel, lost);
  return [{ step: "complete", text: "none of the counts", rows, removed: lost.length, ...(areas && { areas }) }, used];
}
