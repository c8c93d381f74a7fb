import type { Broken, Sheet } from "./sheet.ts";

/** Each geographic level with the columns that its rows fill: [code, name], coarsest first. */
const COUNTRY = ["country_code", "country_name"] as const;
const REGION = ["region_code", "region_name"] as const;
const COUNCIL = ["new_la_code", "la_name"] as const;
export const LEVELS: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  ["National", [COUNTRY]],
  ["Regional", [COUNTRY, REGION]],
  ["Local authority", [COUNTRY, REGION, COUNCIL]],
  ["Local authority district", [COUNTRY, ["lad_code", "lad_name"]]],
  ["RSC region", [COUNTRY, ["rsc_region_lead_name", "rsc_region_lead_name"]]],
  ["Parliamentary constituency", [COUNTRY, ["pcon_code", "pcon_name"]]],
  [
    "Local enterprise partnership",
    [COUNTRY, ["local_enterprise_partnership_code", "local_enterprise_partnership_name"]],
  ],
  ["Local skills improvement plan area", [COUNTRY, ["lsip_code", "lsip_name"]]],
  ["English devolved area", [COUNTRY, ["english_devolved_area_code", "english_devolved_area_name"]]],
  ["Opportunity area", [COUNTRY, ["opportunity_area_code", "opportunity_area_name"]]],
  ["Ward", [COUNTRY, ["ward_code", "ward_name"]]],
  ["MAT", [COUNTRY, ["trust_id", "trust_name"]]],
  ["Sponsor", [COUNTRY, ["sponsor_id", "sponsor_name"]]],
  ["School", [COUNTRY, ["school_urn", "school_name"]]],
  ["Provider", [COUNTRY, ["provider_ukprn", "provider_name"]]],
  ["Institution", [COUNTRY, ["institution_id", "institution_id"]]],
  ["Planning area", [COUNTRY, ["planning_area_code", "planning_area_name"]]],
] as const);

const TABLELESS = new Set(["School", "Provider", "Institution", "Planning area"]);
const CODES: ReadonlyMap<string, RegExp> = new Map([
  ["country_code", /^(?:[EKNSW]92\d{6}|[EK]\d{8})$/],
  ["region_code", /^E1[23]\d{6}$/],
  ["old_la_code", /^\d{3}$/],
  ["new_la_code", /^E(?:06|08|09|10|47)\d{6}$/],
  ["lad_code", /^E0[6-9]\d{6}$/],
  ["pcon_code", /^E14\d{6}$/],
  ["lsip_code", /^E69\d{6}$/],
  ["local_enterprise_partnership_code", /^E37\d{6}$/],
]);
/** Symbols that may stand for a code that a place does not have. */
const NO_CODE = /^(?:[xz]|)$/;
const LONGEST_CODE = 30;
const LONGEST_NAME = 120;

/** Rules about where a row is. */
export function* geographyRules(sheet: Sheet): Generator<Broken> {
  const levels = sheet.distinct("geographic_level");
  for (const [level, { row, count }] of levels) {
    const pairs = LEVELS.get(level);
    if (pairs === undefined) {
      yield { code: "level-unknown", severity: "error", text: `“${level}” is no geographic level`, remedy: `Use one of: ${[...LEVELS.keys()].join(", ")}.`, row, count, column: "geographic_level", value: level }; // prettier-ignore
      continue;
    }
    const optional = level === "Local authority" ? 1 : -1;
    for (const [at, pair] of pairs.entries()) {
      for (const column of new Set(pair)) {
        if (!sheet.has(column)) {
          if (at !== optional) yield { code: "level-column-missing", severity: "error", text: `There are rows of level “${level}” but no column “${column}”`, remedy: `Add the column “${column}”.`, row, column }; // prettier-ignore
          continue;
        }
        const blank = firstRow(sheet, (line) => sheet.cell(line, "geographic_level") === level && sheet.cell(line, column) === ""); // prettier-ignore
        if (blank !== null) yield { code: "level-column-blank", severity: at === optional ? "warning" : "error", text: `“${column}” is blank in rows of level “${level}”`, remedy: "Fill the cell: every row says where it is.", column, ...blank }; // prettier-ignore
      }
    }
  }
  yield* overfilled(sheet);
  if (levels.size > 0 && [...levels.keys()].every((level) => TABLELESS.has(level)))
    yield { code: "level-no-table", severity: "info", text: "All rows are of schools, providers or institutions, for which the service makes no tables", remedy: "Nothing to do, unless council rows were expected.", row: 0, column: "geographic_level" }; // prettier-ignore
  for (const [column, pattern] of CODES) {
    if (!sheet.has(column)) continue;
    for (const [code, { row, count }] of sheet.distinct(column))
      if (!NO_CODE.test(code) && !pattern.test(code) && !/ \/ /.test(code)) yield { code: "area-code-wrong", severity: "error", text: `“${code}” is no code that a “${column}” has`, remedy: "Look it up; x stands for a code that is not there.", row, count, column, value: code }; // prettier-ignore
  }
  yield* codesAndNames(sheet);
}

/** A row of a coarse level must not name a finer place. */
function* overfilled(sheet: Sheet): Generator<Broken> {
  const finer: [string, readonly string[]][] = [
    ["National", ["region_code", "region_name", "old_la_code", "new_la_code", "la_name"]],
    ["Regional", ["old_la_code", "new_la_code", "la_name"]],
  ];
  for (const [level, columns] of finer)
    for (const column of columns) {
      const wrong = firstRow(sheet, (row) => sheet.cell(row, "geographic_level") === level && !NO_CODE.test(sheet.cell(row, column))); // prettier-ignore
      if (wrong !== null) yield { code: "level-column-filled", severity: "error", text: `“${column}” is filled in rows of level “${level}”`, remedy: "Leave it blank there: a total over places is the level above.", column, value: sheet.cell(wrong.row, column), ...wrong }; // prettier-ignore
    }
}

/** One code has one name, and one name one code. */
function* codesAndNames(sheet: Sheet): Generator<Broken> {
  const pairs = new Map([...LEVELS.values()].flat().filter(([code, name]) => code !== name));
  const all: (readonly [string, string])[] = [...pairs, ["old_la_code", "la_name"], ["school_laestab", "school_name"]];
  for (const [code, name] of all) {
    for (const column of [code, name]) {
      const longest = column === code ? LONGEST_CODE : LONGEST_NAME;
      const long = firstRow(sheet, (row) => sheet.cell(row, column).length > longest);
      if (long !== null) yield { code: "location-too-long", severity: "error", text: `“${column}” has more than ${longest} characters`, remedy: "Shorten it.", column, value: sheet.cell(long.row, column), ...long }; // prettier-ignore
    }
    if (sheet.has(code) !== sheet.has(name)) {
      const missing = sheet.has(code) ? name : code;
      yield { code: "pair-incomplete", severity: "error", text: `There is a column “${sheet.has(code) ? code : name}” but no column “${missing}”`, remedy: `Add the column “${missing}”: places have both a code and a name.`, column: missing }; // prettier-ignore
    }
    if (!sheet.has(code) || !sheet.has(name)) continue;
    const nameless = firstRow(sheet, (row) => NO_CODE.test(sheet.cell(row, code)) && sheet.cell(row, name) !== "" && !/^not (?:available|applicable)$/i.test(sheet.cell(row, name))); // prettier-ignore
    if (nameless !== null) yield { code: "place-without-code", severity: "warning", text: `“${name}” names places that have no code in “${code}”`, remedy: "Look the code up, or name them “Not available”.", column: code, value: sheet.cell(nameless.row, name), ...nameless }; // prettier-ignore
    yield* oneEach(sheet, code, name);
    yield* oneEach(sheet, name, code);
  }
}

function* oneEach(sheet: Sheet, by: string, what: string): Generator<Broken> {
  const known = new Map<string, string>();
  const told = new Set<string>();
  for (let row = 0; row < sheet.rows; row++) {
    const key = sheet.cell(row, by);
    const text = sheet.cell(row, what);
    if (NO_CODE.test(key) || NO_CODE.test(text) || told.has(key)) continue;
    // A council may get a new code; at one time it has one.
    const place = `${sheet.cell(row, "time_period")}\u0001${key}`;
    const first = known.get(place);
    if (first === undefined) known.set(place, text);
    else if (first !== text) {
      told.add(key);
      yield { code: "code-name-clash", severity: "error", text: `“${key}” in “${by}” goes with both “${first}” and “${text}” in “${what}” at one time`, remedy: "Give each place one code and one name.", row, column: what, value: text }; // prettier-ignore
    }
  }
}

export function firstRow(sheet: Sheet, is: (row: number) => boolean): { row: number; count: number } | null {
  let first = -1;
  let count = 0;
  for (let row = 0; row < sheet.rows; row++) if (is(row) && count++ === 0) first = row;
  return count === 0 ? null : { row: first, count };
}
