import type { Table, TableCell } from "@whyvary/charts";

/** What a copy carries of a cell: the full figure. */
export function rawText({ value }: TableCell): string {
  return value === null ? "" : String(value);
}

/** Tab-separated, full precision: what a spreadsheet takes. Tabs and line ends inside a cell become spaces. */
export function asTabs(table: Table): string {
  const lines = [table.columns.map((column) => column.label), ...table.rows.map((row) => row.map(rawText))];
  return lines.map((line) => line.map((cell) => cell.replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}
