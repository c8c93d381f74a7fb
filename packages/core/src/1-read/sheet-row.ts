import type { ReadResult } from "./types.ts";

/** The number of a row as a spreadsheet shows it: lines before the names, the names and blank lines are counted. */
export function sheetRow(result: ReadResult, row: number): number {
  let number = row + 1 + result.skipped + result.headerRows;
  for (const [first, count] of result.blankRecords) {
    if (first > number) break;
    number += count;
  }
  return number;
}
