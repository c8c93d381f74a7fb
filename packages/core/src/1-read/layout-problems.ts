import type { Problem } from "../messages/types.ts";
import { andList, counted } from "../messages/format.ts";
import { countMarks, type MarkCount, type Marks } from "./marks.ts";
import type { Resaved } from "./resaved.ts";
import { clipped } from "./problems.ts";

/** What the reading says of its guesses, each with what overrules it. */

export function titlesSkipped(file: string, lines: number, texts: readonly string[]): Problem {
  return {
    code: "titles-skipped",
    severity: "info",
    text: `${file} begins with ${counted(lines, "line")} above the column names, which were left out: “${clipped(texts[0] ?? "")}”${texts.length > 1 ? ", and so on" : ""}.`,
    remedy: "If they belong to the table, set skip to 0 in the table’s read.",
    file,
    row: 1,
    count: lines,
    facts: { lines, texts: texts.slice(0, 20).map(clipped) },
  };
}

export function namesJoined(file: string, rows: number): Problem {
  return {
    code: "names-joined",
    severity: "info",
    text: `The column names of ${file} stand in ${counted(rows, "row")}, one under another; they were joined.`,
    remedy: "If only the first of them holds names, set headerRows to 1 in the table’s read.",
    file,
    count: rows,
  };
}

export function marksInCells(file: string, column: string, row: number, value: string, marks: Marks): Problem {
  const counts = countMarks(marks);
  return {
    code: "marks-in-cells",
    severity: "info",
    text: `${counted(
      counts.reduce((sum, { count }) => sum + count, 0),
      "figure",
    )} in column “${clipped(column)}” of ${file} ${counts.length === 1 && counts[0]!.count === 1 ? "bears" : "bear"} a mark (${andList(counts.slice(0, 6).map(spelt))}): row ${row} has “${clipped(value)}”. They were read without it, and the mark is kept beside them.`,
    remedy: `If they are no marks, set "flags": false for the column in the table’s read.`,
    ...{ file, row, column, value: clipped(value) },
    facts: { marks: counts.map((one) => ({ ...one })) },
  };
}

function spelt({ mark, meaning }: MarkCount): string {
  return meaning === undefined ? `“${mark}”` : `“${mark}”: ${meaning}`;
}

const RESAVED: Readonly<Record<Resaved["what"], string>> = {
  zeros: "shorter than the other codes: a spreadsheet has taken zeros from their beginning",
  dates: "days that were ranges: a spreadsheet reads “3-18” as a day in March",
  exponents: "codes that a spreadsheet has turned into numbers and shortened",
  hashes: "no values, but what a spreadsheet shows where a column is too narrow",
};

export function fileResaved(file: string, column: string, row: number, { what, value, count }: Resaved): Problem {
  return {
    code: `resaved-${what}`,
    severity: "warning",
    text: `A spreadsheet seems to have saved ${file} again: ${counted(count, "cell")} of column “${clipped(column)}” ${count === 1 ? "is" : "are"} like “${clipped(value)}” in row ${row}, ${RESAVED[what]}.`,
    remedy: "Download the file again and read it without opening it in a spreadsheet first.",
    ...{ file, row, column, value: clipped(value), count },
  };
}

export function flagsRead(file: string, flags: ReadonlyMap<string, string>): Problem {
  const [[flag, value]] = [...flags] as [[string, string]];
  const one = flags.size === 1;
  return {
    code: "flags-read",
    severity: "info",
    text: `${counted(flags.size, "column")} of ${file} ${one ? "holds" : "hold"} marks on the figures beside ${one ? "it" : "them"} (“${clipped(flag)}” on “${clipped(value)}”${one ? "" : ", and so on"}): they say why a figure is missing or how far it holds, and are no measures.`,
    remedy: `If “${clipped(flag)}” is a column of its own, set "flags": false for it in the table’s read.`,
    ...{ file, column: flag, count: flags.size },
    facts: { flags: [...flags].slice(0, 50).map(([name, of]) => ({ column: name, of })) },
  };
}

export function notesSkipped(file: string, count: number, row: number, text: string): Problem {
  return {
    code: "notes-skipped",
    severity: "info",
    text: `${file} ends with ${counted(count, "line")} of notes from row ${row} on, which were left out: “${clipped(text)}”${count > 1 ? ", and so on" : ""}.`,
    remedy: "If they are rows of the table, set footer to 0 in the table’s read.",
    file,
    row,
    value: clipped(text),
    count,
  };
}

export function signsRead(file: string, column: string, sign: string): Problem {
  return {
    code: "numbers-with-sign",
    severity: "info",
    text: `Every number in column “${clipped(column)}” of ${file} is written with ${sign}; they were read as numbers without it${sign === "%" ? " (12% is 12)" : ""}.`,
    remedy: "If they are words, set the column’s type to text in the table’s read.",
    file,
    column,
    value: sign,
  };
}

export function missingLikely(file: string, column: string, row: number, value: string, count: number): Problem {
  return {
    code: "missing-code-likely",
    severity: "warning",
    text: `${value} stands in ${counted(count, "cell")} of column “${clipped(column)}” of ${file}, where no other number is below 0: it may mean “no value”, but was read as a number.`,
    remedy: `If it does, add ${value} to the column’s missing texts in the table’s read.`,
    file,
    row,
    column,
    value,
    count,
  };
}

export function headerRowsWrong(file: string): Problem {
  return {
    code: "header-rows-wrong",
    severity: "error",
    text: `The rows of names of ${file} cannot be 0 or fewer, and not several where header is 0.`,
    remedy: "Say header 0 for a file without names, else leave headerRows out.",
    file,
  };
}
