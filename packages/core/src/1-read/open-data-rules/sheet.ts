import type { Problem } from "../../messages/types.ts";
import { counted } from "../../messages/format.ts";
import { sheetRow } from "../sheet-row.ts";
import type { ReadResult } from "../types.ts";

/** A file of the open-data format read as words alone, as its rules look at it. */
export interface Sheet {
  file: string;
  names: readonly string[];
  rows: number;
  has(name: string): boolean;
  /** The text of a cell; "" where it is blank or the column is not there. */
  cell(row: number, name: string): string;
  /** Distinct texts of a column with the row of the first and the number of cells. */
  distinct(name: string): Map<string, { row: number; count: number }>;
  /** The row's number in a spreadsheet. */
  line(row: number): number;
}

export function sheetOf(file: string, result: ReadResult): Sheet {
  const cell = (row: number, name: string): string => String(result.columns.get(name)?.at(row) ?? "");
  return {
    file,
    names: result.order,
    rows: result.rows,
    has: (name) => result.columns.has(name),
    cell,
    line: (row) => sheetRow(result, row),
    distinct(name) {
      const found = new Map<string, { row: number; count: number }>();
      for (let row = 0; row < result.rows; row++) {
        const text = cell(row, name);
        const known = found.get(text);
        if (known === undefined) found.set(text, { row, count: 1 });
        else known.count++;
      }
      return found;
    },
  };
}

/** What one rule found: where it was first broken, and how often. */
export interface Broken {
  code: string;
  /** An error breaks the format; a warning is a convention that others rely on. */
  severity: "error" | "warning" | "info";
  text: string;
  remedy: string;
  row?: number;
  column?: string;
  value?: string;
  count?: number;
}

/** The problem with the place it stands at. */
export function problemOf(sheet: Sheet, broken: Broken): Problem {
  const { row, count, text } = broken;
  const place =
    row === undefined
      ? ""
      : ` (row ${sheet.line(row)}${count !== undefined && count > 1 ? `; ${counted(count, "row")} in all` : ""})`;
  return {
    ...broken,
    text: `${text.replace(/\.$/, "")} in ${sheet.file}${place}.`,
    file: sheet.file,
    ...(row === undefined ? {} : { row: sheet.line(row) }),
  };
}
