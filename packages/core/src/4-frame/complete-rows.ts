import { isMissing, reasonAt, type Column } from "../columns/column.ts";
import type { Panel } from "../3-panel/panel.ts";
import type { LadderStep } from "../messages/types.ts";
import { deparse } from "./deparse.ts";
import { evaluate } from "./evaluate.ts";
import type { Variable } from "./formula.ts";
import { lookUp } from "./look-up.ts";
import { namesIn } from "./variables.ts";

export interface Wanted {
  measure: string;
  /** What a person calls it. */
  title: string;
  column: Column;
}

/**
 * The columns that must be present for these variables, in order: each measure, then what is computed from it where that
 * can fail on its own (the log of a zero). Names must have passed `checkVariables`.
 */
export function wantedFor(panel: Panel, variables: readonly Variable[]): Wanted[] {
  const out = new Map<string, Wanted>();
  for (const variable of variables) {
    for (const measure of namesIn(variable.expression)) {
      if (out.has(measure)) continue;
      const column = lookUp(panel, measure);
      if (column !== null) out.set(measure, { measure, title: panel.titles.get(measure) ?? measure, column });
    }
    if (variable.expression.type === "name") continue;
    const label = deparse(variable.expression);
    out.set(label, { measure: label, title: label, column: evaluate(panel, variable.expression) });
  }
  return [...out.values()];
}

/**
 * The rows on which nothing wanted is missing, and the rungs that say who was set aside: a row is counted under the first
 * wanted column it lacks, so that rows set aside and rows used add up.
 */
export function completeRows(panel: Panel, wanted: readonly Wanted[]): { rows: Int32Array; ladder: LadderStep[] } {
  let rows = Int32Array.from({ length: panel.rows }, (_, row) => row);
  const ladder: LadderStep[] = [];
  for (const { measure, title, column } of wanted) {
    const lost = rows.filter((row) => isMissing(column, row));
    if (lost.length === 0) continue;
    rows = rows.filter((row) => !isMissing(column, row));
    const reasons: { [reason: string]: number } = {};
    for (const row of lost) reasons[reasonAt(column, row)] = (reasons[reasonAt(column, row)] ?? 0) + 1;
    const step: LadderStep = {
      step: "complete",
      text: `no ${title}`,
      rows: rows.length,
      removed: lost.length,
      measure,
    };
    const areas = areasOf(panel, lost);
    ladder.push(areas === null ? { ...step, reasons } : { ...step, areas, reasons });
  }
  ladder.push({ step: "used", text: "used", rows: rows.length, removed: 0 });
  return { rows, ladder };
}

/** The areas and times of some rows, by name. */
export function areasOf(panel: Panel, rows: Int32Array): { area: string; label: string; times: number[] }[] | null {
  const { area, time } = panel;
  if (area === null) return null;
  const out = new Map<number, { area: string; label: string; times: number[] }>();
  for (const row of rows) {
    const place = area.of[row]!;
    let entry = out.get(place);
    if (entry === undefined) {
      entry = { area: area.codes[place]!, label: area.labels[place]!, times: [] };
      out.set(place, entry);
    }
    if (time !== null) entry.times.push(time.values[time.of[row]!]!);
  }
  return [...out.values()];
}
