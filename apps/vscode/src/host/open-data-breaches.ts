import type { Problem } from "@whyvary/core";
import type { CellPlace, CellPlaces } from "./csv-places.ts";
import type { DataPlace } from "./data-places.ts";

/** A breach of the open-data format for education statistics, with every place where it is seen. */
export interface Breach {
  problem: Problem;
  places: DataPlace[];
}

const MOST = 100;
/** Levels of the format, each with the columns that must be filled on its rows. */
const LEVELS: { [level: string]: string[] } = {
  National: ["country_code", "country_name"],
  Regional: ["region_code", "region_name"],
  "Local authority": ["new_la_code", "la_name"],
  "Local authority district": ["lad_code", "lad_name"],
  "RSC region": ["rsc_region_lead_name"],
  "Parliamentary constituency": ["pcon_code", "pcon_name"],
  "Local enterprise partnership": ["local_enterprise_partnership_code"],
  "Local skills improvement plan area": ["lsip_code", "lsip_name"],
  "English devolved area": ["english_devolved_area_code"],
  "Opportunity area": ["opportunity_area_code"],
  Ward: ["ward_code", "ward_name"],
  MAT: ["trust_id", "trust_name"],
  Sponsor: ["sponsor_id", "sponsor_name"],
  School: ["school_urn", "school_name"],
  Provider: ["provider_ukprn", "provider_name"],
  Institution: ["institution_id", "institution_name"],
  "Planning area": ["planning_area_code", "planning_area_name"],
};
const GEOGRAPHY = new Set(Object.values(LEVELS).flat());

/** What in a file of the format is not as the format has it; nothing for a file that does not claim to be one. */
export function openDataBreaches(cells: CellPlaces, file: string): Breach[] {
  const names = cells.row(1) ?? [];
  const at = (name: string): number => names.findIndex(({ value }) => value === name);
  const [time, level] = [at("time_period"), at("geographic_level")];
  if (time < 0 || level < 0) return [];
  const found = new Found(file);
  nameBreaches(names, found);
  if (at("time_identifier") < 0)
    found.add("dfe-column-missing", "The open-data format has a column “time_identifier”.", "Add it.", 1, names[time]!);
  const own = names.map(({ value }) => !GEOGRAPHY.has(value) && !/_(code|name|id|urn|ukprn|laestab)$/.test(value));
  const seen = new Map<string, number>();
  let digits = 0;
  for (let row = 2; row <= cells.rows; row++) {
    const line = cells.row(row) ?? [];
    if (line.length !== names.length) continue;
    const period = line[time]!;
    if (!/^(\d{4}|\d{6})$/.test(period.value))
      found.add("dfe-time-period", `“${period.value}” is not a period: 4 digits, or 6 for a split year.`, "Write 2025 or 202425.", row, period, "time_period"); // prettier-ignore
    else if (digits !== 0 && period.value.length !== digits)
      found.add("dfe-time-mixed", `Periods of ${digits} and of ${period.value.length} digits stand in one file.`, "Keep one way of writing them.", row, period, "time_period"); // prettier-ignore
    else digits = period.value.length;
    levelBreaches(line, row, line[level]!, at, found);
    for (const [place, cell] of line.entries())
      if (own[place] && cell.value.trim() === "")
        found.add("dfe-blank", `Column “${names[place]!.value}” has a blank cell.`, "Write “Total” in a filter; in an indicator the symbol that says why there is no figure (z, x, c, low, u).", row, cell, names[place]!.value); // prettier-ignore
    const key = line.map(({ value }) => value).join("\u0000");
    const before = seen.get(key);
    if (before === undefined) seen.set(key, row);
    else found.add("dfe-row-twice", `Row ${row} is the same as row ${before}.`, "Keep one of them.", row, whole(line));
  }
  return found.breaches;
}

function nameBreaches(names: readonly CellPlace[], found: Found): void {
  for (const cell of names) {
    const { value } = cell;
    if (/\s/.test(value))
      found.add("dfe-name-space", `The column name “${value}” holds a space.`, "Use _ in its place.", 1, cell, value, {
        title: `Name this column “${value.trim().replace(/\s+/g, "_")}”`,
        text: value.trim().replace(/\s+/g, "_"),
      });
    else if (!/^[a-z][a-z0-9_]*$/.test(value))
      found.add("dfe-name", `The column name “${value}” is not in snake_case.`, "The format has small letters, digits and _, beginning with a letter.", 1, cell, value); // prettier-ignore
  }
}

function levelBreaches(
  line: readonly CellPlace[],
  row: number,
  level: CellPlace,
  at: (name: string) => number,
  found: Found,
): void {
  const needed = LEVELS[level.value];
  if (needed === undefined)
    return found.add("dfe-level", `“${level.value}” is not a level of the format.`, `The levels are ${Object.keys(LEVELS).join(", ")}.`, row, level, "geographic_level"); // prettier-ignore
  for (const name of needed) {
    const cell = line[at(name)];
    if (cell !== undefined && cell.value.trim() === "")
      found.add("dfe-place-blank", `A row of level “${level.value}” has nothing in “${name}”.`, "Fill it in, or write z where there is none.", row, cell, name); // prettier-ignore
  }
}

const whole = (line: readonly CellPlace[]): CellPlace => ({ value: "", from: line[0]!.from, to: line.at(-1)!.to });

/** Breaches by kind and column, so that one that stands in a thousand cells is told once with its first hundred places. */
class Found {
  readonly #kinds = new Map<string, Breach>();

  constructor(readonly file: string) {}

  get breaches(): Breach[] {
    return [...this.#kinds.values()];
  }

  add(
    code: string,
    text: string,
    remedy: string,
    row: number,
    cell: CellPlace,
    column?: string,
    mend?: { title: string; text: string },
  ): void {
    const key = `${code} ${column ?? ""}`;
    const kind: Breach = this.#kinds.get(key) ?? {
      problem: {
        code,
        severity: code === "dfe-name" || code === "dfe-blank" ? "info" : "warning",
        text,
        remedy,
        file: this.file,
        row,
        ...(column === undefined ? {} : { column }),
      },
      places: [],
    };
    this.#kinds.set(key, kind);
    if (kind.places.length >= MOST) return;
    const { from, to } = cell;
    kind.places.push({ from, to, text, ...(mend === undefined ? {} : { mend: { ...mend, from, to } }) });
  }
}
