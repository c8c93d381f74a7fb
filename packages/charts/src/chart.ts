import type { TopLevelSpec } from "vega-lite";
import type { Look } from "./look.ts";
import type { Html } from "./report/markup.ts";

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

export interface NamedTable {
  caption: string;
  table: Table;
}

/** How one kind of result is shown: as a picture, as a table, in words. Pure functions of the result. */
export interface Chart<Value, Options = ChartOptions> {
  spec(value: Value, look: Look, options?: Options): Spec;
  /** The pictures on offer where there is more than one, most telling first; `spec` takes one as `options.view`. */
  views?(value: Value): { id: string; label: string }[];
  table(value: Value): Table;
  /** What the table under the picture shows. */
  caption?(value: Value): string;
  /** Further tables: figures that belong to the method rather than the answer. */
  details?(value: Value): NamedTable[];
  /** A picture that stands before the others in a report, for what a specification cannot draw; `id` is the page's own. */
  figure?(value: Value, id: string, areas?: string): Html | null;
  /** What the marks in the pictures mean, where a report must say it beside them. */
  legend?(value: Value): Html | null;
  /** What the picture shows, in words: its text alternative. */
  describe(value: Value, options?: Options): string;
}

export interface ChartOptions {
  view?: string;
  /** Code of the area that is one's own: marked in every chart that has single areas. */
  focus?: string;
}

/** The chart of each kind, its value known only to itself. */
export type Charts = { readonly [kind: string]: Chart<never> };
