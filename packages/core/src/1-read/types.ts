import type { Column } from "../columns/column.ts";
import type { Problem } from "../messages/types.ts";
import type { Marks } from "./marks.ts";
import type { SheetInfo, XlsxFacts } from "./workbook/grid.ts";

export type Encoding = "utf-8" | "utf-8 with BOM" | "utf-16le" | "utf-16be" | "windows-1252";
export type LineEnd = "LF" | "CRLF" | "CR" | "mixed";

/** How one column is to be read, where the usual reading is wrong. */
export interface ColumnReadOptions {
  type?: "number" | "text";
  /** Texts that mean "missing" in this column, besides the usual ones. */
  missing?: string[];
  /** The column whose texts are marks on this one's figures (p: provisional); false: no marks, beside or in the cells. */
  flags?: string | false;
}

/** The study's `tables.X.read`: what is not said is detected. */
export interface ReadOptions {
  encoding?: string;
  delimiter?: string;
  /** Row in which the column names stand, counted after `skip` as a spreadsheet counts (1 by default, 0: no names). */
  header?: number;
  /** Rows that the names take, one under another; joined by spaces. Guessed where neither this nor `header` is said. */
  headerRows?: number;
  /** Lines to leave out at the beginning. Titles are guessed where neither this nor `header` is said; 0: there are none. */
  skip?: number;
  /** Records to leave out at the end. Notes are guessed where this is not said; 0: there are none. */
  footer?: number;
  decimal?: "." | ",";
  columns?: Record<string, ColumnReadOptions>;
  /** Which file of a zip. */
  entry?: string;
  /** Which sheet of a workbook. Without it the first one in sight that holds a table. */
  sheet?: string;
}

export interface ReadResult {
  file: string;
  rows: number;
  columns: Map<string, Column>;
  /** Column names in the file's order. */
  order: string[];
  encoding: Encoding;
  delimiter: string;
  decimal: "." | ",";
  lineEnd: LineEnd;
  problems: Problem[];
  bytes: number;
  /** Lines before the row of names. */
  skipped: number;
  /** Rows of names: 0 where there are none. */
  headerRows: number;
  /** Records behind the last row. */
  footer: number;
  /** Texts with white space around them, which was left off: the first one's place, and how many. */
  padded: { row: number; column: number; count: number } | null;
  /** Columns of numbers that are written with a sign, such as "%" or "£". */
  signs: Map<string, string>;
  /** Marks that figures bear ("p": provisional), by column of figures. */
  marks: Map<string, Marks>;
  /** Columns of such marks, each with the column of figures that it stands beside. */
  flags: Map<string, string>;
  /** Lines without anything in them, which are not rows, as runs: the first one's number in a spreadsheet, how many. */
  blankRecords: [number, number][];
  /** Those among them that have cells, all blank. */
  emptyRows: number;
  /** How the bytes were packed, where they were. */
  packed?:
    | { kind: "gzip" | "zip" | "parquet"; entry?: string }
    | { kind: "ods"; entry?: undefined; sheet: string; sheets: SheetInfo[] }
    | ({ kind: "xlsx"; entry?: undefined; sheet: string; sheets: SheetInfo[] } & XlsxFacts);
}

export type ReadOutcome = { ok: true; result: ReadResult } | { ok: false; problems: Problem[] };

/** A row with more or fewer cells than there are names. */
export interface RaggedRow {
  row: number;
  expected: number;
  found: number;
}

/** What stops the reading. */
export interface Stop {
  why: "quote" | "cell" | "columns";
  row: number;
  column: number;
}
