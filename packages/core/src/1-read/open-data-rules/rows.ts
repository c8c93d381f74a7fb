import { nearest } from "../../messages/nearest.ts";
import { firstRow } from "./geography.ts";
import type { Broken, Sheet } from "./sheet.ts";
import { STANDARD_VALUES } from "./standard-values.ts";

export const MANDATORY = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name"];

/** Each time identifier with how its periods are written: 201718 for years that are split, 2018 for others. */
const SPLIT = /^(?:Academic year|Financial year|Tax year|Reporting year split|(?:Autumn|Spring|Summer|Autumn and spring) term|Academic year Q\d.*|Financial year Q\d.*|Financial half year.*|Part \d.*|Tax year Q\d.*)$/; // prettier-ignore
const PLAIN = /^(?:Calendar year|Reporting year|Calendar year Q\d.*|January|February|March|April|May|June|July|August|September|October|November|December|Week \d+)$/; // prettier-ignore
const OLD_SYMBOLS = new Map([
  [":", "x"],
  ["~", "low"],
  [".", "z"],
  ["..", "x"],
  ["NULL", "x"],
  ["null", "x"],
  ["Null", "x"],
  ["NA", "x"],
  ["na", "x"],
  ["N/A", "z"],
  ["n/a", "z"],
]);
const TOTAL = /^total$/i;

/** Rules about time, names of columns and the rows as a whole. */
export function* rowRules(sheet: Sheet, indicators: readonly string[], described: boolean): Generator<Broken> {
  for (const name of MANDATORY)
    if (!sheet.has(name)) yield { code: "column-mandatory", severity: "error", text: `There is no column “${name}”, which the format asks for`, remedy: "Add it, or rename the column that holds it.", column: name }; // prettier-ignore
  if (sheet.has("time_period") && sheet.has("time_identifier")) yield* timeRules(sheet);
  for (const name of sheet.names) {
    if (/\s/.test(name)) yield { code: "name-spaces", severity: "error", text: `The column name “${name}” has spaces in it`, remedy: "Write _ instead.", column: name }; // prettier-ignore
    else if (/^\d|^_|[^A-Za-z0-9_]|[a-z][A-Z]/.test(name)) yield { code: "name-style", severity: "warning", text: `The column name “${name}” is not written in small letters, digits and _ after a letter`, remedy: "Rename it if other programs are to use it.", column: name }; // prettier-ignore
    if (name.length > 50) yield { code: "name-too-long", severity: "error", text: `The column name “${name.slice(0, 40)}…” has more than 50 characters`, remedy: "Shorten it.", column: name }; // prettier-ignore
  }
  for (const name of sheet.names) {
    const better = betterName(name);
    if (better !== null) yield { code: "name-not-standard", severity: "warning", text: `The column name “${name}” is not the one that other files use`, remedy: `They write ${better}.`, column: name, value: name }; // prettier-ignore
  }
  const keys = sheet.names.filter((name) => !indicators.includes(name));
  const seen = new Map<string, number>();
  const twice = firstRow(sheet, (row) => {
    const text = keys.map((name) => sheet.cell(row, name)).join("\u0001");
    const again = seen.has(text);
    if (!again) seen.set(text, row);
    return again;
  });
  if (twice !== null) yield { code: "rows-duplicate", severity: described ? "error" : "warning", text: "A row is of the same time, place and filters as an earlier one", remedy: "Leave one of them out, or add the filter that tells them apart.", ...twice }; // prettier-ignore
}

/** Columns without a single value: their header says something that the rows do not keep. */
export function* emptyColumns(sheet: Sheet): Generator<Broken> {
  for (const column of sheet.names) {
    const values = sheet.distinct(column);
    if (sheet.rows > 0 && values.size === 1 && values.has("")) yield { code: "column-all-missing", severity: "warning", text: `Column “${column}” has no value in any row`, remedy: "Leave the column out, or look whether the download is complete.", column, row: 0, count: sheet.rows }; // prettier-ignore
  }
}

/** Names that files of the service share. */
export function betterName(name: string): string | null {
  if (/^characteristic(?:_group)?$/.test(name)) return "what it is, such as ethnicity_major or sen_status";
  if (/ethnic/.test(name) && !/^ethnicity_(?:major|minor|detailed)$/.test(name))
    return "ethnicity_major, ethnicity_minor";
  if (/sen_status/.test(name) && name !== "sen_status" && name !== "pupil_sen_status") return "sen_status";
  const count = /^count_(?:of_)?(\w+?)s?$/.exec(name);
  return count === null ? null : `${count[1]!}_count`;
}

function* timeRules(sheet: Sheet): Generator<Broken> {
  const identifiers = sheet.distinct("time_identifier");
  for (const [text, { row, count }] of identifiers)
    if (!SPLIT.test(text) && !PLAIN.test(text)) yield { code: "time-identifier-unknown", severity: "error", text: `“${text}” is no time identifier`, remedy: "Write it as the format does, such as “Academic year”, “Financial year” or “Calendar year”.", row, count, column: "time_identifier", value: text }; // prettier-ignore
  const kinds = new Map([...identifiers.keys()].map((text) => [text.replace(/\b(?:Autumn|Spring|Summer|Autumn and spring) term/, "term").replace(/Q\d.*|Week \d+/, "part").replace(/^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/, "month"), text])); // prettier-ignore
  if (kinds.size > 1) {
    const [first, other] = [...kinds.values()];
    yield { code: "time-identifier-mixed", severity: "error", text: `Both “${first}” and “${other}” stand in “time_identifier”`, remedy: "Put each kind of period into a file of its own.", row: identifiers.get(other!)!.row, column: "time_identifier", value: other! }; // prettier-ignore
  }
  const wrong = new Map<string, { row: number; count: number }>();
  for (let row = 0; row < sheet.rows; row++) {
    const period = sheet.cell(row, "time_period");
    if (isPeriod(period, sheet.cell(row, "time_identifier"))) continue;
    const known = wrong.get(period);
    if (known === undefined) wrong.set(period, { row, count: 1 });
    else known.count++;
  }
  for (const [period, { row, count }] of wrong)
    yield { code: "time-period-wrong", severity: "error", text: `“${period}” is no period of the kind “${sheet.cell(row, "time_identifier")}”`, remedy: "Write 201718 for a year from 2017 to 2018, and 2018 for a calendar year.", row, count, column: "time_period", value: period }; // prettier-ignore
}

function isPeriod(period: string, identifier: string): boolean {
  if (PLAIN.test(identifier)) return /^\d{4}$/.test(period);
  if (!SPLIT.test(identifier)) return /^\d{4}(?:\d\d)?$/.test(period);
  return /^\d{6}$/.test(period) && (Number(period.slice(0, 4)) + 1) % 100 === Number(period.slice(4));
}

/** Rules about filters: words that say what a row is of. */
export function* filterRules(sheet: Sheet, filters: readonly string[]): Generator<Broken> {
  for (const column of filters) {
    if (!sheet.has(column)) continue;
    const values = sheet.distinct(column);
    const blank = values.get("");
    if (blank !== undefined) yield { code: "filter-blank", severity: "error", text: `The filter “${column}” has blank cells`, remedy: "Say “Total” where a row is of all.", column, ...blank }; // prettier-ignore
    if (values.size === 1 && sheet.rows > 1) yield { code: "filter-one-value", severity: "warning", text: `The filter “${column}” has one value only`, remedy: "Leave the column out.", column, row: 0 }; // prettier-ignore
    else if (![...values.keys()].some((text) => TOTAL.test(text))) yield { code: "filter-no-total", severity: "warning", text: `The filter “${column}” has no value “Total”`, remedy: "Add rows of the total, or name theirs “Total”.", column, row: 0 }; // prettier-ignore
    for (const [value, { row, count }] of values)
      if (value.length > 120) yield { code: "filter-too-long", severity: "error", text: `A value of the filter “${column}” has more than 120 characters`, remedy: "Shorten it.", column, row, count, value: value.slice(0, 59) + "…" }; // prettier-ignore
    const standard = STANDARD_VALUES.get(column);
    for (const [value, { row, count }] of standard === undefined || values.size > 50 ? [] : values)
      if (value !== "" && !standard!.includes(value)) yield { code: "filter-value-not-standard", severity: "warning", text: `“${value}” is not among the values that files write in “${column}”`, remedy: meant(value, standard!), column, row, count, value }; // prettier-ignore
    yield* alike(column, new Map([...values].map(([text, { row }]) => [text, row])), "filter-values-alike");
    if (/(?:school|provider|institution)_?name/i.test(column)) yield { code: "filter-is-place", severity: "error", text: `The filter “${column}” holds names of places`, remedy: "Name the column as the format does: school_name, provider_name.", column, row: 0 }; // prettier-ignore
  }
}

function meant(value: string, standard: readonly string[]): string {
  const near = nearest(value, standard);
  return near === null ? `They write ${standard.slice(0, 6).join(", ")} and the like.` : `Did you mean “${near}”?`;
}

/** Texts that differ in spaces and signs alone. */
export function* alike(column: string, texts: ReadonlyMap<string, number>, code: string): Generator<Broken> {
  const known = new Map<string, string>();
  for (const [text, row] of texts) {
    const bare = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const first = known.get(bare);
    if (bare === "") continue;
    if (first === undefined) known.set(bare, text);
    else {
      yield { code, severity: "warning", text: `“${first}” and “${text}” in “${column}” differ in spaces, signs or capitals alone`, remedy: "Write them alike if they are the same.", column, row, value: text }; // prettier-ignore
      return;
    }
  }
}

/** Rules about indicators: numbers, or a symbol for why there is none. */
export function* indicatorRules(sheet: Sheet, indicators: readonly string[]): Generator<Broken> {
  for (const column of indicators) {
    if (!sheet.has(column)) continue;
    const values = sheet.distinct(column);
    const blank = values.get("");
    if (blank !== undefined) yield { code: "indicator-blank", severity: "warning", text: `The indicator “${column}” has blank cells`, remedy: "Say why: z not applicable, x not available, c suppressed.", column, ...blank }; // prettier-ignore
    for (const [value, place] of values) {
      const now = OLD_SYMBOLS.get(value);
      if (now !== undefined) yield { code: "symbol-old", severity: "warning", text: `“${value}” stands in the indicator “${column}”, where the format now writes ${now}`, remedy: `Write ${now}, if that is what it means.`, column, value, ...place }; // prettier-ignore
    }
  }
  const split = indicators.filter((name) => /(?:^|_)(?:male|female|boys|girls|white|asian|black|mixed)(?:_|$)/.test(name)); // prettier-ignore
  if (split.length > 1) yield { code: "indicators-smushed", severity: "warning", text: `The indicators “${split[0]}” and “${split[1]}” hold a filter’s values in their names`, remedy: "Make them one indicator with a filter.", column: split[0]! }; // prettier-ignore
}
