import type { Column } from "./column.ts";

/** Rows by equal keys: groups are numbered in order of appearance; a missing key is a value of its own. */
export interface Groups {
  count: number;
  /** Each row's group. */
  of: Int32Array;
  /** Each group's first row. */
  first: Int32Array;
  /** Each group's number of rows. */
  sizes: Int32Array;
}

/** Up to this many combinations of keys are looked up in a table, more in a map. */
const DENSE = 1 << 22;

export function groupBy(columns: readonly Column[]): Groups {
  const rows = columns[0]?.length ?? 0;
  let keys: Int32Array = new Int32Array(rows);
  let span = 1;
  for (const column of columns) {
    const [codes, size] = codesOf(column);
    if (span * size > DENSE) {
      const dense = renumber(keys, span);
      keys = dense.of;
      span = dense.count;
    }
    // Codes begin at -1, the missing cell.
    if (span * size <= 0x7fffffff) for (let row = 0; row < rows; row++) keys[row] = keys[row]! * size + codes[row]! + 1;
    else keys = pairs(keys, codes, size);
    span = span * size <= 0x7fffffff ? span * size : rows;
  }
  return renumber(keys, span);
}

function pairs(keys: Int32Array, codes: Int32Array, size: number): Int32Array {
  const seen = new Map<number, number>();
  return keys.map((key, row) => {
    const pair = key * size + codes[row]! + 1;
    let at = seen.get(pair);
    if (at === undefined) seen.set(pair, (at = seen.size));
    return at;
  });
}

function renumber(keys: Int32Array, span: number): Groups {
  const of = new Int32Array(keys.length);
  const most = Math.min(span, keys.length);
  const first = new Int32Array(most);
  const sizes = new Int32Array(most);
  let count = 0;
  const table = span <= DENSE ? new Int32Array(span) : null;
  const map = table === null ? new Map<number, number>() : null;
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    let group = table === null ? (map!.get(key) ?? 0) : table[key]!;
    if (group === 0) {
      first[count++] = row;
      group = count;
      if (table === null) map!.set(key, group);
      else table[key] = group;
    }
    of[row] = group - 1;
    sizes[group - 1]!++;
  }
  return { count, of, first: first.slice(0, count), sizes: sizes.slice(0, count) };
}

/** Small integers for the cells, from -1 (missing), and how many there may be. */
function codesOf(column: Column): [Int32Array, number] {
  if (column.kind === "text") return [column.codes, column.dictionary.length + 1];
  const { values } = column;
  const codes = new Int32Array(values.length);
  let least = Infinity;
  let most = -Infinity;
  let whole = true;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== value) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    whole &&= Math.floor(value) === value;
  }
  if (whole && most - least < 65536) {
    for (let row = 0; row < values.length; row++) codes[row] = values[row] === values[row] ? values[row]! - least : -1;
    return [codes, Math.max(1, most - least + 2)];
  }
  const seen = new Map<number, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    let code = value === value ? seen.get(value) : -1;
    if (code === undefined) seen.set(value, (code = seen.size));
    codes[row] = code;
  }
  return [codes, seen.size + 1];
}
