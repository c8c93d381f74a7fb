import type { Table } from "../../2-table/index.ts";
import type { KeyedTable } from "../keyed-table.ts";

/** Gives a table its new rows, each from one of the old; what is known of each row goes with it. */
export function moveRows(keyed: KeyedTable, table: Table, from: Int32Array): void {
  const { source, time, area } = keyed;
  keyed.table = table;
  keyed.rows = from.length;
  keyed.source = from.map((row) => source[row]!);
  if (time !== null) keyed.time = from.map((row) => time[row]!);
  if (area !== null) keyed.area = { codes: area.codes, of: from.map((row) => area.of[row]!) };
}
