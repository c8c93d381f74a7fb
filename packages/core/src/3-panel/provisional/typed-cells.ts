import { columnOf } from "../../2-table/index.ts";
import { isMissing, numberColumn, takeRows, type Column } from "../../columns/column.ts";
import { PRESENT, reasonCode } from "../../columns/reasons.ts";
import type { Problem } from "../../messages/types.ts";
import { nameOf, type WithTyped } from "./add-rows.ts";
import type { Matched } from "../keyed-table.ts";
import { resolveOperand, type Names } from "../operands.ts";
import type { TypedCell } from "../panel.ts";
import type { ProvisionalRow } from "../spec.ts";
import { alreadyGiven, notANumberColumn, typedTwice } from "./problems.ts";

/** Typed figures by table and column, each with the panel's row it stands in. */
export type TypedColumns = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, number>>>;

/** Finds for each typed figure its table and column, and tells of those that a file gives already. */
export function typedCells(
  typed: readonly ProvisionalRow[],
  { keys, rowOf }: WithTyped,
  tables: ReadonlyMap<string, Matched>,
  names: Names,
): { columns: TypedColumns; cells: TypedCell[]; problems: Problem[] } {
  const columns = new Map<string, Map<string, Map<number, number>>>();
  const cells: TypedCell[] = [];
  const problems: Problem[] = [];
  typed.forEach(({ area, time, values, reason, replace }, entry) => {
    const row = rowOf[entry]!;
    const code = area.trim();
    const label = nameOf(keys, keys.area!.place.get(code)!);
    const where = time === undefined ? label : `${label} ${time}`;
    for (const [text, value] of Object.entries(values)) {
      const path = ["panel", "provisional", entry, "values", text];
      const found = resolveOperand(text, { tables: names.tables, measures: new Set() }, path);
      if (!found.ok) {
        problems.push(found.problem);
        continue;
      }
      const { table, column } = found.operand as { table: string; column: string };
      const { keyed, rows } = tables.get(table)!;
      const given = columnOf(keyed.table, column)!;
      if (given.kind === "text") {
        problems.push(notANumberColumn(path, column, keyed.file));
        continue;
      }
      const own = rows[row]!;
      const there = own >= 0 && !isMissing(given, own);
      if (there && replace !== true) problems.push(alreadyGiven(path, where, column, keyed.file, given.values[own]!));
      const ofTable = columns.get(table) ?? new Map<string, Map<number, number>>();
      columns.set(table, ofTable);
      const byRow = ofTable.get(column) ?? new Map<number, number>();
      ofTable.set(column, byRow);
      if (byRow.has(row)) problems.push(typedTwice(path, where, column));
      byRow.set(row, value);
      cells.push({
        ...{ area: code, label, time: time ?? null, table, column, value, reason: reason ?? null },
        replaces: there ? given.values[own]! : null,
      });
    }
  });
  return { columns, cells, problems };
}

/** A table's column along the panel's rows, the typed figures in their places: as they are, or as if nobody knew them. */
export function alongPanel({ keyed, rows, typed }: Matched, name: string, unknown: boolean): Column {
  const column = takeRows(columnOf(keyed.table, name)!, rows);
  const own = typed?.get(name);
  if (own === undefined || column.kind === "text") return column;
  const values = column.values.slice();
  const reasons = column.reasons?.slice() ?? new Uint8Array(values.length);
  for (const [row, value] of own) {
    values[row] = unknown ? NaN : value;
    reasons[row] = unknown ? reasonCode("no match") : PRESENT;
  }
  return numberColumn(values, reasons.some((reason) => reason !== PRESENT) ? reasons : null);
}

/** Which cells of a measure rest on typed figures: those that are others, or are not there, without them. */
export function restsOn(column: Column, without: Column): Uint8Array {
  return Uint8Array.from({ length: column.length }, (_, row) =>
    Number(!isMissing(column, row) && column.at(row) !== without.at(row)),
  );
}
