import { csvText } from "@whyvary/core";
import type { Table, TableCell } from "../chart.ts";

export interface CsvOptions {
  /** A mark at the start by which Excel knows the text as UTF-8. */
  bom?: boolean;
}

/**
 * A table as CSV (RFC 4180): every figure in full, a missing one empty, and why it is missing in a last column where any cell
 * says so. A text that a spreadsheet would run as a formula is kept a text.
 */
export function tableCsv({ columns, rows }: Table, { bom = false }: CsvOptions = {}): string {
  const why = rows.map((row) => missingWords(columns.map(({ label }) => label), row)); // prettier-ignore
  const reasons = why.some((words) => words !== "");
  const lines = [
    [...columns.map(({ label }) => label), ...(reasons ? ["Why missing"] : [])],
    ...rows.map((row, i) => [...row.map(fullText), ...(reasons ? [why[i]!] : [])]),
  ];
  return (bom ? "\ufeff" : "") + csvText(lines);
}

function fullText({ text, value }: TableCell): string | number {
  return value === null ? "" : typeof value === "number" ? value : text;
}

/** "Rate: suppressed": what a cell without a value says in its stead; a dash says no more than the gap. */
function missingWords(labels: string[], row: readonly TableCell[]): string {
  return row
    .flatMap(({ text, value }, j) => (value === null && /\p{L}/u.test(text) ? [`${labels[j]!}: ${text}`] : []))
    .join("; ");
}
