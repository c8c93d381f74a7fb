import { isMissing, type Column } from "../columns/column.ts";
import { drain } from "../messages/drain.ts";
import type { Task } from "../messages/types.ts";
import type { Recognised, ColumnSummary } from "./recognised.ts";
import { countClashes, guessArea, guessTime, shareConstantWithin, variesWithin, yearColumn } from "./guess-keys.ts";
import { isCompanion, isOpenData, openDataRole } from "./open-data.ts";
import { describedIn } from "./companion.ts";
import { countMarks } from "./marks.ts";
import { commonLabel } from "./open-data-labels.ts";
import { parseDate } from "./parse-date.ts";
import { summariseTask, type ColumnContents } from "./summarise.ts";
import type { ReadResult } from "./types.ts";

const COUNCILS = /^local authority$/i;
const TOTAL = /^(?:total|all|overall|totals?\b.*|all\b.*|.*\btotal)$/i;
const REGION = /region/i;
/** "LA and Regions" names councils among regions. */
const BOTH = /(?:^|[^a-z])(?:la|las|councils?|authorit(?:y|ies)|areas?)(?:[^a-z]|$)/i;

type Role = ColumnSummary["role"];

function packed({ packed: how }: ReadResult): Pick<Recognised, "packed"> {
  if (how === undefined) return {};
  return { packed: { kind: how.kind, ...(how.entry === undefined ? {} : { entry: how.entry }) } };
}

/** What a file seems to be: the card that a person sees after dropping it, with the keys and filters as guessed. */
export function recognise(result: ReadResult, sha256: string): Recognised {
  return drain(recogniseTask(result, sha256));
}

/** The same step by step, so that a large file's looking at can be told and stopped. */
export function* recogniseTask(result: ReadResult, sha256: string): Task<Recognised> {
  const contents = yield* summariseTask(result);
  const { columns } = result;
  const openData = isOpenData(result.order);
  const time = openData ? "time_period" : guessTime(contents, columns);
  const companion = isCompanion(result.order);
  const known = new Map<string, Role>(contents.map((column) => [column.name, openDataRole(column.name, column.type)]));
  // A file of the whole country alone has no area, whatever its filters look like.
  const places = contents.filter(
    ({ name, code }) => known.get(name) === "area" || (known.get(name) === "group" && code),
  );
  const area = companion ? undefined : guessArea(openData ? places : contents, columns, time);
  const roles = openData ? known : yield* plainRoles(result, contents, area, time);
  for (const name of result.flags.keys()) roles.set(name, "annotation");
  const name = findLabel(contents, columns, roles, area);
  const group = findGroup(contents, roles);
  const { where, open, unique } = yield* guessWhere(result, contents, roles, area, time);
  return {
    file: result.file,
    sha256,
    bytes: result.bytes,
    format: openData
      ? "DfE open data"
      : companion
        ? "companion of DfE open data"
        : area !== undefined && time !== undefined && unique
          ? "panel"
          : "table",
    encoding: result.encoding,
    delimiter: result.delimiter,
    lineEnd: result.lineEnd,
    ...packed(result),
    rows: result.rows,
    ...(result.packed !== undefined && "sheets" in result.packed
      ? { sheet: result.packed.sheet, sheets: result.packed.sheets }
      : {}),
    lines: {
      above: result.skipped,
      names: result.headerRows,
      below: result.footer,
      blank: result.blankRecords.reduce((sum, [, count]) => sum + count, 0),
    },
    columns: contents.map(({ code: _, ...column }) => {
      const sign = result.signs.get(column.name);
      const label = openData ? commonLabel(column.name) : undefined;
      const days = isDays(result.columns.get(column.name)!);
      return {
        ...column,
        role: roles.get(column.name)!,
        ...(sign === undefined ? {} : { sign }),
        ...(days ? { days } : {}),
        ...annotated(result, column.name),
        ...(label === undefined ? {} : { label }),
      };
    }),
    guess: {
      ...(area === undefined ? {} : { area }),
      ...(time === undefined ? {} : { time }),
      ...(name === undefined ? {} : { label: name }),
      ...(group === undefined ? {} : { group }),
      where,
      open,
    },
    ...(companion ? { describes: describedIn(result) ?? {} } : {}),
    problems: result.problems,
  };
}

/** Words that are the same in (nearly) all rows of an area name it or group it; other words are filters. */
function* plainRoles(
  result: ReadResult,
  contents: readonly ColumnContents[],
  area: string | undefined,
  time: string | undefined,
): Task<Map<string, Role>> {
  const roles = new Map<string, Role>();
  const { columns } = result;
  const areas = contents.find((column) => column.name === area)?.distinct ?? 0;
  for (const [done, column] of contents.entries()) {
    yield { stage: `Looking at ${result.file}`, done, total: contents.length };
    let role: Role = column.type === "number" ? "indicator" : "filter";
    const regions = REGION.test(column.name) && !BOTH.test(column.name) && column.type === "text";
    if (column.name === "la_name" && column.name !== area) role = "label";
    else if (regions && column.name !== area) role = "group";
    else if (column.name === area) role = "area";
    else if (column.name === time) role = "time";
    else if (column.type === "text" && area !== undefined && column.distinct > 0) {
      const constant = shareConstantWithin(columns.get(area)!, columns.get(column.name)!) >= 0.95;
      if (constant && column.distinct >= areas * 0.9) role = column.code ? "area" : "label";
      else if (constant) role = "group";
    }
    roles.set(column.name, role);
  }
  return roles;
}

function findLabel(
  contents: readonly ColumnContents[],
  columns: ReadonlyMap<string, Column>,
  roles: ReadonlyMap<string, Role>,
  area: string | undefined,
): string | undefined {
  if (area === undefined) return undefined;
  const labels = contents.filter((column) => roles.get(column.name) === "label" && column.distinct > 0);
  const named =
    labels.find((column) => column.name === "la_name") ?? labels.find((column) => /name/i.test(column.name));
  return (named ?? labels[0])?.name ?? (columns.get(area)?.kind === "text" ? undefined : area);
}

function findGroup(contents: readonly ColumnContents[], roles: ReadonlyMap<string, Role>): string | undefined {
  const groups = contents.filter((column) => roles.get(column.name) === "group" && column.distinct > 0 && !column.code);
  return (groups.find((column) => column.name === "region_name") ?? groups.find((column) => REGION.test(column.name)))
    ?.name;
}

function annotated({ flags, marks }: ReadResult, name: string): Pick<ColumnSummary, "of" | "marks"> {
  const of = flags.get(name);
  const borne = marks.get(name);
  return { ...(of === undefined ? {} : { of }), ...(borne === undefined ? {} : { marks: countMarks(borne) }) };
}

/** Do nearly all of its texts name a day? Such a column dates events. */
function isDays(column: Column): boolean {
  if (column.kind !== "text" || column.dictionary.length < 2) return false;
  const days = column.dictionary.filter((text) => parseDate(text) !== null).length;
  return days >= column.dictionary.length * 0.95;
}

interface WhereGuess {
  where: { [column: string]: string };
  open: { column: string; values: string[] }[];
  unique: boolean;
}

/** Keeps councils, then one "Total" after another until area and time say which row; what is left undecided stays open. */
function* guessWhere(
  result: ReadResult,
  contents: readonly ColumnContents[],
  roles: ReadonlyMap<string, Role>,
  area: string | undefined,
  time: string | undefined,
): Task<WhereGuess> {
  const among = new Uint8Array(result.rows).fill(1);
  const chosen = new Map<string, string>();
  const keys: Column[] = [];
  if (area !== undefined) keys.push(result.columns.get(area)!);
  if (time !== undefined) keys.push(yearColumn(result.columns.get(time)!));
  const level = result.columns.get("geographic_level");
  const councils = level?.kind === "text" ? level.dictionary.find((text) => COUNCILS.test(text)) : undefined;
  if (councils !== undefined) choose("geographic_level", councils);
  const filters = contents.filter(
    (column) => roles.get(column.name) === "filter" || roles.get(column.name) === "level",
  );
  let clashes = area === undefined ? 0 : countClashes(keys, among);
  for (const [done, { name }] of filters.entries()) {
    yield { stage: `Looking at ${result.file}`, done, total: filters.length };
    if (clashes === 0) break;
    if (chosen.has(name) || !variesWithin(keys, result.columns.get(name)!, among)) continue;
    const totals = valuesAmong(result.columns.get(name)!, among).filter((text) => TOTAL.test(text));
    const total = totals.find((text) => /^total$/i.test(text)) ?? (totals.length === 1 ? totals[0] : undefined);
    if (total === undefined) continue;
    choose(name, total);
    clashes = countClashes(keys, among);
  }
  // No prototype: a column may be called "__proto__".
  const where = Object.fromEntries(chosen);
  if (clashes === 0) return { where, open: [], unique: true };
  const undecided = yield* varying(filters);
  const few = contents.filter(
    ({ name, distinct }) =>
      !undecided.some((one) => one.name === name) && name !== area && name !== time && distinct <= 100,
  );
  const shown = undecided.length > 0 ? undecided : yield* varying(few);
  const open = shown.map(({ name }) => ({ column: name, values: valuesAmong(result.columns.get(name)!, among) }));
  return { where, open, unique: false };

  function* varying(some: readonly ColumnContents[]): Task<ColumnContents[]> {
    const found: ColumnContents[] = [];
    for (const [done, column] of some.entries()) {
      yield { stage: `Looking at ${result.file}`, done, total: some.length };
      if (variesWithin(keys, result.columns.get(column.name)!, among)) found.push(column);
    }
    return found;
  }

  function choose(name: string, value: string): void {
    const column = result.columns.get(name)!;
    for (let row = 0; row < among.length; row++) if (column.at(row) !== value) among[row] = 0;
    chosen.set(name, value);
  }
}

/** Distinct values in the rows marked, in order of appearance, at most 200. */
function valuesAmong(column: Column, among: Uint8Array): string[] {
  const seen = new Set<string>();
  for (let row = 0; row < column.length && seen.size < 200; row++)
    if (among[row] === 1 && !isMissing(column, row)) seen.add(String(column.at(row)));
  return [...seen];
}
