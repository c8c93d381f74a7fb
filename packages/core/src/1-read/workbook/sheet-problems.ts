import { andList, counted } from "../../messages/format.ts";
import type { Problem } from "../../messages/types.ts";
import { clipped } from "../problems.ts";
import { columnLetters, type Grid, type SheetInfo } from "./grid.ts";

/** Texts that are numbers, and would be numbers to a spreadsheet had they been typed so. */
const NUMBER_TEXT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** What should be known of the sheet that was read: formulas without a value, errors, numbers kept as texts, hidden rows. */
export function sheetProblems(file: string, sheet: SheetInfo, grid: Grid, filled: number): Problem[] {
  const found: Problem[] = [];
  const uncomputed = first();
  const errors = first();
  const numberTexts = new Map<number, number>();
  const figures = new Set<number>();
  for (const [row, cells] of grid.rows)
    for (const { column, kind, text } of cells) {
      if (kind === "empty formula") tell(uncomputed, row, column, "");
      else if (kind === "error") tell(errors, row, column, text);
      else if (kind === "number") figures.add(column);
      else if (kind === "text" && NUMBER_TEXT.test(text)) numberTexts.set(column, (numberTexts.get(column) ?? 0) + 1);
    }
  if (uncomputed.count > 0) found.push(formulasWithoutValue(file, sheet.name, uncomputed));
  if (errors.count > 0) found.push(errorCells(file, sheet.name, errors));
  const mixed = [...numberTexts].filter(([column, count]) => figures.has(column) && count > 1);
  if (mixed.length > 0) found.push(numbersAsText(file, sheet.name, mixed));
  if (grid.hiddenRows > 0) found.push(rowsHidden(file, sheet.name, grid.hiddenRows));
  if (filled > 0) found.push(mergedFilled(file, sheet.name, filled));
  return found;
}

interface Place {
  row: number;
  column: string;
  value: string;
  count: number;
}

function first(): Place {
  return { row: 0, column: "", value: "", count: 0 };
}

function tell(place: Place, row: number, column: number, value: string): void {
  if (place.count++ === 0) Object.assign(place, { row: row + 1, column: columnLetters(column), value });
}

function formulasWithoutValue(file: string, sheet: string, { row, column, count }: Place): Problem {
  return {
    code: "formulas-without-value",
    severity: "warning",
    text: `${counted(count, "cell")} of sheet “${clipped(sheet)}” in ${file} ${count === 1 ? "has" : "have"} a formula but no value (the first is ${column}${row}): another program wrote them and nothing has worked them out. They are read as blank.`,
    remedy: "Open the workbook in a spreadsheet and save it, so that the values are stored.",
    ...{ file, row, column, count },
  };
}

function errorCells(file: string, sheet: string, { row, column, value, count }: Place): Problem {
  return {
    code: "sheet-errors",
    severity: "warning",
    text: `${counted(count, "cell")} of sheet “${clipped(sheet)}” in ${file} ${count === 1 ? "holds an error" : "hold errors"} such as ${value} (the first is ${column}${row}). In a column of numbers they are missing, with that as the reason.`,
    remedy: "Correct the formula, if the value should be there.",
    ...{ file, row, column, value, count },
  };
}

function numbersAsText(file: string, sheet: string, columns: readonly (readonly [number, number])[]): Problem {
  const count = columns.reduce((sum, [, cells]) => sum + cells, 0);
  return {
    code: "numbers-as-text",
    severity: "info",
    text: `${counted(count, "number")} of sheet “${clipped(sheet)}” in ${file} ${count === 1 ? "is" : "are"} kept as text in ${columns.length === 1 ? "column" : "columns"} ${andList(columns.slice(0, 8).map(([column]) => columnLetters(column)))}, among other numbers; they are read as numbers.`,
    remedy: "Say in the study's “read” that a column is text, if it holds codes.",
    ...{ file, column: columnLetters(columns[0]![0]), count },
  };
}

function rowsHidden(file: string, sheet: string, count: number): Problem {
  return {
    code: "sheet-rows-hidden",
    severity: "info",
    text: `${counted(count, "row")} of sheet “${clipped(sheet)}” in ${file} ${count === 1 ? "is" : "are"} hidden or filtered out of sight there; they are read like the others.`,
    remedy: "Leave them out with “where”, if they should not count.",
    ...{ file, count },
  };
}

function mergedFilled(file: string, sheet: string, count: number): Problem {
  return {
    code: "merged-cells-filled",
    severity: "info",
    text: `${counted(count, "cell")} of sheet “${clipped(sheet)}” in ${file} ${count === 1 ? "is" : "are"} part of a cell joined over several rows; each has its text.`,
    ...{ file, count },
  };
}

export function sheetChosen(file: string, sheet: SheetInfo, others: readonly SheetInfo[]): Problem {
  const names = others.map(({ name, hidden }) => `“${clipped(name)}”${hidden ? " (hidden)" : ""}`);
  return {
    code: "sheet-chosen",
    severity: "info",
    text: `${file} has ${counted(others.length + 1, "sheet")}; “${clipped(sheet.name)}” was read${sheet.hidden ? ", which is hidden" : ""}. The others are ${andList(names.slice(0, 8))}${names.length > 8 ? " and more" : ""}.`,
    remedy: `Say which one under the table’s “read”: { "sheet": ${JSON.stringify(others[0]!.name)} }.`,
    file,
    value: sheet.name,
    facts: { sheets: others.map(({ name }) => name) },
  };
}

export function sheetUnknown(file: string, wanted: string, sheets: readonly SheetInfo[]): Problem {
  return {
    code: "sheet-unknown",
    severity: "error",
    text: `${file} has no sheet “${clipped(wanted)}”.`,
    remedy: `It has ${andList(sheets.slice(0, 8).map(({ name }) => `“${clipped(name)}”`))}${sheets.length > 8 ? " and more" : ""}.`,
    file,
    value: wanted,
    facts: { sheets: sheets.map(({ name }) => name) },
  };
}

export function workbookEmpty(file: string): Problem {
  return {
    code: "workbook-empty",
    severity: "error",
    text: `${file} holds no sheet with anything in it.`,
    remedy: "Choose a spreadsheet with a table in it.",
    file,
  };
}

export function workbookBinary(file: string): Problem {
  return {
    code: "workbook-binary",
    severity: "error",
    text: `${file} is a binary workbook (.xlsb), which is not read here.`,
    remedy: "Open it in Excel and save it as .xlsx.",
    file,
  };
}

export function sheetTooLarge(file: string, sheet: string): Problem {
  return {
    code: "sheet-too-large",
    severity: "error",
    text: `Sheet “${clipped(sheet)}” of ${file} would be more than 400 MB of text.`,
    remedy: "Delete what lies far outside the table, or save the table as CSV.",
    file,
    value: sheet,
  };
}
