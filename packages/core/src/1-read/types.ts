import type { Column } from "../columns/column.ts";
import type { Problem } from "../messages/types.ts";

export type Encoding = "utf-8" | "utf-8 with BOM" | "utf-16le" | "utf-16be" | "windows-1252";
export type LineEnd = "LF" | "CRLF" | "CR" | "mixed";

/** How one column is to be read, where the usual reading is wrong. */
export interface ColumnReadOptions {
  type?: "number" | "text";
  /** Texts that mean "missing" in this column, besides the usual ones. */
  missing?: string[];
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
  /** Columns of numbers that are written with a sign, such as "%" or "£". */
  signs: Map<string, string>;
  /** Lines without anything in them, which are not rows, as runs: the first one's number in a spreadsheet, how many. */
  blankRecords: [number, number][];
  /** Those among them that have cells, all blank. */
  emptyRows: number;
  /** How the bytes were packed, where they were. */
  packed?: { kind: "gzip" | "zip" | "parquet"; entry?: string };
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
