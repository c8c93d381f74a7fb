import type { SheetInfo } from "./grid.ts";

/** The sheet that is read: the one asked for (in any case of letters), else the first in sight with a table, else the first. */
export function chooseSheet(sheets: readonly SheetInfo[], wanted: string | undefined): number {
  if (wanted !== undefined) {
    const exact = sheets.findIndex(({ name }) => name === wanted);
    const plain = wanted.trim().toLowerCase();
    return exact >= 0 ? exact : sheets.findIndex(({ name }) => name.trim().toLowerCase() === plain);
  }
  const seen = (sheet: SheetInfo): boolean => !sheet.hidden && sheet.rows > 0;
  const table = sheets.findIndex((sheet) => seen(sheet) && sheet.table);
  if (table >= 0) return table;
  const grid = sheets.findIndex((sheet) => seen(sheet) && sheet.rows > 1 && sheet.columns > 1);
  if (grid >= 0) return grid;
  const any = sheets.findIndex(seen);
  return any >= 0 ? any : sheets.findIndex(({ rows }) => rows > 0);
}
