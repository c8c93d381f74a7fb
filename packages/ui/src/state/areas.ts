import type { Recognised } from "@whyvary/core";
import type { TableDoc } from "./study-doc.ts";
import { numbersOf, wayOf } from "./ways.ts";

/** Where a code's rows go: to one other code, or to several by weight. */
export type Target = string | { [code: string]: number };
export type Composite = "both" | "aside";

const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a table says of its areas; whatever is wrong in the document is read as not said. */
export function areasOf(table: TableDoc): { map: [string, Target][]; composite: Composite | null } {
  const areas = isObject(table["areas"]) ? table["areas"] : {};
  const map = isObject(areas["map"]) ? areas["map"] : {};
  const { composite } = areas;
  return {
    map: Object.entries(map).filter((entry): entry is [string, Target] => typeof entry[1] === "string" || isObject(entry[1])), // prettier-ignore
    composite: composite === "both" || composite === "aside" ? composite : null,
  };
}

function withAreas(table: TableDoc, change: { [key: string]: unknown }): TableDoc {
  const { areas: before, ...rest } = table;
  const all = { ...(isObject(before) ? before : {}), ...change };
  const areas = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return Object.keys(areas).length === 0 ? rest : { ...rest, areas };
}

export function withComposite(table: TableDoc, composite: Composite | null): TableDoc {
  return withAreas(table, { composite: composite ?? undefined });
}

/** The table with some codes standing for others; null takes one away. */
export function withMap(table: TableDoc, change: { [code: string]: Target | null }): TableDoc {
  const map = { ...Object.fromEntries(areasOf(table).map), ...change };
  const kept = Object.entries(map).filter(([, target]) => target !== null);
  return withAreas(table, { map: kept.length === 0 ? undefined : Object.fromEntries(kept) });
}

const NOT_A_COUNT = /rate|percent|pct|per_|share|ratio|average|mean|median|score|index|_id$/iu;

/**
 * The same, where rows are shared out or put together: its counts are then added up, and so shared by the weights, unless the
 * table has a way of its own already.
 */
export function withCrosswalk(table: TableDoc, file: Recognised, change: { [code: string]: Target }): TableDoc {
  const next = withMap(table, change);
  const counts = numbersOf(file).filter((name) => !NOT_A_COUNT.test(name));
  return wayOf(table).how === "one" && counts.length > 0 ? { ...next, sum: counts } : next;
}
