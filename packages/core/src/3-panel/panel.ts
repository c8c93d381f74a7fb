import type { Column } from "../columns/column.ts";
import type { LadderStep, Problem } from "../messages/types.ts";
import type { PrintedTotal } from "./printed-totals.ts";

/** The panel's key for areas: `codes` are trimmed text in code point order, `of` gives each row's position among them. */
export interface AreaKey {
  /** Column name in the first table, e.g. "old_la_code". */
  name: string;
  codes: string[];
  /** A name for people per code; the code itself where the data have none. */
  labels: string[];
  of: Int32Array;
}

/** The panel's key for time: `values` are the years in which the periods end, ascending; `of` gives each row's position. */
export interface TimeKey {
  name: string;
  values: number[];
  of: Int32Array;
}

/** What a rate is made of, as the study defines it: names of measures, or of columns (table.column) where none bears them. */
export interface RateParts {
  count: string;
  population: string;
  times: number;
  counts: Column;
  populations: Column;
}

/** A column that a measure rests on: which figures of which release they are. */
export interface Origin {
  table: string;
  file: string;
  column: string;
  source?: string;
  release?: string;
}

/** A figure typed by hand, in the place of one that no file has. */
export interface TypedCell {
  area: string;
  label: string;
  time: number | null;
  table: string;
  column: string;
  value: number;
  reason: string | null;
  /** The figure of the file in whose place it stands. */
  replaces: number | null;
}

export interface Provisional {
  cells: TypedCell[];
  /** By measure, a byte per row: 1 where its figure rests on a typed one. Measures without such are not here. */
  rests: Map<string, Uint8Array>;
  /** A byte per row: 1 where no file has the row. */
  added: Uint8Array;
}

/**
 * One row per area and time, sorted by area (code point order) then time. A plain table without keys has `area` and `time`
 * null and keeps the file's order. `columns` holds the measures under the names the study gives them.
 */
export interface Panel {
  rows: number;
  area: AreaKey | null;
  time: TimeKey | null;
  /** Per row: the group (region) named by `panel.group`, or null. */
  group: Column | null;
  columns: Map<string, Column>;
  /** What a person calls a measure: title or the column's own words. */
  titles: Map<string, string>;
  /** The measures that the study defines as a count per population. */
  rates?: Map<string, RateParts>;
  /** Where each measure's figures come from. */
  origins?: Map<string, Origin[]>;
  /** What their own file prints for the country, for measures that are one of its columns. */
  printed?: Map<string, PrintedTotal>;
  /** Figures typed by hand, where there are some. */
  provisional?: Provisional;
  ladder: LadderStep[];
  problems: Problem[];
}
