/** What a companion file says of one column of its data. */
export interface Described {
  label: string;
  type: "filter" | "indicator";
  /** Of an indicator: the unit, the decimals it is shown with, the heading it stands under. */
  unit?: string;
  decimals?: number;
  heading?: string;
  /** Of a filter: what to say beside it, and the column that groups its values. */
  hint?: string;
  group?: string;
}

export type Descriptions = { [column: string]: Described };
