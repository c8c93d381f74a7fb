import { numberColumn, type Column } from "../columns/column.ts";
import { groupBy } from "../columns/group-by.ts";
import type { ColumnContents } from "./summarise.ts";
import { parseYear } from "./parse-year.ts";

/** Guesses which columns say where and when. A guess is only shown; the person or the study decides. */

const TIME_NAME = /(?:^|[^a-z])(?:years?|time|period|quarter|date)(?:[^a-z]|$)/i;
const TIME_BEST = /^(?:time_period|year|years|time|period|financial_?year|year_ending.*|date)$/i;
const AREA_NAME =
  /(?:^|[^a-z])(?:la|lea|area|authority|authorities|council|local|ltla|utla|county|district|gss)(?:[^a-z]|$)/i;

/** The years of a column's cells, NaN where none can be told. */
export function yearColumn(column: Column): Column {
  const years = new Float64Array(column.length);
  if (column.kind === "text") {
    const known = column.dictionary.map((text) => parseYear(text) ?? NaN);
    for (let row = 0; row < years.length; row++) years[row] = column.codes[row]! < 0 ? NaN : known[column.codes[row]!]!;
  } else {
    const known = new Map<number, number>();
    for (let row = 0; row < years.length; row++) {
      const value = column.values[row]!;
      let year = known.get(value);
      if (year === undefined) known.set(value, (year = value === value ? (parseYear(value) ?? NaN) : NaN));
      years[row] = year;
    }
  }
  return numberColumn(years);
}

export function guessTime(
  contents: readonly ColumnContents[],
  columns: ReadonlyMap<string, Column>,
): string | undefined {
  const named = contents.filter((column) => TIME_BEST.test(column.name));
  const likely = contents.filter((column) => TIME_NAME.test(column.name) && !/date/i.test(column.name));
  const rest = contents.filter((column) => column.type === "number" && column.distinct <= 60);
  for (const column of [...named, ...likely, ...rest]) {
    if (column.distinct > 0 && isYears(columns.get(column.name)!, named.includes(column) || likely.includes(column)))
      return column.name;
  }
  return undefined;
}

/** Nearly all cells are years; in a column whose name does not say so, all are, and of our time. */
function isYears(column: Column, named: boolean): boolean {
  const years = yearColumn(column);
  let good = 0;
  let filled = 0;
  for (let row = 0; row < column.length; row++) {
    if (column.at(row) === null) continue;
    filled++;
    const year = years.at(row) as number | null;
    if (year !== null && (named || (year >= 1900 && year <= 2100))) good++;
  }
  return filled > 0 && good >= filled * (named ? 0.95 : 1);
}

/** How many of the rows share their keys with another row. */
export function countClashes(keys: readonly Column[], among: Uint8Array | null): number {
  if (keys.length === 0) return 0;
  const groups = groupBy(keys);
  const sizes = new Int32Array(groups.count);
  const complete = new Uint8Array(groups.of.length);
  for (let row = 0; row < groups.of.length; row++) {
    if (among !== null && among[row] === 0) continue;
    if (keys.some((key) => key.at(row) === null)) continue;
    complete[row] = 1;
    sizes[groups.of[row]!]!++;
  }
  let clashes = 0;
  for (let row = 0; row < groups.of.length; row++) if (complete[row] === 1 && sizes[groups.of[row]!]! > 1) clashes++;
  return clashes;
}

/** Does the column take several values in rows that share their keys? */
export function variesWithin(keys: readonly Column[], column: Column, among: Uint8Array | null): boolean {
  const groups = groupBy(keys);
  const seen = Array.from<string | number | null | undefined>({ length: groups.count });
  for (let row = 0; row < groups.of.length; row++) {
    if ((among !== null && among[row] === 0) || keys.some((key) => key.at(row) === null)) continue;
    const group = groups.of[row]!;
    const cell = column.at(row);
    if (seen[group] === undefined) seen[group] = cell;
    else if (seen[group] !== cell) return true;
  }
  return false;
}

/** The share of the keys under which the column has one value only. */
export function shareConstantWithin(key: Column, column: Column): number {
  const groups = groupBy([key]);
  const seen = Array.from<string | number | null>({ length: groups.count }).fill(null);
  const varies = new Uint8Array(groups.count);
  for (let row = 0; row < groups.of.length; row++) {
    const cell = column.at(row);
    if (cell === null) continue;
    const group = groups.of[row]!;
    if (seen[group] === null) seen[group] = cell;
    else if (seen[group] !== cell) varies[group] = 1;
  }
  let constant = 0;
  for (const one of varies) constant += 1 - one;
  return groups.count === 0 ? 0 : constant / groups.count;
}

export function guessArea(
  contents: readonly ColumnContents[],
  columns: ReadonlyMap<string, Column>,
  time: string | undefined,
): string | undefined {
  const usable = contents.filter((column) => column.name !== time && column.distinct > 0);
  for (const name of ["old_la_code", "new_la_code"]) if (usable.some((column) => column.name === name)) return name;
  const year = time === undefined ? [] : [yearColumn(columns.get(time)!)];
  const unique = (column: ColumnContents): boolean => countClashes([columns.get(column.name)!, ...year], null) === 0;
  const texts = usable.filter((column) => column.type === "text" && column.distinct > 1);
  const codes = texts.filter((column) => column.code);
  const likely = [...codes.filter((column) => AREA_NAME.test(column.name)), ...codes];
  return (
    likely.find(unique)?.name ??
    texts.find(unique)?.name ??
    mostDistinct(likely) ??
    mostDistinct(texts.filter((column) => AREA_NAME.test(column.name)))
  );
}

function mostDistinct(columns: readonly ColumnContents[]): string | undefined {
  let best: ColumnContents | undefined;
  for (const column of columns) if (best === undefined || column.distinct > best.distinct) best = column;
  return best?.name;
}
