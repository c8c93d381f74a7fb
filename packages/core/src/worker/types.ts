import type { LadderStep, Problem, Progress } from "../messages/types.ts";
import type { Reason } from "../columns/reasons.ts";
import type { Results } from "../study/results.ts";

/** What was recognised in a column. */
export interface ColumnSummary {
  name: string;
  type: "number" | "text";
  /** What the column seems to be in a panel. */
  role: "area" | "time" | "label" | "group" | "level" | "filter" | "indicator";
  /** Cells by reason, "present" left out: { suppressed: 12, blank: 3 }. */
  missing: Partial<Record<Reason, number>>;
  distinct: number;
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
  encoding: "utf-8" | "utf-8 with BOM" | "utf-16le" | "utf-16be" | "windows-1252";
  delimiter: string;
  lineEnd: "LF" | "CRLF" | "CR" | "mixed";
  rows: number;
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

export interface RowsPage {
  from: number;
  total: number;
  columns: string[];
  /** Cells as text or number; a missing cell is { missing: reason }. */
  rows: (string | number | { missing: Reason })[][];
}

/** What the study makes of the loaded files, without running the analyses. */
export interface CheckReport {
  problems: Problem[];
  /** Slots of the study that no loaded file fills, and those that more than one could. */
  missing: string[];
  tables: {
    table: string;
    file: string;
    rows: number;
    used: number;
    matched: number;
    unmatchedHere: string[];
    unmatchedThere: string[];
  }[];
  panel: null | {
    rows: number;
    areas: { code: string; label: string; group: string | null }[];
    times: number[];
    measures: { name: string; title: string; type: "number" | "text"; missing: Partial<Record<Reason, number>> }[];
    ladder: LadderStep[];
  };
}

export interface RunOptions {
  onProgress?: (progress: Progress & { analysis?: string }) => void;
  signal?: AbortSignal;
}

/** The one door to the computing: the worker, or the same thing in process for tests and Node. */
export interface Engine {
  load(name: string, data: Blob | Uint8Array, options?: RunOptions & { read?: unknown }): Promise<Recognised>;
  rows(file: string, from: number, to: number): Promise<RowsPage>;
  check(study: unknown): Promise<CheckReport>;
  run(study: unknown, options?: RunOptions): Promise<Results>;
  unload(file: string): Promise<void>;
  close(): Promise<void>;
}
