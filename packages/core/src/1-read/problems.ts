import type { Problem } from "../messages/types.ts";
import { andList, counted, thousands } from "../messages/format.ts";
import type { RaggedRow } from "./types.ts";

/** Every word that the reading of a file may have to say. */

/** A text short enough to be shown. */
export function clipped(text: string): string {
  return text.length > 60 ? text.slice(0, 59) + "…" : text;
}

export function fileEmpty(file: string): Problem {
  return {
    code: "file-empty",
    severity: "error",
    text: `${file} is empty.`,
    remedy: "Save or download the file again, then open it to see that it holds rows.",
    file,
  };
}

export function noRows(file: string, columns: number): Problem {
  return {
    code: "file-no-rows",
    severity: "error",
    text: `${file} has a row of ${counted(columns, "column name")} and no rows under it.`,
    remedy: "Download the file again; a filter may have left nothing in it.",
    file,
    row: 1,
  };
}

export function notText(file: string, what: string): Problem {
  const remedies: [string, string][] = [
    ["Excel", "Open it in Excel and save the sheet as “CSV UTF-8”."],
    ["zip", "Unpack it and choose the CSV file inside."],
    ["gzip", "Unpack it first (the file inside ends in .csv)."],
    ["Parquet", "Load it first: Parquet cannot be read at once."],
    ["web page", "The download may have failed and left its message in the file: download it again."],
  ];
  const found = remedies.find(([word]) => what.includes(word));
  return {
    code: "file-not-text",
    severity: "error",
    text: `${file} is ${what}, which cannot be read as a CSV file.`,
    remedy: found?.[1] ?? "Choose a CSV file.",
    file,
    facts: { found: what },
  };
}

export function rowsRagged(file: string, rows: readonly RaggedRow[], count: number): Problem {
  const first = rows[0]!;
  const shown = rows.slice(0, 3).map((row) => `row ${row.row} has ${counted(row.found, "cell")}`);
  return {
    code: "rows-ragged",
    severity: "error",
    text: `${file} has ${counted(first.expected, "column name")}, but ${andList(shown)}${count > 3 ? `, and so on: ${thousands(count)} such rows` : ""}.`,
    remedy:
      "Look at these rows: a comma inside a name needs quotes around the cell, and a row cut short needs its missing commas.",
    file,
    row: first.row,
    count,
    facts: { rows: rows.map((row) => ({ row: row.row, expected: row.expected, found: row.found })) },
  };
}

export function quoteUnclosed(file: string, row: number, column: string): Problem {
  return {
    code: "quote-unclosed",
    severity: "error",
    text: `In ${file}, row ${row}, a quote (") is opened in column “${clipped(column)}” and never closed.`,
    remedy: "Close the quote at the end of the cell; a quote that belongs to the text is written twice.",
    file,
    row,
    column,
  };
}

export function cellHuge(file: string, row: number, column: string): Problem {
  return {
    code: "cell-huge",
    severity: "error",
    text: `In ${file}, row ${row}, the cell in column “${clipped(column)}” is longer than 1,048,576 bytes.`,
    remedy: "Look at the row: a line end or a delimiter may be missing there.",
    file,
    row,
    column,
  };
}

export function columnsMany(file: string, row: number): Problem {
  return {
    code: "columns-many",
    severity: "error",
    text: `Row ${row} of ${file}, where the column names should stand, has more than 16,384 cells.`,
    remedy: "Look at the file: it may have no line ends, or may not be a table.",
    file,
    row,
  };
}

export function quoteStray(file: string, row: number, column: string, count: number): Problem {
  return {
    code: "quote-stray",
    severity: "warning",
    text: `In ${file}, row ${row}, text follows the closing quote in column “${clipped(column)}”; it was kept as part of the cell${count > 1 ? ` (${thousands(count)} such cells)` : ""}.`,
    remedy: "A quote that belongs to the text is written twice.",
    file,
    row,
    column,
    count,
  };
}

export function headerDuplicate(file: string, row: number, name: string, places: number[]): Problem {
  return {
    code: "header-duplicate",
    severity: "error",
    text: `${file} has ${counted(places.length, "column")} named “${clipped(name)}” (columns ${andList(places.map(String))}).`,
    remedy: "Give each column a name of its own.",
    file,
    row,
    column: name,
    count: places.length,
    facts: { places },
  };
}

export function headerBlank(file: string, row: number, name: string): Problem {
  return {
    code: "header-blank",
    severity: "warning",
    text: `A column of ${file} has no name; it is called “${clipped(name)}” here.`,
    remedy: "Name the column in the file if you want to use it.",
    file,
    row,
    column: name,
  };
}

export function cellsUnreadable(
  file: string,
  column: string,
  row: number,
  count: number,
  found: readonly string[],
): Problem {
  const values = found.map(clipped);
  return {
    code: "cell-unreadable",
    severity: "warning",
    text: `Column “${clipped(column)}” of ${file} holds numbers, but ${counted(count, "cell is", "cells are")} neither a number nor a known symbol: row ${row} has “${values[0]!}”.`,
    remedy: `Correct the cells, or say in the study's “read” that the column is text, or which texts mean “missing”.`,
    file,
    row,
    column,
    value: values[0]!,
    count,
    facts: { values },
  };
}

export function columnMissing(file: string, column: string): Problem {
  return {
    code: "column-all-missing",
    severity: "warning",
    text: `Column “${clipped(column)}” of ${file} has no value in any row.`,
    remedy: "Leave the column out, or look whether the download is complete.",
    file,
    column,
  };
}

export function commaNumbers(file: string, column: string, first: { row: number; value: string }): Problem {
  return {
    code: "numbers-with-comma",
    severity: "warning",
    text: `Column “${clipped(column)}” of ${file} was read as text: its numbers are written with a comma (row ${first.row}: “${first.value}”).`,
    remedy: `Say in the study's “read” whether the decimal mark is a comma ("decimal": ",") or a point ("decimal": ".").`,
    file,
    row: first.row,
    column,
    value: first.value,
  };
}

export function rowsEmpty(file: string, count: number, row: number): Problem {
  return {
    code: "rows-empty",
    severity: "info",
    text: `${counted(count, "row")} of ${file} ${count === 1 ? "has" : "have"} nothing in any cell and ${count === 1 ? "was" : "were"} left out.`,
    file,
    row,
    count,
  };
}

export function moreAlike(file: string, code: string, count: number): Problem {
  return {
    code: "problems-more",
    severity: "info",
    text: `${counted(count, "more column")} of ${file} ${count === 1 ? "has" : "have"} the same thing to tell (${code}).`,
    file,
    count,
    facts: { code },
  };
}

export function encodingGuessed(file: string): Problem {
  return {
    code: "encoding-guessed",
    severity: "info",
    text: `${file} is not UTF-8; it was read as Windows-1252.`,
    remedy: "Look at a name with an accent: if it is wrong, save the file as “CSV UTF-8”.",
    file,
  };
}

export function encodingBroken(file: string, count: number): Problem {
  return {
    code: "encoding-broken",
    severity: "warning",
    text: `${file} says it is UTF-8, but ${counted(count, "text is", "texts are")} not; these were read as Windows-1252.`,
    remedy: "Save the file again as “CSV UTF-8”.",
    file,
    count,
  };
}

export function encodingUnknown(file: string, encoding: string): Problem {
  return {
    code: "encoding-unknown",
    severity: "error",
    text: `The encoding “${clipped(encoding)}” asked for ${file} is not known.`,
    remedy: "Use utf-8, utf-16le, utf-16be or windows-1252.",
    file,
    value: encoding,
  };
}

export function delimiterWrong(file: string, delimiter: string): Problem {
  return {
    code: "delimiter-wrong",
    severity: "error",
    text: `The delimiter “${delimiter}” asked for ${file} cannot be used.`,
    remedy: "Use one character, such as a comma, a semicolon, a tab or a bar.",
    file,
    value: delimiter,
  };
}

export function columnUnknown(file: string, column: string, nearest: string | null): Problem {
  return {
    code: "read-column-unknown",
    severity: "warning",
    text: `The study says how to read column “${clipped(column)}” of ${file}, but the file has no such column.`,
    remedy: nearest === null ? "Correct the name." : `Did you mean “${clipped(nearest)}”?`,
    file,
    column,
  };
}

export function packedBroken(file: string, why: string): Problem {
  return {
    code: "packed-broken",
    severity: "error",
    text: `${file} cannot be unpacked (${why}).`,
    remedy: "It may have been cut short: download or save it again.",
    file,
    facts: { why },
  };
}

export function notHexJson(file: string, why: string): Problem {
  return {
    code: "not-hexjson",
    severity: "error",
    text: `${file} is no map of hexagons (HexJSON): ${why}.`,
    remedy: "Such a file has a “layout” and “hexes”, each hexagon with a whole “q” and “r”.",
    file,
    facts: { why },
  };
}

export function packedTooLarge(file: string, unpacked: number, packed: number): Problem {
  return {
    code: "packed-too-large",
    severity: "error",
    text: `${file} unpacks to more than ${thousands(Math.floor(unpacked / 1e6))} MB, from ${thousands(Math.ceil(packed / 1e6))} MB: it was not read further.`,
    remedy: "If it is meant to be so large, unpack it first and choose the file inside.",
    file,
    facts: { unpacked, packed },
  };
}

export function zipAmbiguous(file: string, tables: readonly string[]): Problem {
  return {
    code: "zip-ambiguous",
    severity: "error",
    text: `${file} holds ${counted(tables.length, "table")}: ${andList(tables.slice(0, 8).map(clipped))}${tables.length > 8 ? " and more" : ""}.`,
    remedy: 'Say which one under the table\u2019s \u201cread\u201d: { "entry": "name.csv" }.',
    file,
    facts: { entries: [...tables] },
  };
}

export function zipEntryUnknown(file: string, entry: string, entries: readonly string[]): Problem {
  return {
    code: "zip-entry-unknown",
    severity: "error",
    text: `${file} holds no file \u201c${entry}\u201d.`,
    remedy: `It holds ${andList(entries.slice(0, 8).map(clipped))}${entries.length > 8 ? " and more" : ""}.`,
    file,
    value: entry,
    facts: { entries: [...entries] },
  };
}

export function zipNoTable(file: string, entries: readonly string[]): Problem {
  return {
    code: "zip-no-table",
    severity: "error",
    text: `${file} holds no CSV file${entries.length === 0 ? "" : `, but ${andList(entries.slice(0, 8).map(clipped))}`}.`,
    remedy: "Choose a zip with a CSV file in it.",
    file,
    facts: { entries: [...entries] },
  };
}

export function parquetNested(file: string, column: string): Problem {
  return {
    code: "parquet-nested",
    severity: "error",
    text: `The column \u201c${clipped(column)}\u201d of ${file} holds lists or records, not single values.`,
    remedy: "Export it as a flat table.",
    file,
    column,
  };
}
