import type { AnalysisResult } from "@whyvary/core";
import type { NamedTable, TableCell } from "../chart.ts";

/** A sheet as plain cells: figures in full, each with the form in which people read it. */
export interface PlainSheet {
  name: string;
  rows: PlainCell[][];
  widths: number[];
  /** Rows at the top that stay in sight. */
  head: number;
}

export interface PlainCell {
  value: string | number | null;
  bold?: boolean;
  /** A spreadsheet's number format. */
  format?: string;
}

/** One answer as a workbook: a sheet a table, one of the answer and its notes, one of sources. */
export function sheetsOf(
  { question, answer, notes, statement }: AnalysisResult,
  tables: readonly NamedTable[],
  sources: readonly string[],
  title: string | null,
): PlainSheet[] {
  const names = new Set<string>();
  const told: [string, string][] = [
    ["Question", title ?? question],
    ["Answer", answer.map(({ text }) => text).join("")],
    ...notes.map(({ name, text }): [string, string] => [name.replace(/\.$/, ""), text]),
    ["Method", statement],
  ];
  return [
    ...tables.map(({ caption, table }, i) => ({
      name: sheetName(tables.length === 1 ? "Table" : `${i + 1} ${caption}`, names),
      rows: [
        [{ value: caption, bold: true }],
        table.columns.map(({ label }): PlainCell => ({ value: label, bold: true })),
        ...table.rows.map((row) => row.map(cellOf)),
      ],
      widths: table.columns.map(({ numeric }, j) => (j === 0 ? 34 : numeric ? 15 : 24)),
      head: 2,
    })),
    {
      name: sheetName("Notes", names),
      rows: told.map(([name, text]) => [{ value: name, bold: true }, { value: text }]),
      widths: [24, 110],
      head: 0,
    },
    {
      name: sheetName("Sources", names),
      rows: sources.map((line) => [{ value: line }]),
      widths: [110],
      head: 0,
    },
  ];
}

/** A missing figure keeps its reason as text, where it says one. */
function cellOf({ text, value }: TableCell): PlainCell {
  if (value === null) return { value: /\p{L}/u.test(text) ? text : null };
  if (typeof value === "string") return { value: text };
  return text.endsWith("%") ? { value, format: "0.0%" } : { value };
}

/** At most 31 characters, none that a spreadsheet forbids, none twice. */
function sheetName(wanted: string, names: Set<string>): string {
  const plain = wanted.replace(/[\\/?*[\]:']/g, " ").replace(/\s+/g, " ").trim(); // prettier-ignore
  let name = plain.slice(0, 31).trim();
  for (let n = 2; names.has(name.toLowerCase()); n++) name = `${plain.slice(0, 27).trim()} ${n}`;
  names.add(name.toLowerCase());
  return name;
}
