import type { TopLevelSpec } from "vega-lite";
import type { Look } from "./look.ts";

/** A Vega-Lite specification that carries its own data and fetches nothing. */
export type Spec = TopLevelSpec;

export interface TableColumn {
  key: string;
  label: string;
  numeric?: boolean;
}

/** `text` is read by people, `value` is the full figure that a copy carries. */
export interface TableCell {
  text: string;
  value: string | number | null;
}

export interface Table {
  columns: TableColumn[];
  rows: TableCell[][];
}

/** How one kind of result is shown: as a picture, as a table, in words. Pure functions of the result. */
export interface Chart<Value, Options = Record<string, never>> {
  spec(value: Value, look: Look, options?: Options): Spec;
  table(value: Value): Table;
  /** What the picture shows, in words: its text alternative. */
  describe(value: Value): string;
}
