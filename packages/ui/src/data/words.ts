import { thousands } from "./numbers.ts";
import type { ColumnSummary, Recognised } from "@whyvary/core";
import type { AreaWord } from "../lib/words.ts";

const DELIMITERS: { [delimiter: string]: string } = { ",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars" };

/** All missing cells of a file by reason, the commonest first. */
export function missingOf(columns: readonly ColumnSummary[]): [reason: string, count: number][] {
  const sums = new Map<string, number>();
  for (const column of columns)
    for (const [reason, count] of Object.entries(column.missing)) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
}

export function missingWords(missing: readonly [string, number][]): string {
  return missing.map(([reason, count]) => `${thousands(count)} ${reason}`).join(", ");
}

/** "2013 to 2025", where the years can be read off the column's values. */
function yearsOf(file: Recognised): string | null {
  const column = file.columns.find(({ name }) => name === file.guess.time);
  if (!column) return null;
  if (column.numbers) return `${column.numbers.min} to ${column.numbers.max}`;
  const values = (column.values ?? []).map(({ value }) => value);
  if (values.length === 0 || values.length < column.distinct) return null;
  const sorted = [...values].sort();
  return sorted.length === 1 ? sorted[0]! : `${sorted[0]} to ${sorted.at(-1)}`;
}

/** "DfE open data, 2,132 rows, 12 columns, councils by year, 2013 to 2025". */
export function whatItIs(file: Recognised, word: AreaWord): string {
  const shape = file.guess.area ? (file.guess.time ? `${word.many} by year` : `one row for each ${word.one}`) : null;
  const parts = [
    file.format === "table" ? "A table" : file.format === "panel" ? "A panel" : file.format,
    `${thousands(file.rows)} rows`,
    `${thousands(file.columns.length)} columns`,
    shape,
    yearsOf(file),
  ];
  return parts.filter((part) => part !== null).join(", ");
}

/** "UTF-8 with a byte-order mark, commas, CRLF, 0.9 MB". */
export function howWritten(file: Recognised): string {
  const size =
    file.bytes < 100_000 ? `${thousands(Math.ceil(file.bytes / 1000))} kB` : `${(file.bytes / 1e6).toFixed(1)} MB`;
  // A workbook is cells, whatever they are handed on as.
  if (file.sheet !== undefined) return size;
  const delimiter = DELIMITERS[file.delimiter] ?? `“${file.delimiter}”`;
  return `${file.encoding.replace("utf", "UTF").replace("windows", "Windows").replace("BOM", "byte-order mark")}, ${delimiter}, ${file.lineEnd} line ends, ${size}`;
}

/** What is beside the rows: how it was packed and written, titles and notes that are no rows, and what was chosen. */
export function foundIn(file: Recognised): string {
  const { above, below, blank, names } = file.lines;
  const lines = (count: number, where: string): string[] =>
    count === 0 ? [] : [`${thousands(count)} ${count === 1 ? "line" : "lines"} ${where}`];
  const besides = [
    ...lines(above, "of title above the names"),
    ...(names > 1 ? [`names over ${names} rows`] : []),
    ...lines(below, "of notes below"),
    ...lines(blank, "with nothing in them"),
  ];
  const { packed } = file;
  const inside =
    packed === undefined ? "" : `${packed.entry === undefined ? packed.kind : `${packed.entry} in a zip`}, `;
  return `${inside}${howWritten(file)}${besides.length > 0 ? `; ${besides.join(", ")}` : ""}.`;
}
