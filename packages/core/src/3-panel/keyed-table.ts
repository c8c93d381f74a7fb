import { sheetRow, type ReadResult } from "../1-read/index.ts";
import type { Table } from "../2-table/index.ts";

/** A table after `where`, with its keys read: areas as positions in `codes`, times as years; -1 and 0 where a row has none. */
export interface KeyedTable {
  name: string;
  file: string;
  result: ReadResult;
  table: Table;
  rows: number;
  /** For each row its position in the file. */
  source: Int32Array;
  removed: number;
  areaColumn: string | null;
  timeColumn: string | null;
  area: { codes: string[]; of: Int32Array } | null;
  time: Int32Array | null;
  /** What made the rows others than the file's, in words: for the ladder. */
  reshaped: string[];
  /** Rows set aside by the crosswalk. */
  aside: number;
  /** Codes that speak of several areas at once (314 / 318), and how many rows bear them, before any crosswalk. */
  several: { codes: string[]; rows: number };
  /** With `latest`: each row's day as yyyymmdd, 0 where it has none. */
  dates: Int32Array | null;
}

/** A table with, for each panel row, its own row (-1: none). */
export interface Matched {
  keyed: KeyedTable;
  rows: Int32Array;
  /** Figures typed by hand: by column, by row of the panel. */
  typed?: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** The row of a table as a spreadsheet shows it in the file. */
export function fileRow(keyed: KeyedTable, row: number): number {
  return sheetRow(keyed.result, keyed.source[row]!);
}
