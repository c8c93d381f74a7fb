import type { Problem } from "../../messages/types.ts";
import { isOpenData, openDataRole } from "../open-data.ts";
import type { ReadOptions, ReadOutcome, ReadResult } from "../types.ts";
import { companionRules } from "./companion.ts";
import { geographyRules } from "./geography.ts";
import { emptyColumns, filterRules, indicatorRules, rowRules } from "./rows.ts";
import { problemOf, sheetOf, type Broken, type Sheet } from "./sheet.ts";

/** A file that can be read as one asks. */
export interface Readable {
  name: string;
  parse(options: ReadOptions): ReadOutcome;
}

/** Problems of one kind that are named one by one. */
const SHOWN = 5;

/**
 * The rules of the open-data format, over a file and its companion (`.meta.csv`), where there is one: without it, words are
 * taken for filters and numbers for indicators. A file of another format that has no companion breaks none.
 */
export function checkOpenData(data: Readable, companion: Readable | null): Problem[] {
  const found: Problem[] = [];
  if (/[^A-Za-z0-9_.\-/]/.test(data.name))
    found.push({ code: "file-name", severity: "warning", text: `The name ${data.name} has spaces or signs in it.`, remedy: "Use letters, digits, _ and - alone.", file: data.name }); // prettier-ignore
  const read = data.parse({});
  if (!read.ok) return [...found, ...read.problems];
  const { result } = read;
  if (companion === null && !isOpenData(result.order)) return [];
  const words = asWords(data, result);
  const meta = companion === null ? null : companion.parse({});
  if (meta !== null && !meta.ok) found.push(...meta.problems);
  found.push(...notUtf8(data.name, result));
  const sheet = sheetOf(data.name, words);
  let about: Sheet | null = null;
  if (companion !== null && meta?.ok === true) {
    about = sheetOf(companion.name, asWords(companion, meta.result));
    found.push(...notCommas(companion.name, meta.result), ...notUtf8(companion.name, meta.result));
  }
  const { filters, indicators } = columnKinds(result, about);
  if (words.padded !== null) {
    const { row, column, count } = words.padded;
    const name = words.order[column] ?? "";
    found.push({ code: "cells-padded", severity: "warning", text: `Cells of ${data.name} have spaces around their text, the first in row ${row}, column “${name}”; they were left off.`, remedy: "Take the spaces out: other programs keep them.", file: data.name, row, column: name, count }); // prettier-ignore
  }
  found.push(...notCommas(data.name, result));
  found.push(...told(sheet, emptyColumns(sheet)));
  found.push(...told(sheet, rowRules(sheet, indicators, about !== null)), ...told(sheet, geographyRules(sheet)));
  found.push(...told(sheet, filterRules(sheet, filters)), ...told(sheet, indicatorRules(sheet, indicators)));
  if (about !== null) found.push(...told(about, companionRules(about, sheet)));
  return found;
}

/** What can be seen of a companion whose data file is not there: what it is itself, and that it is alone. */
export function checkCompanion(companion: Readable): Problem[] {
  const dataName = companion.name.replace(/\.meta\.csv$/i, ".csv");
  const found: Problem[] = [
    { code: "companion-alone", severity: "warning", text: `${companion.name} says what the columns of ${dataName} are, which does not lie beside it.`, remedy: `Put ${dataName} beside it: its own columns and values could not be looked at.`, file: companion.name }, // prettier-ignore
  ];
  const read = companion.parse({});
  if (!read.ok) return [...found, ...read.problems];
  found.push(...notCommas(companion.name, read.result), ...notUtf8(companion.name, read.result));
  const about = sheetOf(companion.name, asWords(companion, read.result));
  return [...found, ...told(about, companionRules(about, null))];
}

function notCommas(file: string, { delimiter }: ReadResult): Problem[] {
  if (delimiter === ",") return [];
  return [{ code: "delimiter-not-comma", severity: "error", text: `The cells of ${file} are not set apart by commas.`, remedy: "Save it as a CSV file with commas.", file, row: 1 }]; // prettier-ignore
}

function notUtf8(file: string, { encoding }: ReadResult): Problem[] {
  if (encoding.startsWith("utf-8")) return [];
  return [{ code: "encoding-not-utf8", severity: "error", text: `${file} is written in ${encoding}, where the format asks for UTF-8.`, remedy: "Save it as “CSV UTF-8”.", file, value: encoding }]; // prettier-ignore
}

/** Each rule's first places; the rest are counted. */
function told(sheet: Sheet, broken: Iterable<Broken>): Problem[] {
  const times = new Map<string, number>();
  const out: Problem[] = [];
  for (const one of broken) {
    const before = times.get(one.code) ?? 0;
    times.set(one.code, before + 1);
    if (before < SHOWN) out.push(problemOf(sheet, one));
  }
  for (const [code, count] of times)
    if (count > SHOWN) out.find((problem) => problem.code === code)!.facts = { places: count };
  return out;
}

function columnKinds(result: ReadResult, about: Sheet | null): { filters: string[]; indicators: string[] } {
  const type = new Map<string, string>();
  for (let row = 0; about !== null && row < about.rows; row++)
    type.set(about.cell(row, "col_name"), about.cell(row, "col_type").toLowerCase());
  for (let row = 0; about !== null && row < about.rows; row++) {
    const group = about.cell(row, "filter_grouping_column");
    if (group !== "") type.set(group, "filter");
  }
  const kind = (name: string): string => {
    const role = openDataRole(name, result.columns.get(name)!.kind);
    return role === "filter" || role === "indicator" ? (type.get(name) ?? role) : "";
  };
  const of = (wanted: string): string[] => result.order.filter((name) => kind(name) === wanted);
  return { filters: of("filter"), indicators: of("indicator") };
}

/** The file again, every cell as the text that stands in it. */
function asWords(file: Readable, result: ReadResult): ReadResult {
  const columns = Object.fromEntries(result.order.map((name) => [name, { type: "text" as const }]));
  const again = file.parse({ columns });
  return again.ok ? again.result : result;
}
