import type { Progress } from "../messages/types.ts";
import type { Reason } from "../columns/reasons.ts";
import type { Recognised } from "../1-read/recognised.ts";
import type { PanelFacts } from "../8-analyses/types.ts";
import type { Ask } from "../study/asks.ts";
import type { CheckReport } from "../study/check.ts";
import type { ChoiceLog, MoveOptions } from "../study/choice-moves.ts";
import type { Extra } from "../study/evidence.ts";
import type { Results } from "../study/results.ts";

export type { ColumnSummary, Recognised } from "../1-read/recognised.ts";
export type { CheckReport } from "../study/check.ts";

export interface RowsPage {
  from: number;
  total: number;
  columns: string[];
  /** Cells as text or number; a missing cell is { missing: reason }. */
  rows: (string | number | { missing: Reason })[][];
  /** Marks on the rows' figures ("p": provisional), by column; a mark or null for each row. */
  marks?: { [column: string]: (string | null)[] };
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
  /** What could be asked of a panel like this: before there is a study, from what its files look like. */
  ask(facts: PanelFacts): Promise<Ask[]>;
  run(study: unknown, options?: RunOptions): Promise<Results>;
  /** The log of choices of one analysis; with `moves`, other ways are run too. */
  choices(study: unknown, analysis: string, options?: RunOptions & { moves?: MoveOptions }): Promise<ChoiceLog>;
  /** Study, results, rows, scripts and versions in one zip, with whatever else is given. */
  evidence(study: unknown, options?: RunOptions & { extra?: Extra }): Promise<Uint8Array<ArrayBuffer>>;
  /** The study's panel as CSV, with why any figure is missing; null where there is no panel. */
  panel(study: unknown, options?: RunOptions): Promise<string | null>;
  unload(file: string): Promise<void>;
  close(): Promise<void>;
}
