import { ColumnTable } from "arquero";
import { columnFrom, numberColumn, takeRowsLater, type Column } from "../columns/column.ts";

/** An arquero table whose columns are ours. Inside core its rows are moved by the kernels of this folder only. */
export type Table = ColumnTable;

/** A table of columns of equal length, in the given order. */
export function makeTable(columns: Iterable<readonly [string, Column]>): Table {
  const entries = [...columns];
  const names = entries.map(([name]) => name);
  for (const [name, column] of entries) {
    if (column.length !== entries[0]![1].length) throw new Error(`column "${name}" has another length than the first`);
  }
  // Object.fromEntries gives "__proto__" a place of its own, where an assignment would not.
  return new ColumnTable(Object.fromEntries(entries) as never, names);
}

export function columnNames(table: Table): string[] {
  return table.columnNames();
}

/** The column of that name, or null. */
export function columnOf(table: Table, name: string): Column | null {
  return names(table).has(name) ? (table.column(name) as unknown as Column) : null;
}

/** All columns by name, in order. */
export function columnsOf(table: Table): Map<string, Column> {
  return new Map(table.columnNames().map((name) => [name, table.column(name) as unknown as Column]));
}

/** The given rows of every column, in the given order; -1 gives missing cells ("no match"). Columns that are not used take no memory. */
export function takeTable(table: Table, rows: Int32Array): Table {
  return makeTable([...columnsOf(table)].map(([name, column]) => [name, takeRowsLater(column, rows)] as const));
}

const known = new WeakMap<Table, Set<string>>();

function names(table: Table): Set<string> {
  let set = known.get(table);
  if (set === undefined) {
    set = new Set(table.columnNames());
    known.set(table, set);
  }
  return set;
}

type Cells = ArrayLike<string | number | bigint | boolean | null | undefined>;

/** For embedders: a table from arrays by name, or from any arquero table (its filter and order are applied). */
export function fromArrays(source: Record<string, Cells> | Map<string, Cells> | ColumnTable): Table {
  if (source instanceof ColumnTable)
    return makeTable(source.columnNames().map((name) => [name, asColumn(name, source.array(name) as Cells)] as const));
  const entries = source instanceof Map ? [...source] : Object.entries(source);
  return makeTable(entries.map(([name, cells]) => [name, asColumn(name, cells)] as const));
}

function asColumn(name: string, cells: Cells | Column): Column {
  if ("kind" in cells) return cells;
  if (cells instanceof Float64Array) return numberColumn(cells.slice(), null, "blank");
  const plain: (string | number | null)[] = [];
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    if (typeof cell === "bigint" || typeof cell === "boolean") plain.push(Number(cell));
    else if (cell === null || cell === undefined || typeof cell === "number" || typeof cell === "string")
      plain.push(cell ?? null);
    else throw new TypeError(`column "${name}" holds something that is neither text nor number (row ${row + 1})`);
  }
  return columnFrom(plain);
}
