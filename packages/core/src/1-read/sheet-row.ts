import type { ReadResult } from "./types.ts";

/** The number of a row as a spreadsheet shows it: lines before the names, the names and blank lines are counted. */
export function sheetRow(result: ReadResult, row: number): number {
  let number = row + 1 + result.skipped + (result.named ? 1 : 0);
  for (const blank of result.blankRecords) {
    if (blank > number) break;
    number++;
  }
  return number;
}
