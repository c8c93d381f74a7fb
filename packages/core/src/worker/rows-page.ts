import type { ReadResult } from "../1-read/index.ts";
import { reasonAt } from "../columns/column.ts";
import type { RowsPage } from "./types.ts";

/** Some rows of a file as plain cells: the only way in which cells leave the worker. */
export function rowsPage(result: ReadResult, from: number, to: number): RowsPage {
  const start = Math.max(0, Math.min(from, result.rows));
  const end = Math.max(start, Math.min(to, result.rows));
  const columns = result.order.map((name) => result.columns.get(name)!);
  const rows: RowsPage["rows"] = [];
  for (let row = start; row < end; row++)
    rows.push(columns.map((column) => column.at(row) ?? { missing: reasonAt(column, row) }));
  const marks = marksBetween(result, start, end);
  return { from: start, total: result.rows, columns: [...result.order], rows, ...(marks === null ? {} : { marks }) };
}

/** The marks that the page's figures bear, by column; null where there are none. */
function marksBetween(result: ReadResult, start: number, end: number): NonNullable<RowsPage["marks"]> | null {
  const found = new Map<string, (string | null)[]>();
  for (const [name, { codes, texts }] of result.marks) {
    const marks = Array.from(codes.subarray(start, end), (code) => (code === 0 ? null : texts[code - 1]!));
    if (marks.some((mark) => mark !== null)) found.set(name, marks);
  }
  return found.size === 0 ? null : Object.fromEntries(found);
}
