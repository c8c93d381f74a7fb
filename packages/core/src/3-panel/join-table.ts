import type { Problem } from "../messages/types.ts";
import { andList } from "../messages/format.ts";
import { findClashes } from "./find-clashes.ts";
import { joinLatest } from "./reshape/join-latest.ts";
import type { Latest } from "./spec.ts";
import { joinNoKey, joinNoMatch } from "./problems.ts";
import { keyNumber, type PanelKeys } from "./panel-keys.ts";
import type { KeyedTable } from "./keyed-table.ts";

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
}

export interface Joined {
  rows: Int32Array;
  match: TableMatch;
  problems: Problem[];
}

/** For every panel row the table's row (-1 where there is none), by area and time, or by area where the table has no time. */
export function joinTable(keyed: KeyedTable, keys: PanelKeys, first: KeyedTable, latest?: Latest): Joined {
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
  };
  const path = ["tables", keyed.name];
  const rows = new Int32Array(keys.rows).fill(-1);
  if (!byArea && !byTime) return { rows, match, problems: [joinNoKey(path, keyed.file)] };

  if (keyed.dates !== null) {
    if (!byArea) return { rows, match, problems: [joinNoKey(path, keyed.file)] };
    const clash = findClashes(keyed, dayKeys(keyed));
    if (clash !== null) return { rows, match, problems: [clash] };
    return matchedByDay(joinLatest(keyed, keys, latest?.day), keyed, keys, match);
  }
  const place = byArea ? keyed.area!.codes.map((code) => keys.area!.place.get(code) ?? -2) : [];
  const outside = place.map((at, code) => (at === -2 ? keys.area!.codes.length + code : at));
  const own = new Float64Array(keyed.rows);
  for (let row = 0; row < own.length; row++) {
    const code = byArea ? keyed.area!.of[row]! : 0;
    const year = byTime ? keyed.time![row]! : 1;
    // Areas the panel does not have keep numbers of their own: they too must be unique.
    own[row] = code < 0 || year === 0 ? -1 : keyNumber(byArea ? outside[code]! : 0, byTime ? year : 0);
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
  if (match.matched > 0) return { rows, match, problems: [] };
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

function describe(area: string | null, time: number | null): string {
  return [area, time].filter((part) => part !== null).join(", ");
}

/** Two events of one area on one day cannot be told apart. */
function dayKeys(keyed: KeyedTable): Float64Array {
  return Float64Array.from(keyed.dates!, (day, row) =>
    day === 0 || keyed.area!.of[row]! < 0 ? -1 : keyed.area!.of[row]! * 1e8 + day,
  );
}

function matchedByDay(rows: Int32Array, keyed: KeyedTable, keys: PanelKeys, match: TableMatch): Joined {
  const met = new Set(rows);
  const without = new Set<string>();
  rows.forEach((from, row) => {
    if (from >= 0) match.matched++;
    else without.add(describe(keys.area!.codes[keys.area!.of[row]!]!, keys.time?.[row] ?? null));
  });
  match.unmatchedHere = [...without];
  const unknown = new Set<string>();
  for (let row = 0; row < keyed.rows; row++) {
    const code = keyed.area!.codes[keyed.area!.of[row]!];
    if (!met.has(row) && code !== undefined && !keys.area!.place.has(code)) unknown.add(code);
  }
  match.unmatchedThere = [...unknown];
  return { rows, match, problems: [] };
}
