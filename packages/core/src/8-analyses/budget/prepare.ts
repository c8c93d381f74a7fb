import { completeRows, areasOf, readMeasure, type ReadMeasure } from "../../4-frame/index.ts";
import type { Panel } from "../../3-panel/panel.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import type { BudgetOptions } from "./options.ts";
import * as problems from "./problems.ts";

export interface Prepared {
  planned: ReadMeasure;
  spent: ReadMeasure;
  rows: Int32Array;
  /** Rows whose budget is zero, and below zero: over by no percentage. */
  zero: Int32Array;
  negative: Int32Array;
  ladder: LadderStep[];
}

/** The rows on which a budget above zero can be set against what was spent; the others are named in the ladder. */
export function prepare(panel: Panel, entry: BudgetOptions): Prepared | { problem: Problem; ladder: LadderStep[] } {
  const refuse = (problem: Problem, ladder: LadderStep[] = []) => ({ problem, ladder });
  const planned = readMeasure(panel, entry.planned, ["planned"]);
  if ("code" in planned) return refuse(planned);
  const spent = readMeasure(panel, entry.spent, ["spent"]);
  if ("code" in spent) return refuse(spent);
  if (planned.variable.label === spent.variable.label) return refuse(problems.sameMeasure(planned.title));
  const complete = completeRows(panel, [planned, spent]);
  const ladder = complete.ladder.slice(0, -1);
  const budget = planned.column.values;
  const zero = complete.rows.filter((row) => budget[row] === 0);
  const negative = complete.rows.filter((row) => budget[row]! < 0);
  const rows = complete.rows.filter((row) => budget[row]! > 0);
  let left = complete.rows.length;
  for (const [gone, text] of [
    [zero, `${planned.title} is 0`],
    [negative, `${planned.title} is below 0`],
  ] as const) {
    if (gone.length === 0) continue;
    left -= gone.length;
    const areas = areasOf(panel, gone);
    const step: LadderStep = { step: "complete", text, rows: left, removed: gone.length, measure: planned.measure };
    ladder.push(areas === null ? step : { ...step, areas });
  }
  ladder.push({ step: "used", text: "used", rows: rows.length, removed: 0 });
  if (rows.length === 0) return refuse(problems.noRows(planned.title, spent.title), ladder);
  const { time } = panel;
  if (entry.year !== undefined) {
    if (time === null) return refuse(problems.noYears(), ladder);
    const years = [...new Set([...rows].map((row) => time.values[time.of[row]!]!))].sort((a, b) => a - b);
    if (!years.includes(entry.year)) return refuse(problems.unknownYear(entry.year, years), ladder);
  }
  return { planned, spent, rows, zero, negative, ladder };
}
