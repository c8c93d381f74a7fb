import type { Column } from "../columns/column.ts";
import { combineCodes, keyCodes } from "./keys.ts";

export interface Joined {
  /** For each left row the right row with the same key, or -1. */
  rows: Int32Array;
  /** Right rows that no left row has met. */
  unmatchedRight: Int32Array;
  /** Right rows whose key an earlier right row has: [row, the earlier row]. */
  clashes: [number, number][];
}

/** Finds for every left row the right row with the same key. Keys are compared as trimmed text; a missing key meets none. */
export function joinRows(left: readonly Column[], right: readonly Column[]): Joined {
  if (left.length !== right.length || left.length === 0)
    throw new Error("a join needs the same number of keys on both sides");
  const numberings = left.map(() => new Map<string, number>());
  const leftParts = left.map((column, part) => keyCodes(column, numberings[part]!));
  const rightParts = right.map((column, part) => keyCodes(column, numberings[part]!));
  const sizes = numberings.map((numbering) => numbering.size);
  const rightKeys = combineCodes(rightParts, sizes);
  const at = new Map<number, number>();
  const clashes: [number, number][] = [];
  for (let row = 0; row < rightKeys.length; row++) {
    const key = rightKeys[row]!;
    if (key < 0) continue;
    const earlier = at.get(key);
    if (earlier === undefined) at.set(key, row);
    else clashes.push([row, earlier]);
  }
  const met = new Uint8Array(rightKeys.length);
  const rows = new Int32Array(left[0]!.length);
  const leftKeys = combineCodes(leftParts, sizes);
  for (let row = 0; row < rows.length; row++) {
    const found = leftKeys[row]! < 0 ? -1 : (at.get(leftKeys[row]!) ?? -1);
    rows[row] = found;
    if (found >= 0) met[found] = 1;
  }
  for (const [row, earlier] of clashes) met[row] = met[earlier]!;
  const unmatched: number[] = [];
  for (let row = 0; row < met.length; row++) if (met[row] === 0) unmatched.push(row);
  return { rows, unmatchedRight: Int32Array.from(unmatched), clashes };
}
