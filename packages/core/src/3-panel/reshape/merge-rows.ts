import { columnsOf, makeTable, type Table } from "../../2-table/index.ts";
import { isMissing, numberColumn, reasonAt, takeRows, type Column, type NumberColumn } from "../../columns/column.ts";
import { reasonCode, type Reason } from "../../columns/reasons.ts";
import type { Problem } from "../../messages/types.ts";
import { columnUnknown } from "../problems.ts";
import { nameTaken, rowsDiffer, sumNotNumber, wideClash } from "./problems.ts";
import type { Wide } from "../spec.ts";

export interface Merging {
  /** Each row's area and time as one number; below 0 for rows without a key, which stay as they are. */
  keys: Float64Array;
  /** By how much each row's counts are to be multiplied. */
  weights: Float64Array;
  wide?: Wide | undefined;
  sum?: readonly string[] | undefined;
  file: string;
  path: (string | number)[];
  /** The row of the file, for problems. */
  rowOf(row: number): number;
}

export interface Merged {
  table: Table;
  /** For each new row the first of the old ones. */
  first: Int32Array;
  problems: Problem[];
}

/**
 * One row per key: counts (`sum`) are added up, texts in `wide.names` become columns, every other column keeps the value that
 * its rows share and is left out, with a word, where they differ. A sum is missing for the reason of its first missing part.
 * R: `rowsum`, `reshape(direction = "wide")`, tidyr's `pivot_wider`.
 */
export function mergeRows(table: Table, merging: Merging): Merged {
  const { keys, wide, sum = [], file, path, weights } = merging;
  const columns = columnsOf(table);
  const refuse = (...problems: Problem[]): Merged => ({ table, first: everyRow(keys), problems });
  const unknown = [wide?.names, wide?.values, ...sum].filter((name) => name !== undefined && !columns.has(name));
  if (unknown.length > 0)
    return refuse(...unknown.map((name) => columnUnknown(path, name!, file, [...columns.keys()])));
  const words = sum.find((name) => columns.get(name)!.kind === "text");
  if (words !== undefined) return refuse(sumNotNumber([...path, "sum"], file, words));

  const group = new Int32Array(keys.length);
  const place = new Map<number, number>();
  const first: number[] = [];
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    const known = key < 0 ? undefined : place.get(key);
    group[row] = known ?? first.length;
    if (known !== undefined) continue;
    if (key >= 0) place.set(key, first.length);
    first.push(row);
  }
  const firstRows = Int32Array.from(first);
  const problems: Problem[] = [];
  const entries: [string, Column][] = [];
  const differ: string[] = [];
  for (const [name, column] of columns) {
    if (name === wide?.names || name === wide?.values) continue;
    if (sum.includes(name)) entries.push([name, added(column as NumberColumn, group, first.length, weights)]);
    else if (constant(column, group, firstRows)) entries.push([name, takeRows(column, firstRows)]);
    else differ.push(name);
  }
  if (wide !== undefined) {
    const spread = widened(columns, wide, group, first.length, merging, new Set(entries.map(([name]) => name)));
    if ("problem" in spread) return refuse(spread.problem);
    entries.push(...spread.columns);
  }
  if (differ.length > 0) problems.push(rowsDiffer(path, file, differ, wide === undefined ? "sum" : "wide"));
  return { table: makeTable(entries), first: firstRows, problems };
}

function everyRow(keys: Float64Array): Int32Array {
  return Int32Array.from(keys, (_, row) => row);
}

function constant(column: Column, group: Int32Array, first: Int32Array): boolean {
  for (let row = 0; row < group.length; row++) {
    const from = first[group[row]!]!;
    if (from !== row && column.at(row) !== column.at(from)) return false;
  }
  return true;
}

function added(column: NumberColumn, group: Int32Array, groups: number, weights: Float64Array): NumberColumn {
  const values = new Float64Array(groups);
  const reasons = new Uint8Array(groups);
  for (let row = 0; row < group.length; row++) {
    const at = group[row]!;
    const lost = isMissing(column, row) ? reasonAt(column, row) : noWeight(weights[row]!);
    if (lost === null) values[at] = values[at]! + column.values[row]! * weights[row]!;
    else if (reasons[at] === 0) reasons[at] = reasonCode(lost);
  }
  for (let at = 0; at < groups; at++) if (reasons[at] !== 0) values[at] = NaN;
  return numberColumn(values, reasons);
}

/** Counts of a row that speaks of several areas are not known for any of them. */
function noWeight(weight: number): Reason | null {
  return weight !== weight ? "unavailable" : null;
}

interface Place {
  /** For each group the first row that bears the word; -1: none. */
  rows: Int32Array;
  total: Float64Array | null;
  reasons: Uint8Array | null;
}

function widened(
  columns: ReadonlyMap<string, Column>,
  { names, values }: Wide,
  group: Int32Array,
  groups: number,
  { sum = [], file, path, rowOf, weights }: Merging,
  taken: ReadonlySet<string>,
): { columns: [string, Column][] } | { problem: Problem } {
  const name = columns.get(names)!;
  const cells = columns.get(values)!;
  const counts = sum.includes(values);
  const places = new Map<string, Place>();
  for (let row = 0; row < group.length; row++) {
    if (isMissing(name, row)) continue;
    const word = String(name.at(row)).trim();
    if (taken.has(word)) return { problem: nameTaken([...path, "wide"], file, word) };
    let place = places.get(word);
    if (place === undefined) {
      place = {
        rows: new Int32Array(groups).fill(-1),
        total: counts ? new Float64Array(groups) : null,
        reasons: counts ? new Uint8Array(groups) : null,
      };
      places.set(word, place);
    }
    const at = group[row]!;
    const before = place.rows[at]!;
    if (before < 0) place.rows[at] = row;
    else if (!counts) return { problem: wideClash([...path, "wide"], file, word, rowOf(before), rowOf(row)) };
    if (place.total === null) continue;
    const lost = isMissing(cells, row) ? reasonAt(cells, row) : noWeight(weights[row]!);
    if (lost === null) place.total[at]! += (cells as NumberColumn).values[row]! * weights[row]!;
    else if (place.reasons![at] === 0) place.reasons![at] = reasonCode(lost);
  }
  return {
    columns: [...places].map(([word, { rows, total, reasons }]): [string, Column] => {
      if (total === null) return [word, takeRows(cells, rows)];
      // A key without any such row has no sum, rather than nought.
      for (let at = 0; at < groups; at++) {
        if (rows[at]! < 0) reasons![at] = reasonCode("no match");
        if (reasons![at] !== 0) total[at] = NaN;
      }
      return [word, numberColumn(total, reasons)];
    }),
  };
}
