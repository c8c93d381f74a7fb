import type { ColumnSummary, Recognised } from "@whyvary/core";
import type { TableDoc } from "./study-doc.ts";

/** How the rows that share an area and a year become one: chosen among by `where`, made into columns, the latest, or added up. */
export type Way =
  | { how: "one" }
  | { how: "columns"; names: string; values: string }
  | { how: "latest"; date: string }
  | { how: "sum"; columns: string[] };

export type How = Way["how"];

const isText = (value: unknown): value is string => typeof value === "string";
const isObject = (value: unknown): value is { [key: string]: unknown } => typeof value === "object" && value !== null;

/** The way that a table of the study goes now. */
export function wayOf(table: TableDoc): Way {
  const { wide, latest, sum } = table;
  if (isObject(wide) && isText(wide["names"]) && isText(wide["values"]))
    return { how: "columns", names: wide["names"], values: wide["values"] };
  if (isObject(latest) && isText(latest["date"])) return { how: "latest", date: latest["date"] };
  if (Array.isArray(sum)) return { how: "sum", columns: sum.filter(isText) };
  return { how: "one" };
}

/** Its rows become fewer by being put together. */
export const merges = (table: TableDoc): boolean => ["columns", "sum"].includes(wayOf(table).how);

/** The same table going another way; what it keeps by `where` stays, but for the column that now gives the names. */
export function withWay(table: TableDoc, way: Way): TableDoc {
  const { wide: _wide, latest: _latest, sum: _sum, where, ...rest } = table;
  const next: TableDoc = { ...rest };
  const kept = way.how === "columns" ? leftWhole(where, way.names) : where;
  if (kept !== undefined && Object.keys(kept).length > 0) next.where = kept;
  if (way.how === "columns") next["wide"] = { names: way.names, values: way.values };
  if (way.how === "latest") next["latest"] = { date: way.date };
  if (way.how === "sum" && way.columns.length > 0) next["sum"] = way.columns;
  return next;
}

/** One value of the column that gives the names would be one column only; several are a choice, and stay. */
function leftWhole(where: TableDoc["where"], names: string): TableDoc["where"] {
  if (where === undefined || Array.isArray(where[names])) return where;
  return Object.fromEntries(Object.entries(where).filter(([column]) => column !== names));
}

/** The way to begin with: events without a year of their own go by their day. */
export function firstWay(file: Recognised, table: TableDoc): TableDoc {
  const [date] = datesOf(file);
  const events = file.guess.time === undefined && file.guess.open.length > 0 && date !== undefined;
  return events ? withWay(table, { how: "latest", date }) : table;
}

const DAY = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{1,2}(st|nd|rd|th)? \p{L}{3,9} \d{4})\b/iu;

/** Columns of days: each of their commonest cells is one. */
export function datesOf(file: Recognised): string[] {
  const isDay = ({ values = [] }: ColumnSummary): boolean =>
    values.length > 0 && values.every(({ value }) => DAY.test(value));
  return file.columns.filter((column) => column.type === "text" && isDay(column)).map(({ name }) => name);
}

export const numbersOf = (file: Recognised): string[] =>
  file.columns.filter(({ type, role }) => type === "number" && role === "indicator").map(({ name }) => name);

/** Columns whose words may become columns of their own: those that tell rows of one area and year apart come first. */
export function namingOf(file: Recognised): string[] {
  const open = file.guess.open.map(({ column }) => column);
  const filters = file.columns.filter(
    ({ role, type, distinct }) => role === "filter" && type === "text" && distinct > 1,
  );
  return [...new Set([...open, ...filters.map(({ name }) => name)])];
}

/** The first way of each sort that this file can go; sorts that it cannot go are left out. */
export function waysFor(file: Recognised): Way[] {
  const [names] = namingOf(file);
  const [date] = datesOf(file);
  const numbers = numbersOf(file);
  return [
    { how: "one" },
    ...(names !== undefined && numbers[0] !== undefined
      ? [{ how: "columns" as const, names, values: numbers[0] }]
      : []),
    ...(date !== undefined && file.guess.area !== undefined ? [{ how: "latest" as const, date }] : []),
    ...(numbers.length > 0 ? [{ how: "sum" as const, columns: numbers }] : []),
  ];
}

/** All values of a column as far as they are known, and how many rows bear each where that is known. */
export function valuesIn(file: Recognised, column: string): { value: string; count?: number }[] {
  const common = file.columns.find(({ name }) => name === column)?.values ?? [];
  const counts = new Map(common.map(({ value, count }) => [value, count]));
  const open = file.guess.open.find((one) => one.column === column)?.values ?? [];
  const order = open.length > common.length ? open : common.map(({ value }) => value);
  return order.map((value) => {
    const count = counts.get(value);
    return count === undefined ? { value } : { value, count };
  });
}

/** The values that a table keeps of a column; null where the condition is of another kind. */
export function keptOf(condition: unknown): string[] | null {
  if (typeof condition === "string" || typeof condition === "number") return [String(condition)];
  return Array.isArray(condition) ? condition.map(String) : null;
}

/** A condition for these values: a single one is written plainly, none at all is no condition. */
export function conditionFor(values: readonly string[]): string | string[] | undefined {
  return values.length === 0 ? undefined : values.length === 1 ? values[0] : [...values];
}

/** How many of a file's rows a condition leaves out by itself; null where the counts of its values are not all known. */
export function leavesOut(file: Recognised, column: string, condition: unknown): number | null {
  const kept = keptOf(condition);
  const summary = file.columns.find(({ name }) => name === column);
  if (kept === null || summary?.values === undefined) return null;
  const counts = kept.map((value) => summary.values!.find((one) => one.value === value)?.count);
  if (counts.includes(undefined)) return null;
  return file.rows - counts.reduce<number>((sum, count) => sum + count!, 0);
}
