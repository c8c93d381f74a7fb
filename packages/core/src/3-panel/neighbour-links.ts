import type { ReadResult } from "../1-read/index.ts";
import { columnNames, columnOf, filterRows, keyText, makeTable } from "../2-table/index.ts";
import { isMissing, numberColumn, type NumberColumn } from "../columns/column.ts";
import { reasonCode } from "../columns/reasons.ts";
import type { Problem } from "../messages/types.ts";
import { meetAreas, type KnownAreas, type Recode } from "./areas/meet-areas.ts";
import { keyNumber, type PanelKeys } from "./panel-keys.ts";
import { columnUnknown, tableUnknown } from "./problems.ts";
import type { MeasureSpec, NeighbourSource, PanelSource } from "./spec.ts";

/** The tables that only list neighbours: they join nothing. */
export function neighbourTables(source: PanelSource): Set<string> {
  const measures = Object.values(source.panel?.measures ?? {});
  const named = measures.flatMap((spec) => fromOf(spec)?.table ?? []);
  const words = JSON.stringify(measures);
  return new Set(named.filter((name) => !words.includes(`"${name}.`)));
}

export function fromOf(spec: MeasureSpec): NeighbourSource | null {
  return typeof spec !== "string" && "neighbours" in spec ? spec.from : null;
}

/** The columns of a list, or those that a pattern such as "SN_*" names, * being a number, in its order. */
export function neighbourColumns(names: readonly string[], wanted: string | readonly string[]): string[] {
  if (typeof wanted !== "string" || !wanted.includes("*")) return [wanted].flat();
  const [head, tail] = [wanted.slice(0, wanted.indexOf("*")), wanted.slice(wanted.indexOf("*") + 1)];
  return names
    .flatMap((name): [number, string][] => {
      if (!name.startsWith(head) || !name.endsWith(tail)) return [];
      const middle = name.slice(head.length, name.length - tail.length);
      return /^\d+$/.test(middle) ? [[Number(middle), name]] : [];
    })
    .sort((a, b) => a[0] - b[0])
    .map(([, name]) => name);
}

/** For each area of the panel the places of its neighbours, as a table lists them: in several columns, or in several rows. */
export function neighbourLinks(
  source: PanelSource,
  files: ReadonlyMap<string, ReadResult>,
  keys: PanelKeys,
  from: NeighbourSource,
  path: (string | number)[],
): { links: number[][]; recodes: Recode[]; problem: Problem | null } {
  const refuse = (problem: Problem) => ({ links: [], recodes: [], problem });
  const spec = Object.hasOwn(source.tables, from.table) ? source.tables[from.table]! : undefined;
  if (spec === undefined) return refuse(tableUnknown([...path, "from", "table"], from.table, from.table, Object.keys(source.tables))); // prettier-ignore
  const kept = filterRows(makeTable(files.get(from.table)!.columns), spec.where ?? {}, spec.file);
  if (kept.problems[0] !== undefined) return refuse({ ...kept.problems[0], path: ["tables", from.table, ...(kept.problems[0].path ?? [])] }); // prettier-ignore
  const { table } = kept;
  const names = columnNames(table);
  const area = spec.area ?? source.panel?.area ?? "";
  if (!names.includes(area)) return refuse(columnUnknown(["tables", from.table, "area"], area, spec.file, names));
  const columns = neighbourColumns(names, from.columns);
  const unknown = columns.length === 0 ? String(from.columns) : columns.find((name) => !names.includes(name));
  if (unknown !== undefined) return refuse(columnUnknown([...path, "from", "columns"], unknown, spec.file, names));
  const recodes: Recode[] = [];
  const place = placer(keys.area!, spec.areas?.match === "exact", recodes);
  const sets = keys.area!.codes.map(() => new Set<number>());
  for (let row = 0; row < table.numRows(); row++) {
    const own = place(keyText(columnOf(table, area)!, row));
    if (own < 0) continue;
    for (const name of columns) {
      const near = place(keyText(columnOf(table, name)!, row));
      if (near >= 0 && near !== own) sets[own]!.add(near);
    }
  }
  return { links: sets.map((set) => [...set]), recodes, problem: null };
}

function placer(panel: KnownAreas, exact: boolean, recodes: Recode[]): (text: string | null) => number {
  const known = new Map<string, number>();
  return (text) => {
    const code = text?.trim() ?? "";
    let at = known.get(code);
    if (at === undefined) {
      const meeting = code === "" ? null : meetAreas([code], panel, exact);
      known.set(code, (at = meeting?.placeOf(0, null) ?? -1));
      if (at >= 0) recodes.push(...meeting!.recodes);
    }
    return at;
  };
}

/**
 * The mean, or the middle, of the neighbours' figures in the same year; those without a figure are passed over, and where none
 * has one there is none. One's own figure is not among them. Shapes: n rows give n. R: `mean(x, na.rm = TRUE)`, `median`.
 */
export function ofNeighbours(
  column: NumberColumn,
  links: number[][],
  keys: PanelKeys,
  take: "mean" | "median",
): NumberColumn {
  // prettier-ignore
  const at = new Map<number, number>();
  const time = (row: number): number => (keys.time === null ? 0 : keys.time[row]!);
  for (let row = 0; row < keys.rows; row++) at.set(keyNumber(keys.area!.of[row]!, time(row)), row);
  const values = new Float64Array(keys.rows).fill(NaN);
  const reasons = new Uint8Array(keys.rows).fill(reasonCode("no match"));
  for (let row = 0; row < keys.rows; row++) {
    const figures = links[keys.area!.of[row]!]!.flatMap((near) => {
      const found = at.get(keyNumber(near, time(row)));
      return found === undefined || isMissing(column, found) ? [] : [column.values[found]!];
    });
    if (figures.length === 0) continue;
    values[row] = take === "mean" ? figures.reduce((x, y) => x + y, 0) / figures.length : middle(figures);
    reasons[row] = 0;
  }
  return numberColumn(values, reasons);
}

function middle(figures: number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
