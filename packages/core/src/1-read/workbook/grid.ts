import type { NumberKind } from "./number-formats.ts";

/** What stands in a cell, as a text that a table can hold, and what kind of thing it was in the spreadsheet. */
export type CellKind = "text" | "number" | "percent" | "day" | "flag" | "error" | "empty formula";

export interface GridCell {
  column: number;
  text: string;
  kind: CellKind;
  /** For a percentage: the number behind it, which stands where a column mixes the two. */
  plain?: string;
}

/** Cells that were joined into one; the first one holds what they say. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** One sheet's cells, by row: only rows and cells with something in them. */
export interface Grid {
  rows: Map<number, GridCell[]>;
  merges: Merge[];
  hiddenRows: number;
}

/** A sheet of a workbook, as it is listed. */
export interface SheetInfo {
  name: string;
  hidden: boolean;
  /** How far its cells reach. */
  rows: number;
  columns: number;
  /** Has it figures in several rows and columns? */
  table: boolean;
}

export function emptyGrid(): Grid {
  return { rows: new Map(), merges: [], hiddenRows: 0 };
}

export function infoOf(name: string, hidden: boolean, grid: Grid): SheetInfo {
  let rows = 0;
  let columns = 0;
  let filled = 0;
  let figures = 0;
  let rowsWithFigures = 0;
  for (const [row, cells] of grid.rows) {
    rows = Math.max(rows, row + 1);
    const before = figures;
    for (const { column, kind } of cells) {
      columns = Math.max(columns, column + 1);
      filled++;
      if (kind === "number" || kind === "percent") figures++;
    }
    if (figures > before) rowsWithFigures++;
  }
  return { name, hidden, rows, columns, table: columns > 1 && rowsWithFigures > 1 && figures * 10 >= filled };
}

/** The letters that a spreadsheet heads a column with. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** "BC12" as row and column, from 0; null where it is no address. */
export function addressOf(text: string): { row: number; column: number } | null {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text);
  if (parts === null) return null;
  let column = 0;
  for (const letter of parts[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(parts[2]) - 1, column: column - 1 };
}

/** What another reader has to know to see a sheet's cells as they were read: its part, and what its styles show. */
export interface XlsxFacts {
  part: string;
  styles: NumberKind[];
  since1904: boolean;
}
