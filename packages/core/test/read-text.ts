import { reasonAt } from "../src/columns/column.ts";
import { readCsv } from "../src/1-read/read-csv.ts";
import type { ReadOptions, ReadResult } from "../src/1-read/types.ts";

export const utf8 = new TextEncoder();

export function outcome(text: string | Uint8Array, options?: ReadOptions) {
  return readCsv("a.csv", typeof text === "string" ? utf8.encode(text) : text, options);
}

export function read(text: string | Uint8Array, options?: ReadOptions): ReadResult {
  const read = outcome(text, options);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.result;
}

export function cells(result: ReadResult, name: string): (string | number | null)[] {
  const column = result.columns.get(name)!;
  return Array.from({ length: column.length }, (_, row) => column.at(row));
}

export function reasons(result: ReadResult, name: string): string[] {
  const column = result.columns.get(name)!;
  return Array.from({ length: column.length }, (_, row) => reasonAt(column, row));
}

export function codes(read: ReturnType<typeof readCsv>): string[] {
  return (read.ok ? read.result.problems : read.problems).map((problem) => problem.code);
}
