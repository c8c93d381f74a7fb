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
  | { sum: Operand[]; title?: string };

export type MeasureSpec = string | MeasureShape;

export type Times = { from?: number; to?: number } | number[];

export interface PanelSpec {
  area?: string;
  time?: string;
  label?: string;
  group?: string;
  measures?: Record<string, MeasureSpec>;
  times?: Times;
  without?: string[];
}

export interface PanelSource {
  tables: Record<string, TableSpec>;
  panel?: PanelSpec;
}
