import type { Recognised } from "@whyvary/core";
import { columnRef, freeMeasure, makeName } from "./names.ts";
import { isNeighbours } from "./neighbours.ts";
import type { PanelDoc, StudyDoc, TableDoc } from "./study-doc.ts";
import { keptOf, numbersOf, valuesIn, wayOf } from "./ways.ts";

type Measures = NonNullable<PanelDoc["measures"]>;

/** The columns that a table can bring into the panel, after its rows have become one per area and year. */
export function columnsOf(file: Recognised, table: TableDoc): string[] {
  const way = wayOf(table);
  const keys = new Set([table.area ?? file.guess.area, table.time ?? file.guess.time]);
  const own = file.columns.filter(({ name, role }) => !keys.has(name) && role !== "level").map(({ name }) => name);
  if (way.how === "sum") return way.columns;
  if (way.how !== "columns") return own;
  return keptOf(table.where?.[way.names]) ?? valuesIn(file, way.names).map(({ value }) => value);
}

/** Those that it brings unless a person says otherwise: figures; of events, and where there are none, also words. */
export function usuallyBrought(file: Recognised, table: TableDoc): string[] {
  if (isNeighbours(file)) return [];
  const way = wayOf(table);
  if (way.how === "columns" || way.how === "sum") return columnsOf(file, table);
  const numbers = numbersOf(file);
  if (way.how === "one" && numbers.length > 0) return numbers;
  return file.columns.filter(({ role }) => role === "filter" || role === "indicator").map(({ name }) => name);
}

/** What is ticked after one tick, in the order of the list. */
export function ticking(all: readonly string[], ticked: readonly string[], one: string, on: boolean): string[] {
  return all.filter((each) => (each === one ? on : ticked.includes(each)));
}

/** The column of this table that a measure is nothing but another name of. */
export function broughtBy(measure: Measures[string], table: string): string | null {
  if (typeof measure !== "string" || !measure.startsWith(`${table}.`)) return null;
  const rest = measure.slice(table.length + 1);
  return rest.startsWith("`") && rest.endsWith("`") ? rest.slice(1, -1) : rest;
}

/** The columns that a table brings now. */
export function broughtNow({ panel }: StudyDoc, table: string): string[] {
  return Object.values(panel?.measures ?? {}).flatMap((measure) => broughtBy(measure, table) ?? []);
}

/**
 * The measures with these columns of a table among them and no others of it; measures made of several stay as they are. Of rows
 * that were chosen among others (`whose`) the column alone does not say what it is: the table's name stands before it.
 */
export function withBrought(
  measures: Measures,
  table: string,
  columns: readonly string[],
  whose = Object.entries(measures).some(([name, spec]) => broughtBy(spec, table) && name.startsWith(`${table}_`)),
): Measures {
  const wanted = new Set(columns);
  const next: [string, Measures[string]][] = [];
  const here = new Set<string>();
  for (const entry of Object.entries(measures)) {
    const column = broughtBy(entry[1], table);
    if (column !== null && !wanted.has(column)) continue;
    if (column !== null) here.add(column);
    next.push(entry);
  }
  for (const column of columns) {
    if (here.has(column)) continue;
    const used = next.map(([name]) => name);
    const name = whose ? makeName(`${table}_${column}`, used, "measure") : freeMeasure(column, table, used);
    next.push([name, columnRef(table, column)]);
  }
  return Object.fromEntries(next);
}

/** The study with a table as it is to be: what it brought by itself follows its new shape, what a person took out stays out. */
export function withTable(study: StudyDoc, name: string, table: TableDoc, file: Recognised): StudyDoc {
  const before = study.tables[name];
  const tables = { ...study.tables, [name]: table };
  const { panel } = study;
  if (panel?.measures === undefined) return { ...study, tables };
  const were = before === undefined ? [] : usuallyBrought(file, before);
  const can = new Set(columnsOf(file, table));
  const now = broughtNow(study, name).filter((column) => can.has(column));
  const fresh = usuallyBrought(file, table).filter((column) => !were.includes(column) && !now.includes(column));
  const chosen = file.guess.open.some(({ column }) => keptOf(table.where?.[column]) !== null);
  const whose = before === undefined && chosen && wayOf(table).how === "one" ? true : undefined;
  return {
    ...study,
    tables,
    panel: { ...panel, measures: withBrought(panel.measures, name, [...now, ...fresh], whose) },
  };
}
