import { areaWord } from "../../3-panel/words.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { areasOf } from "../../4-frame/index.ts";
import { andList, counted, thousands, wholePercent } from "../../messages/format.ts";
import { amountText } from "../../messages/money.ts";
import type { Note } from "../../messages/types.ts";
import { sharedNotes } from "../shared-notes.ts";
import type { Prepared } from "./prepare.ts";
import type { BudgetValue } from "./value.ts";
import { headline, overWords } from "./words.ts";

/** A few names are read; the ladder has them all. */
const NAMED = 5;
/** One overspend that is this much of them all is worth a word. */
const LARGE = 0.25;

/** What could mislead when planned is set against spent. */
export function notesFor(panel: Panel, prepared: Prepared, value: BudgetValue): Note[] {
  const notes: Note[] = [];
  const add = (code: string, name: string, text: string, facts: Note["facts"] = {}): number =>
    notes.push({ code, name, text, facts });
  const { one, many } = areaWord(panel);
  const year = headline(value);
  const first = year.over[0]!;
  const last = year.over.at(-1)!;
  if (first.count !== last.count)
    add(
      "threshold",
      "The count hangs on the threshold.",
      `${thousands(first.count)} ${overWords(first.threshold, first.count)}, ${thousands(last.count)} ${overWords(last.threshold, last.count)}: say which is meant.`,
      { first: first.count, last: last.count },
    );
  if (year.near > 0)
    add(
      "near-budget",
      "Some are over or under by a hair's breadth.",
      `${counted(year.near, panel.area === null ? "row" : one, panel.area === null ? "rows" : many)} spent within 1% of the budget, either way: to be over by any amount counts these like the rest.`,
      { near: year.near },
    );
  add(
    "budget-vintage",
    "Which budget?",
    "A budget set before the year and one revised within it give different answers, and so do gross and net figures: check that both measures are of one kind.",
  );
  if (year.largestShare !== null && year.largestShare >= LARGE && value.places.length > 2) {
    const most = value.places.reduce((best, place) => (place.gap > best.gap ? place : best));
    add(
      "one-overspend",
      "One overspend is much of the whole.",
      `${most.label} alone is ${wholePercent(year.largestShare)} of all overspends in money.`,
      { area: most.area, share: year.largestShare },
    );
  }
  for (const [rows, code, what] of [
    [prepared.zero, "zero-budget", "of zero"],
    [prepared.negative, "negative-budget", "below zero"],
  ] as const) {
    if (rows.length === 0) continue;
    const spent = rows.reduce((sum, row) => sum + prepared.spent.column.values[row]!, 0);
    add(
      code,
      code === "zero-budget" ? "Nothing planned." : "A budget below zero.",
      `${counted(rows.length, "row")} ${rows.length === 1 ? "has" : "have"} a budget ${what} and ${rows.length === 1 ? "is" : "are"} left out, since no percentage of it can be over${named(panel, rows)}. ${amountText(spent, value.unit)} was spent there.`,
      { rows: rows.length, spent },
    );
  }
  const below = prepared.rows.filter((row) => prepared.spent.column.values[row]! < 0);
  if (below.length > 0)
    add(
      "negative-spending",
      "Spending below zero.",
      `${counted(below.length, "row")} ${below.length === 1 ? "has" : "have"} spending below zero (income above expenditure?) and ${below.length === 1 ? "counts" : "count"} as underspent${named(panel, below)}.`,
      { rows: below.length },
    );
  if (value.areas !== null && value.years.some((row) => row.areas < value.areas!))
    add(
      "areas-absent",
      `Not every ${one} is in every year.`,
      `From ${thousands(value.years.reduce((few, row) => Math.min(few, row.areas), Infinity))} to ${thousands(value.years.reduce((most, row) => Math.max(most, row.areas), 0))} of ${thousands(value.areas)} ${many} have both figures, depending on the year: numbers of ${many} are of those.`,
      { areas: value.areas, counts: value.years.map((row) => row.areas) },
    );
  const shared = sharedNotes(panel, { outcomes: [value.planned.name, value.spent.name], ladder: prepared.ladder });
  // Money spent on plans is not a count of plans, and which budget is meant is asked above.
  const known = ["which-spending", ...(value.unit === "number" ? [] : ["activity"])];
  return [...notes, ...shared.filter(({ code }) => !known.includes(code))];
}

/** " (Aton 2014, Beford 2015 and 2 more)". */
function named(panel: Panel, rows: Int32Array): string {
  const areas = areasOf(panel, rows);
  if (areas === null) return "";
  const names = areas.map(({ label, times }) => [label, ...times].join(" "));
  const more = names.length - NAMED;
  return ` (${andList(more > 0 ? [...names.slice(0, NAMED), `${more} more`] : names)})`;
}
