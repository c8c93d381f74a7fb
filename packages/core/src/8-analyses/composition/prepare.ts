import { areasOf, completeRows, readMeasure, type ReadMeasure } from "../../4-frame/index.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { lowerFirst } from "../../3-panel/words.ts";
import { andList } from "../../messages/format.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import type { CompositionOptions } from "./options.ts";
import * as problems from "./problems.ts";

/** Beyond this share of the total, parts that do not add up to it are more than rounding. */
export const ROUNDING = 0.001;

export interface Prepared {
  parts: ReadMeasure[];
  /** Which of them are in question. */
  lead: boolean[];
  leadTitle: string;
  total: ReadMeasure | null;
  prices: ReadMeasure | null;
  base: number | null;
  per: ReadMeasure | null;
  rows: Int32Array;
  /** Per row in use: the total, one array for each part (the rest of a given total last), what brings it to base prices. */
  totals: Float64Array;
  amounts: Float64Array[];
  factors: Float64Array;
  /** Per row in use, where there is a total: it less the parts, as a share of it. */
  gaps: Float64Array | null;
  /** Is the rest of the total a part of its own? */
  rest: boolean;
  ladder: LadderStep[];
}

export function prepare(
  panel: Panel,
  entry: CompositionOptions,
): Prepared | { problem: Problem; ladder: LadderStep[] } {
  let ladder: LadderStep[] = [];
  const refuse = (problem: Problem) => ({ problem, ladder });
  const parts: ReadMeasure[] = [];
  for (const [i, text] of entry.parts.entries()) {
    const part = readMeasure(panel, text, ["parts", i]);
    if ("code" in part) return refuse(part);
    if (parts.some((other) => other.variable.label === part.variable.label))
      return refuse(problems.twice(part.title, i));
    parts.push(part);
  }
  const further: Partial<Record<"total" | "prices" | "per", ReadMeasure>> = {};
  for (const key of ["total", "prices", "per"] as const) {
    if (entry[key] === undefined) continue;
    const found = readMeasure(panel, entry[key], [key]);
    if ("code" in found) return refuse(found);
    further[key] = found;
  }
  const { total = null, prices = null, per = null } = further;
  if (parts.some((part) => part.variable.label === total?.variable.label))
    return refuse(problems.totalAmongParts(total!.title));
  if (parts.length === 1 && total === null) return refuse(problems.onePart());
  const names = parts.map((part) => part.variable.label);
  const lead = names.map((name, i) => (entry.lead === undefined ? i === 0 : entry.lead.includes(name)));
  const stranger = entry.lead?.findIndex((name) => !names.includes(name)) ?? -1;
  if (stranger >= 0) return refuse(problems.leadUnknown(entry.lead![stranger]!, names, stranger));
  if (total === null && lead.every(Boolean)) return refuse(problems.leadAll());
  if (prices !== null && panel.time === null) return refuse(problems.noYears());

  const wanted = [...parts, ...[total, prices, per].filter((each) => each !== null)];
  const complete = completeRows(panel, wanted);
  const sum = (row: number): number => parts.reduce((so, part) => so + part.column.values[row]!, 0);
  const totalOf = (row: number): number => (total === null ? sum(row) : total.column.values[row]!);
  const rows = complete.rows.filter((row) => totalOf(row) > 0);
  const gone = complete.rows.filter((row) => !(totalOf(row) > 0));
  ladder = complete.ladder.slice(0, -1);
  if (gone.length > 0) {
    const areas = areasOf(panel, gone);
    const text = `${total === null ? "the sum of the parts" : total.title} is not above 0`;
    const step: LadderStep = { step: "complete", text, rows: rows.length, removed: gone.length };
    ladder.push(areas === null ? step : { ...step, areas });
  }
  ladder.push({ step: "used", text: "used", rows: rows.length, removed: 0 });
  if (rows.length === 0) return refuse(problems.noRows());

  const totals = Float64Array.from(rows, totalOf);
  const amounts = parts.map((part) => Float64Array.from(rows, (row) => part.column.values[row]!));
  const gaps = total === null ? null : totals.map((whole, i) => (whole - sum(rows[i]!)) / whole);
  const rest = gaps !== null && (gaps.some((gap) => Math.abs(gap) > ROUNDING) || lead.every(Boolean));
  if (rest) amounts.push(totals.map((whole, i) => whole - sum(rows[i]!)));
  const factors = new Float64Array(rows.length).fill(1);
  let base: number | null = null;
  if (prices !== null) {
    const inBase = pricesByYear(panel, prices, rows, entry.base);
    if ("code" in inBase) return refuse(inBase);
    ({ base } = inBase);
    rows.forEach((row, i) => (factors[i] = inBase.price / prices.column.values[row]!));
  }
  const titles = parts.filter((_, i) => lead[i]).map((part) => part.title);
  return {
    ...{ parts, lead, total, prices, base, per, rows, totals, amounts, factors, gaps, rest, ladder },
    leadTitle: entry.leadTitle ?? andList(titles.map((title, i) => (i === 0 ? title : lowerFirst(title)))),
  };
}

/** The price in the base year, when there is one price a year. */
function pricesByYear(
  panel: Panel,
  prices: ReadMeasure,
  rows: Int32Array,
  base: number | undefined,
): { base: number; price: number } | Problem {
  const found = new Map<number, number>();
  for (const row of rows) {
    const year = panel.time!.values[panel.time!.of[row]!]!;
    const price = prices.column.values[row]!;
    if (!(price > 0) || (found.has(year) && found.get(year) !== price))
      return problems.pricesDiffer(prices.title, year);
    found.set(year, price);
  }
  const years = [...found.keys()].sort((a, b) => a - b);
  const at = base ?? years.at(-1)!;
  const price = found.get(at);
  return price === undefined ? problems.unknownBase(at, years) : { base: at, price };
}
