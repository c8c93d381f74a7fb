/** A table as data: what is shown, and the full figure behind it. */

export interface TableColumn {
  key: string;
  label: string;
  numeric?: boolean;
}

/** `text` is read by people, `value` is what a copy carries. */
export interface TableCell {
  text: string;
  value?: string | number | null;
}

export interface TableData {
  columns: TableColumn[];
  rows: TableCell[][];
}

export function rawText(cell: TableCell): string {
  if (cell.value === undefined) return cell.text;
  return cell.value === null ? "" : String(cell.value);
}

/** Tab-separated, full precision: what a spreadsheet takes. Tabs and line ends inside a cell become spaces. */
export function asTabs(table: TableData): string {
  const lines = [table.columns.map((column) => column.label), ...table.rows.map((row) => row.map(rawText))];
  return lines.map((line) => line.map((cell) => cell.replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}
