import type { Reason } from "../columns/reasons.ts";
import type { Problem } from "../messages/types.ts";
import type { Descriptions } from "./descriptions.ts";
import type { MarkCount } from "./marks.ts";
import type { SheetInfo } from "./workbook/grid.ts";
import type { Encoding, LineEnd } from "./types.ts";

/** What was recognised in a column. */
export interface ColumnSummary {
  name: string;
  type: "number" | "text";
  /** What the column seems to be in a panel. */
  role: "area" | "time" | "label" | "group" | "level" | "filter" | "indicator" | "annotation";
  /** Of an annotation: the column of figures that it speaks of. */
  of?: string;
  /** Marks that its figures bear ("p": provisional), in cells or in the column beside. */
  marks?: MarkCount[];
  /** What people call it, where that is known: from the companion file, or as files of the service share it. */
  label?: string;
  /** Its unit, as the companion file says. */
  unit?: string;
  /** Cells by reason, "present" left out: { suppressed: 12, blank: 3 }. */
  missing: Partial<Record<Reason, number>>;
  distinct: number;
  /** The sign with which its numbers are written, such as "%"; they were read without it. */
  sign?: string;
  /** Its texts are days: "2024-03-31", "31 March 2024". The table's `latest` can take it. */
  days?: true;
  /** Numbers: five numbers and 20 equal bins; text: the most frequent values. */
  numbers?: { min: number; p25: number; median: number; p75: number; max: number; bins: number[] };
  values?: { value: string; count: number }[];
}

/** What was recognised in a file: the card a person sees after dropping it. */
export interface Recognised {
  file: string;
  sha256: string;
  bytes: number;
  /** "DfE open data", "companion of DfE open data", "panel", "table". */
  format: string;
  encoding: Encoding;
  delimiter: string;
  lineEnd: LineEnd;
  /** How the bytes were packed, and which file of a zip was read. */
  packed?: { kind: "gzip" | "zip" | "parquet" | "xlsx" | "ods"; entry?: string };
  rows: number;
  /** Of a workbook: the sheet that was read, and all sheets that there are. */
  sheet?: string;
  sheets?: SheetInfo[];
  /** Lines that are no rows: titles above the names, rows of names, notes below, lines without anything in them. */
  lines: { above: number; names: number; below: number; blank: number };
  columns: ColumnSummary[];
  /** The keys as guessed, and the choices of filters that leave one row per area and time. */
  guess: {
    area?: string;
    time?: string;
    label?: string;
    group?: string;
    where: { [column: string]: string };
    /** Columns whose values still make several rows per area and time, with their values. */
    open: { column: string; values: string[] }[];
  };
  /** Of a companion file: what it says of the columns of its data. */
  describes?: Descriptions;
  problems: Problem[];
}
