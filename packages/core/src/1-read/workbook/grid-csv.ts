import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Grid, GridCell } from "./grid.ts";

/** Text of a sheet beyond this is no table for a person's spreadsheet. */
const MOST = 400_000_000;
/** Cells that are filled from a joined one. */
const MOST_FILLED = 5_000_000;
const ROWS = 2000;

/** What was made of the sheet on the way to a table. */
export interface Written {
  pieces: Uint8Array[];
  /** Columns of the sheet before the first with something in it. */
  left: number;
  /** Cells that got the text of the joined cell that they are part of. */
  filled: number;
}

/**
 * A sheet as the text of a CSV file, a line for each of its rows, so that row numbers stay the spreadsheet's and codes, symbols
 * and types are read by the same rules whatever a table came in. Null: it would be larger than a table can be.
 */
export function* gridCsv(grid: Grid): Generator<void, Written | null> {
  const filled = fillDown(grid);
  if (filled === null) return null;
  const { left, right, last } = extent(grid);
  const percents = percentColumns(grid, right);
  const pieces: Uint8Array[] = [];
  let lines: string[] = [];
  let size = 0;
  for (let row = 0; row <= last; row++) {
    lines.push(lineOf(grid.rows.get(row), left, right, percents));
    size += lines.at(-1)!.length + 1;
    if (size > MOST) return null;
    if (lines.length < ROWS && row < last) continue;
    pieces.push(utf8ToBytes(lines.join("\n") + "\n"));
    lines = [];
    yield;
  }
  return { pieces, left, filled };
}

/** A cell joined over several rows says the same of each of them. (What is joined across is the layout's to read.) */
function fillDown(grid: Grid): number | null {
  const { last } = extent(grid);
  let filled = 0;
  for (const { top, left, bottom } of grid.merges) {
    const cell = grid.rows.get(top)?.find(({ column }) => column === left);
    if (cell === undefined || bottom <= top) continue;
    for (let row = top + 1; row <= Math.min(bottom, last); row++) {
      const cells = grid.rows.get(row);
      // A row with nothing else in it is no row of the table.
      if (cells === undefined || cells.some(({ column }) => column === left)) continue;
      grid.rows.set(
        row,
        [...cells, { ...cell }].sort((a, b) => a.column - b.column),
      );
      if (++filled > MOST_FILLED) return null;
    }
  }
  return filled;
}

function extent(grid: Grid): { left: number; right: number; last: number } {
  let left = Infinity;
  let right = 0;
  let last = -1;
  for (const [row, cells] of grid.rows) {
    if (row > last) last = row;
    for (const { column, text } of cells) {
      if (text === "") continue;
      if (column < left) left = column;
      if (column > right) right = column;
    }
  }
  return { left: left === Infinity ? 0 : left, right, last };
}

/** Columns in which every figure is a percentage: there the sign stays, and is read as one column's unit. */
function percentColumns(grid: Grid, right: number): Uint8Array {
  const percents = new Uint8Array(right + 1).fill(1);
  for (const cells of grid.rows.values())
    for (const { column, kind } of cells) if (kind === "number" && column <= right) percents[column] = 0;
  return percents;
}

function lineOf(cells: readonly GridCell[] | undefined, left: number, right: number, percents: Uint8Array): string {
  if (cells === undefined || cells.every(({ text }) => text === "")) return "";
  let line = "";
  let at = left;
  for (const { column, text, plain } of cells) {
    if (column < at || column > right) continue;
    line += ",".repeat(column - at) + quoted(plain !== undefined && percents[column] === 0 ? plain : text);
    at = column;
  }
  return line + ",".repeat(right - at);
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
