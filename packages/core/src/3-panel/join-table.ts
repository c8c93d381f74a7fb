import type { Problem } from "../messages/types.ts";
import { andList } from "../messages/format.ts";
import { findClashes } from "./find-clashes.ts";
import { joinLatest } from "./reshape/join-latest.ts";
import { councilsCalled } from "./areas/english-councils.ts";
import { meetAreas, type Meeting, type Recode } from "./areas/meet-areas.ts";
import { nearAreas, type Stranger } from "./areas/near-areas.ts";
import { areasMet, areasNear, areasSucceeded, compositeRows } from "./areas/problems.ts";
import type { TableSpec } from "./spec.ts";
import { joinNoKey, joinNoMatch } from "./problems.ts";
import { keyNumber, type PanelKeys } from "./panel-keys.ts";
import { fileRow, type KeyedTable } from "./keyed-table.ts";
import { composite } from "./reshape/crosswalk.ts";

/** How a table met the panel. */
export interface TableMatch {
  table: string;
  file: string;
  /** Rows in the file, and after `where`. */
  rows: number;
  used: number;
  /** Panel rows that found a row here. */
  matched: number;
  /** Panel rows without one here, and rows here that no panel row wanted, as "area, year". */
  unmatchedHere: string[];
  unmatchedThere: string[];
  /** Areas of the table that stand for others of the panel: under another code or name of theirs. */
  recodes: Recode[];
  /** Areas here that the panel does not have, with the nearest of those it has and that this table did not meet. */
  strangers: Stranger[];
  /** Areas of the panel that this table does not have in any year. */
  without: string[];
  /** Codes that speak of several areas at once, and how many rows bear them, before any crosswalk. */
  several: { codes: string[]; rows: number };
}

export interface Joined {
  rows: Int32Array;
  match: TableMatch;
  problems: Problem[];
}

/** For every panel row the table's row (-1 where there is none), by area and time, or by area where the table has no time. */
export function joinTable(
  keyed: KeyedTable,
  keys: PanelKeys,
  first: KeyedTable,
  spec: Pick<TableSpec, "areas" | "latest">,
): Joined {
  const byArea = keyed.area !== null && keys.area !== null;
  const byTime = keyed.time !== null && keys.time !== null;
  const match: TableMatch = {
    table: keyed.name,
    file: keyed.file,
    rows: keyed.result.rows,
    used: keyed.rows,
    matched: 0,
    unmatchedHere: [],
    unmatchedThere: [],
    recodes: [],
    strangers: [],
    without: [],
    several: keyed.several,
  };
  const path = ["tables", keyed.name];
  const rows = new Int32Array(keys.rows).fill(-1);
  if (!byArea && !byTime) return { rows, match, problems: [joinNoKey(path, keyed.file)] };

  const meeting = byArea ? meetAreas(keyed.area!.codes, keys.area!, spec.areas?.match === "exact") : null;
  match.recodes = meeting?.recodes ?? [];
  if (keyed.dates !== null) {
    if (meeting === null) return { rows, match, problems: [joinNoKey(path, keyed.file)] };
    const clash = findClashes(keyed, dayKeys(keyed));
    if (clash !== null) return { rows, match, problems: [clash] };
    return matchedByDay(joinLatest(keyed, keys, meeting, spec.latest?.day), keyed, keys, meeting, match);
  }
  const own = new Float64Array(keyed.rows);
  for (let row = 0; row < own.length; row++) {
    const code = byArea ? keyed.area!.of[row]! : 0;
    const year = byTime ? keyed.time![row]! : 1;
    const at = meeting === null || code < 0 ? 0 : meeting.placeOf(code, keyed.time === null ? null : year);
    // Areas the panel does not have keep numbers of their own: they too must be unique.
    own[row] = code < 0 || year === 0 ? -1 : keyNumber(at < 0 ? keys.area!.codes.length + code : at, byTime ? year : 0);
  }
  const clash = findClashes(keyed, own);
  if (clash !== null) return { rows, match, problems: [clash] };

  const at = new Map<number, number>();
  for (let row = 0; row < own.length; row++) if (own[row]! >= 0) at.set(own[row]!, row);
  const met = new Uint8Array(keyed.rows);
  const here = new Set<string>();
  for (let row = 0; row < keys.rows; row++) {
    const found = at.get(keyNumber(byArea ? keys.area!.of[row]! : 0, byTime ? keys.time![row]! : 0));
    if (found === undefined) {
      here.add(describe(byArea ? keys.area!.codes[keys.area!.of[row]!]! : null, byTime ? keys.time![row]! : null));
      continue;
    }
    rows[row] = found;
    met[found] = 1;
    match.matched++;
  }
  match.unmatchedHere = [...here];
  for (let row = 0; row < met.length; row++)
    if (met[row] === 0 && own[row]! >= 0)
      match.unmatchedThere.push(
        describe(byArea ? keyed.area!.codes[keyed.area!.of[row]!]! : null, byTime ? keyed.time![row]! : null),
      );
  if (match.matched > 0)
    return { rows, match, problems: meeting === null ? [] : [...told(keyed, keys, rows, meeting, match, path)] };
  const columns = (table: KeyedTable): string =>
    andList([byArea ? table.areaColumn! : null, byTime ? table.timeColumn! : null].filter((name) => name !== null));
  return {
    rows,
    match,
    problems: [
      joinNoMatch(
        path,
        { file: first.file, column: columns(first), examples: match.unmatchedHere.slice(0, 5) },
        { file: keyed.file, column: columns(keyed), examples: match.unmatchedThere.slice(0, 5) },
      ),
    ],
  };
}

/** What is to be told of the areas: which met under other names, and which did not meet. */
function told(
  keyed: KeyedTable,
  keys: PanelKeys,
  rows: Int32Array,
  { recodes, placeOf }: Meeting,
  match: TableMatch,
  path: (string | number)[],
): Problem[] {
  const area = keys.area!;
  const met = new Set<number>();
  rows.forEach((from, row) => from >= 0 && met.add(area.of[row]!));
  const open = new Set(area.codes.map((_, at) => at).filter((at) => !met.has(at)));
  const unknown = keyed.area!.codes.filter(
    (text, code) => placeOf(code, null) < 0 && !recodes.some((one) => one.text === text),
  );
  match.without = [...open].map((at) => area.codes[at]!);
  match.strangers = nearAreas(unknown, area, open);
  const used = recodes.filter(({ code }) => met.has(area.place.get(code)!));
  const gone = match.strangers.filter(({ successors }) => successors.some((code) => area.codes.some((own) => councilsCalled(own).some((one) => one.code === code)))); // prettier-ignore
  const several = unknown.filter((text) => text.includes("/") && composite(text).some((part) => area.place.has(part)));
  const near = match.strangers.filter((one) => one.nearest.length > 0 && !gone.includes(one) && !several.includes(one.area)); // prettier-ignore
  return [
    ...severalAtOnce(keyed, several, path),
    ...(used.length === 0 ? [] : [areasMet(path, keyed.file, used)]),
    ...(near.length === 0 ? [] : [areasNear(path, keyed.file, keyed.areaColumn!, near)]),
    ...(gone.length === 0 ? [] : [areasSucceeded(path, keyed.file, keyed.areaColumn!, gone)]),
  ];
}

/** Rows such as "314 / 318", where the study does not say what they are. */
function severalAtOnce(keyed: KeyedTable, codes: readonly string[], path: (string | number)[]): Problem[] {
  if (codes.length === 0) return [];
  const { codes: all, of } = keyed.area!;
  const rows = Array.from(of.keys()).filter((row) => of[row]! >= 0 && codes.includes(all[of[row]!]!));
  return [compositeRows(path, keyed.file, keyed.areaColumn!, codes, rows.length, fileRow(keyed, rows[0]!))];
}

function describe(area: string | null, time: number | null): string {
  return [area, time].filter((part) => part !== null).join(", ");
}

/** Two events of one area on one day cannot be told apart. */
function dayKeys(keyed: KeyedTable): Float64Array {
  return Float64Array.from(keyed.dates!, (day, row) =>
    day === 0 || keyed.area!.of[row]! < 0 ? -1 : keyed.area!.of[row]! * 1e8 + day,
  );
}

function matchedByDay(
  rows: Int32Array,
  keyed: KeyedTable,
  keys: PanelKeys,
  meeting: Meeting,
  match: TableMatch,
): Joined {
  const met = new Set(rows);
  const without = new Set<string>();
  rows.forEach((from, row) => {
    if (from >= 0) match.matched++;
    else without.add(describe(keys.area!.codes[keys.area!.of[row]!]!, keys.time?.[row] ?? null));
  });
  match.unmatchedHere = [...without];
  const known = new Set([...keys.area!.codes, ...meeting.recodes.map(({ text }) => text)]);
  const unknown = new Set<string>();
  for (let row = 0; row < keyed.rows; row++) {
    const code = keyed.area!.codes[keyed.area!.of[row]!];
    if (!met.has(row) && code !== undefined && !known.has(code)) unknown.add(code);
  }
  match.unmatchedThere = [...unknown];
  return { rows, match, problems: told(keyed, keys, rows, meeting, match, ["tables", keyed.name]) };
}
