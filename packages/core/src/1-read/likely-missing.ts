import type { Column } from "../columns/column.ts";

/** Numbers that files put where there is no value. */
const CODES = [-9, -99, -999, -9999, -99_999];

/** Such a number in several cells of a column that has no other number below 0. It is only pointed at: it may be a value. */
export function likelyMissing(column: Column): { value: string; count: number; row: number } | null {
  if (column.kind !== "number") return null;
  let code = 0;
  let count = 0;
  let row = -1;
  for (let at = 0; at < column.length; at++) {
    const value = column.values[at]!;
    if (!(value < 0)) continue;
    if (count === 0 && CODES.includes(value)) {
      code = value;
      row = at;
    } else if (value !== code) return null;
    count++;
  }
  return count > 1 ? { value: String(code), count, row } : null;
}
