import type { Reason } from "../columns/reasons.ts";
import type { Problem } from "../messages/types.ts";
import type { Encoding, LineEnd } from "./types.ts";

/** What was recognised in a column. */
export interface ColumnSummary {
  name: string;
  type: "number" | "text";
  /** What the column seems to be in a panel. */
  role: "area" | "time" | "label" | "group" | "level" | "filter" | "indicator";
  /** Cells by reason, "present" left out: { suppressed: 12, blank: 3 }. */
  missing: Partial<Record<Reason, number>>;
  distinct: number;
  /** The sign with which its numbers are written, such as "%"; they were read without it. */
  sign?: string;
  /** Numbers: five numbers and 20 equal bins; text: the most frequent values. */
  numbers?: { min: number; p25: number; median: number; p75: number; max: number; bins: number[] };
  values?: { value: string; count: number }[];
}

/** What was recognised in a file: the card a person sees after dropping it. */
export interface Recognised {
  file: string;
  sha256: string;
  bytes: number;
  /** "DfE open data", "panel", "table". */
  format: string;
  encoding: Encoding;
  delimiter: string;
  lineEnd: LineEnd;
  /** How the bytes were packed, and which file of a zip was read. */
  packed?: { kind: "gzip" | "zip" | "parquet"; entry?: string };
  rows: number;
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
  problems: Problem[];
}
