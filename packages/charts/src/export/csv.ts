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

/** Lines of cells as CSV; numbers stand as they are, texts are kept from being run. */
export function csvText(lines: readonly (readonly (string | number)[])[]): string {
  return lines.map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function csvCell(value: string | number): string {
  const text = typeof value === "number" ? String(value) : inert(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run what begins with = + - @ or a tab: such a text gets an apostrophe before it. */
export function inert(text: string): string {
  return /^[=+@\t\r]|^[-\u2212](?![\d.])/.test(text) ? `'${text}` : text;
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
