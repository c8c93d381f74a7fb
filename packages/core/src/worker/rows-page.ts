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
  return { from: start, total: result.rows, columns: [...result.order], rows };
}
