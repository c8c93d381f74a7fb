import { columnNames, columnsOf, makeTable, takeTable, type Table } from "../../2-table/index.ts";
import { numberColumn, textColumn, type Column } from "../../columns/column.ts";
import { PRESENT, reasonCode } from "../../columns/reasons.ts";
import type { Problem } from "../../messages/types.ts";
import { columnUnknown } from "../problems.ts";
import { longKindsDiffer, longNothing, nameTaken } from "./problems.ts";
import type { Long } from "../spec.ts";

/** Which old columns each piece of the longer table takes: for one text in `names`, a column (or none) for every value. */
export interface LongPlan {
  others: string[];
  pieces: { name: string; from: (string | null)[] }[];
  problems: Problem[];
}

/** "CPPAt*" against "CPPAt310312": what the star stands for, or null. */
export function captured(pattern: string, column: string): string | null {
  const star = pattern.indexOf("*");
  if (star < 0) return null;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits = column.length > head.length + tail.length && column.startsWith(head) && column.endsWith(tail);
  return fits ? column.slice(head.length, column.length - tail.length) : null;
}

/** Matches columns to the texts that `names` will hold, in the file's order. */
export function planLong(order: readonly string[], spec: Long, file: string, path: (string | number)[]): LongPlan {
  const values = Object.entries(spec.values);
  const pieces = new Map<string, (string | null)[]>();
  const taken = new Set<string>();
  const problems: Problem[] = [];
  values.forEach(([value, wanted], at) => {
    const found: [string, string][] = [];
    if (typeof wanted === "string" && wanted.includes("*"))
      for (const column of order) {
        const name = captured(wanted, column);
        if (name !== null) found.push([name, column]);
      }
    else
      for (const column of [wanted].flat()) {
        if (order.includes(column)) found.push([column, column]);
        else problems.push(columnUnknown([...path, "values", value], column, file, [...order]));
      }
    if (found.length === 0 && problems.length === 0)
      problems.push(longNothing([...path, "values", value], file, [wanted].flat().join(", "), order));
    for (const [name, column] of found) {
      if (!pieces.has(name)) pieces.set(name, values.map(() => null)); // prettier-ignore
      pieces.get(name)![at] = column;
      taken.add(column);
    }
  });
  const others = order.filter((column) => !taken.has(column));
  for (const name of [spec.names, ...values.map(([value]) => value)])
    if (others.includes(name)) problems.push(nameTaken([...path, name], file, name));
  return { others, pieces: [...pieces].map(([name, from]) => ({ name, from })), problems };
}

/**
 * Columns become rows: each row of the table once for every piece, in the order row by row, then piece by piece.
 * Shapes: n rows, k pieces give n k rows. A value whose piece has no such column is blank. R: tidyr's `pivot_longer`.
 * `source` is each new row's old one.
 */
export function longer(
  table: Table,
  spec: Long,
  file: string,
  path: (string | number)[],
): { table: Table; source: Int32Array; problems: Problem[] } {
  const plan = planLong(columnNames(table), spec, file, path);
  const rows = table.numRows();
  const k = plan.pieces.length;
  if (plan.problems.length > 0)
    return { table, source: new Int32Array(rows).map((_, row) => row), problems: plan.problems };
  const source = Int32Array.from({ length: rows * k }, (_, row) => Math.floor(row / k));
  const columns = columnsOf(table);
  const kept = columnsOf(takeTable(makeTable(plan.others.map((name) => [name, columns.get(name)!] as const)), source));
  const names = textColumn(Int32Array.from({ length: rows * k }, (_, row) => row % k), plan.pieces.map(({ name }) => name)); // prettier-ignore
  const entries: [string, Column][] = [...kept, [spec.names, names]];
  const problems: Problem[] = [];
  Object.keys(spec.values).forEach((value, at) => {
    const parts = plan.pieces.map(({ from }) => (from[at] === null ? null : columns.get(from[at]!)!));
    const kinds = new Set(parts.flatMap((part) => (part === null ? [] : [part.kind])));
    if (kinds.size > 1)
      problems.push(longKindsDiffer([...path, "values", value], file, value, plan.pieces.flatMap(({ from }) => from[at] ?? []), parts)); // prettier-ignore
    else entries.push([value, interleaved(parts, rows)]);
  });
  return { table: problems.length > 0 ? table : makeTable(entries), source, problems };
}

function interleaved(parts: readonly (Column | null)[], rows: number): Column {
  const k = parts.length;
  const reasons = new Uint8Array(rows * k);
  const blank = reasonCode("blank");
  const text = parts.some((part) => part?.kind === "text");
  const dictionary: string[] = [];
  const offsets = parts.map((part) => {
    const offset = dictionary.length;
    if (part?.kind === "text") dictionary.push(...part.dictionary);
    return offset;
  });
  const values = new Float64Array(text ? 0 : rows * k);
  const codes = new Int32Array(text ? rows * k : 0);
  parts.forEach((part, at) => {
    for (let row = 0; row < rows; row++) {
      const to = row * k + at;
      reasons[to] = part === null ? blank : part.reasons === null ? PRESENT : part.reasons[row]!;
      if (!text) values[to] = part === null ? NaN : (part as { values: Float64Array }).values[row]!;
      else codes[to] = part?.kind !== "text" || part.codes[row]! < 0 ? -1 : part.codes[row]! + offsets[at]!;
    }
  });
  return text ? textColumn(codes, dictionary, reasons) : numberColumn(values, reasons);
}
