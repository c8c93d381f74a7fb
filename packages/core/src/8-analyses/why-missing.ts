import { isMissing, reasonAt, type Column } from "../columns/column.ts";

/** Why there is no figure in a row (-1: no row at all), in the word that the file's reading kept; null where there is one. */
export function whyMissing(column: Column, row: number): string | null {
  if (row < 0) return "no row";
  return isMissing(column, row) ? reasonAt(column, row) : null;
}
