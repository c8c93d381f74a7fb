import { columnsOf } from "../2-table/index.ts";
import { isMissing, type Column } from "../columns/column.ts";
import type { Problem } from "../messages/types.ts";
import { keysClash, type Clash, type Settling } from "./problems.ts";
import { fileRow, type KeyedTable } from "./keyed-table.ts";

const PAIRS = 5;
const GROUPS = 2000;
const VALUES = 50;

/** Where a table has several rows for one key: the first pairs, and the columns in which the rows differ. */
export function findClashes(keyed: KeyedTable, keys: Float64Array): Problem | null {
  const first = new Map<number, number>();
  const groups = new Map<number, number[]>();
  const pairs: [number, number][] = [];
  let count = 0;
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (key < 0) continue;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, row);
      continue;
    }
    count++;
    if (pairs.length < PAIRS) pairs.push([earlier, row]);
    const group = groups.get(key);
    if (group !== undefined) group.push(row);
    else if (groups.size < GROUPS) groups.set(key, [earlier, row]);
  }
  if (count === 0) return null;
  const clashes = pairs.map(([a, b]): Clash => ({
    area: keyed.area === null ? null : keyed.area.codes[keyed.area.of[b]!]!,
    time: keyed.time === null ? null : keyed.time[b]!,
    rows: [fileRow(keyed, a), fileRow(keyed, b)],
  }));
  const names = [keyed.areaColumn, keyed.timeColumn].filter((name) => name !== null);
  const settle = settling(keyed, [...groups.values()]);
  const figures = settle.length > 0 && settle.every(({ values, number }) => number && values.length === VALUES);
  const said = settle.map(({ column, values }) => ({ column, values }));
  return keysClash(["tables", keyed.name], keyed.file, names, clashes, count, said, figures);
}

/** Columns whose values differ among rows of one key: those that tell most of them apart first, words before numbers. */
function settling(keyed: KeyedTable, groups: number[][]): (Settling & { number: boolean })[] {
  const found: (Settling & { groups: number; number: boolean })[] = [];
  for (const [name, column] of columnsOf(keyed.table)) {
    if (name === keyed.areaColumn || name === keyed.timeColumn) continue;
    const apart = groups.filter((rows) => rows.some((row) => text(column, row) !== text(column, rows[0]!)));
    if (apart.length === 0) continue;
    const values = new Set<string>();
    for (const rows of apart) for (const row of rows) if (values.size < VALUES) values.add(text(column, row));
    found.push({ column: name, values: [...values], groups: apart.length, number: column.kind === "number" });
  }
  found.sort((a, b) => b.groups - a.groups || Number(a.number) - Number(b.number) || a.values.length - b.values.length);
  const words = found.filter(({ number }) => !number);
  return (words.length > 0 ? words : found).slice(0, 5);
}

function text(column: Column, row: number): string {
  return isMissing(column, row) ? "" : String(column.at(row));
}
