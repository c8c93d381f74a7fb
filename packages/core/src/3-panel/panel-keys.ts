import { byCodePoint } from "../columns/order.ts";
import type { Problem } from "../messages/types.ts";
import { columnOf } from "../2-table/index.ts";
import { isMissing } from "../columns/column.ts";
import { findClashes } from "./find-clashes.ts";
import type { KeyedTable } from "./keyed-table.ts";

/** The rows of the panel, sorted by area (code point order) then time; `source` gives each one's row in the first table. */
export interface PanelKeys {
  rows: number;
  source: Int32Array;
  area: { codes: string[]; of: Int32Array; place: Map<string, number>; names: string[][] } | null;
  time: Int32Array | null;
}

/** Area and year as one number: years stay below the factor. */
export function keyNumber(area: number, year: number): number {
  return area * 16384 + year;
}

/** Takes the keys of the first table, which sets the rows; null with a problem where two rows bear the same key. */
export function panelKeys(
  first: KeyedTable,
  label: string | undefined,
): { keys: PanelKeys | null; problem: Problem | null } {
  const source = Int32Array.from({ length: first.rows }, (_, row) => row);
  if (first.area === null && first.time === null)
    return { keys: { rows: first.rows, source, area: null, time: null }, problem: null };
  const codes = first.area === null ? [] : [...first.area.codes].sort(byCodePoint);
  const place = new Map(codes.map((code, at) => [code, at]));
  const moved = first.area === null ? null : first.area.codes.map((code) => place.get(code)!);
  const own = new Float64Array(first.rows);
  for (let row = 0; row < own.length; row++)
    own[row] = keyNumber(moved === null ? 0 : moved[first.area!.of[row]!]!, first.time === null ? 0 : first.time[row]!);
  const problem = findClashes(first, own);
  if (problem !== null) return { keys: null, problem };
  source.sort((a, b) => own[a]! - own[b]!);
  const area =
    moved === null
      ? null
      : {
          ...{ codes, place, names: namesOf(first, label, moved) },
          of: Int32Array.from(source, (row) => moved[first.area!.of[row]!]!),
        };
  const time = first.time === null ? null : Int32Array.from(source, (row) => first.time![row]!);
  return { keys: { rows: first.rows, source, area, time }, problem: null };
}

/** All that the first table calls each area. */
function namesOf(first: KeyedTable, label: string | undefined, moved: readonly number[]): string[][] {
  const names = moved.map(() => new Set<string>());
  const column = label === undefined ? null : columnOf(first.table, label);
  if (column === null || column.kind !== "text") return names.map(() => []);
  for (let row = 0; row < first.rows; row++)
    if (!isMissing(column, row)) names[moved[first.area!.of[row]!]!]!.add(String(column.at(row)).trim());
  return names.map((own) => [...own]);
}
