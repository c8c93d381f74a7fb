import type { ReadOptions } from "../1-read/types.ts";
import type { Where } from "../2-table/index.ts";

/** What the study says about tables and panel, as this station takes it. */

export interface TableSpec {
  file: string;
  where?: Where;
  area?: string;
  time?: string;
  shiftTime?: number;
  read?: ReadOptions;
  long?: Long;
  wide?: Wide;
  /** Columns of counts: added up over the rows of one area and time, and shared out where an area is split. */
  sum?: string[];
  areas?: Areas;
  latest?: Latest;
  /** Columns of counts whose suppressed cells lie between two numbers. */
  bounds?: Record<string, { from: number; to: number }>;
  source?: string;
  release?: string;
}

/** Columns become rows: each value column from the columns that a pattern ("CPPAt*", * being what `names` gets) or a list names. */
export interface Long {
  names: string;
  values: Record<string, string | string[]>;
}

/** Rows become columns: the texts in `names` are the new columns, their cells stand in `values`. */
export interface Wide {
  names: string;
  values: string;
}

/** One area's rows under another code, or shared between several by weight; and rows that speak of two areas at once. */
export interface Areas {
  map?: Record<string, string | Record<string, number>>;
  /** "314 / 318": the same row for both, or set aside. */
  composite?: "both" | "aside";
  /** `exact`: equal codes alone meet, without the list of English councils and the names of areas. */
  match?: "exact";
}

/** Events with a date: each area and year gets the latest event up to the year's last day. */
export interface Latest {
  date: string;
  /** Month and day on which a year ends: 03-31 when not said. */
  day?: string;
}

/** A column as `table.column`, or another measure's name. */
export type Operand = string;

export type MeasureShape =
  | { rate: Operand; per: Operand; times?: number; title?: string }
  | { ratio: Operand; per: Operand; title?: string }
  | { share: Operand; of: Operand | Operand[]; times?: number; title?: string }
  | { log: Operand; title?: string }
  | { difference: Operand; minus: Operand; title?: string }
  | { difference: Operand; by?: number; title?: string }
  | { lag: Operand; by?: number; title?: string }
  | { index: Operand; base: number; title?: string }
  | { sum: Operand[]; title?: string }
  | { deflate: Operand; by: Operand; base: number; title?: string }
  | { coalesce: Operand[]; title?: string }
  | { quantile: Operand; groups: number; title?: string }
  | { releases: Operand[]; choose: string; title?: string }
  | { neighbours: Operand; from: NeighbourSource; take?: "mean" | "median"; title?: string };

/** A table with each area's neighbours: in columns (a pattern "SN_*", or a list), or in one column of several rows. */
export interface NeighbourSource {
  table: string;
  columns: string | string[];
}

export type MeasureSpec = string | MeasureShape;

export type Times = { from?: number; to?: number } | number[];

/** A row that no file has yet, typed by hand: figures by column (table.column), in the year in which the period ends. */
export interface ProvisionalRow {
  area: string;
  time?: number;
  values: Record<string, number>;
  reason?: string;
  /** The typed figures take the place of those that a file gives. */
  replace?: boolean;
}

export interface PanelSpec {
  area?: string;
  time?: string;
  label?: string;
  group?: string;
  measures?: Record<string, MeasureSpec>;
  provisional?: ProvisionalRow[];
  times?: Times;
  without?: string[];
}

export interface PanelSource {
  tables: Record<string, TableSpec>;
  panel?: PanelSpec;
}
