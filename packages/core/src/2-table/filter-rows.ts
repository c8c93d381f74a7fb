import { isMissing, type Column } from "../columns/column.ts";
import type { Problem } from "../messages/types.ts";
import { columnOf, columnNames, takeTable, type Table } from "./table.ts";
import { noRowKept, whereColumnUnknown, whereNotNumber } from "./problems.ts";

export type WhereValue = string | number;
/** Text, a list (any of), all but a list, or a span of numbers; the keys are ANDed. */
export type WhereCondition =
  WhereValue | WhereValue[] | { not: WhereValue | WhereValue[] } | { from?: number; to?: number };
export type Where = Record<string, WhereCondition>;

export interface Filtered {
  table: Table;
  /** Positions in the given table of the rows kept. */
  rows: Int32Array;
  removed: number;
  problems: Problem[];
}

/** The rows that meet every condition. A condition that cannot be tested, or leaves nothing, is a problem. */
export function filterRows(table: Table, where: Where, file?: string): Filtered {
  const problems: Problem[] = [];
  const total = table.numRows();
  const keep = new Uint8Array(total).fill(1);
  let left = total;
  for (const [name, condition] of Object.entries(where)) {
    const column = columnOf(table, name);
    if (column === null) {
      problems.push(whereColumnUnknown(name, columnNames(table), file));
      continue;
    }
    const test = rowTest(column, condition);
    if (test === null) {
      problems.push(whereNotNumber(name, column, file));
      continue;
    }
    const before = left;
    left = 0;
    const had = keep.slice();
    for (let row = 0; row < total; row++) left += keep[row]! &= test(row) ? 1 : 0;
    if (left === 0 && before > 0) problems.push(noRowKept(name, condition, column, had, file));
  }
  const rows = new Int32Array(left);
  let at = 0;
  for (let row = 0; row < total; row++) if (keep[row] === 1) rows[at++] = row;
  return { table: left === total ? table : takeTable(table, rows), rows, removed: total - left, problems };
}

/** A test of a row; null where a span of numbers is asked of words. */
export function rowTest(column: Column, condition: WhereCondition): ((row: number) => boolean) | null {
  if (typeof condition === "object" && !Array.isArray(condition)) {
    if (!("not" in condition)) return spanTest(column, condition);
    const any = anyOf(column, asList(condition.not));
    return (row) => !any(row);
  }
  return anyOf(column, asList(condition));
}

function asList(values: WhereValue | WhereValue[]): WhereValue[] {
  return Array.isArray(values) ? values : [values];
}

/** The empty text means "missing". */
function anyOf(column: Column, wanted: WhereValue[]): (row: number) => boolean {
  const texts = wanted.map((value) => String(value).trim());
  const missing = texts.includes("");
  if (column.kind === "number") {
    const numbers = new Set(texts.filter((text) => text !== "").map(Number));
    return (row) => (isMissing(column, row) ? missing : numbers.has(column.values[row]!));
  }
  const set = new Set(texts);
  const found = column.dictionary.map((text) => set.has(text.trim()));
  return (row) => (column.codes[row]! < 0 ? missing : found[column.codes[row]!]!);
}

function spanTest(column: Column, span: { from?: number; to?: number }): ((row: number) => boolean) | null {
  const from = span.from ?? -Infinity;
  const to = span.to ?? Infinity;
  if (column.kind === "number") return (row) => column.values[row]! >= from && column.values[row]! <= to;
  const numbers = column.dictionary.map((text) => (/^\s*-?\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : NaN));
  if (!numbers.some((number) => number === number)) return null;
  return (row) => {
    const code = column.codes[row]!;
    return code >= 0 && numbers[code]! >= from && numbers[code]! <= to;
  };
}
