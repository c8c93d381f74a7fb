import { reasonAt, type Column } from "../columns/column.ts";
import type { Problem } from "../messages/types.ts";
import { counted } from "../messages/format.ts";
import { parseYear, type ReadResult } from "../1-read/index.ts";
import { keyCodes } from "../2-table/keys.ts";
import { columnNames, columnOf, filterRows, keyText, makeTable } from "../2-table/index.ts";
import { fileRow, type KeyedTable } from "./keyed-table.ts";
import { composite } from "./reshape/crosswalk.ts";
import { reshape } from "./reshape/reshape.ts";
import { longer } from "./reshape/longer.ts";
import { moveRows } from "./reshape/move-rows.ts";
import { keyBlank, keyBlankJoined, keyColumnMissing, timeUnreadable } from "./problems.ts";
import type { PanelSpec, TableSpec } from "./spec.ts";

/** Applies `where` and reads the keys. In the first table every row needs its keys; in others such rows meet nothing. */
export function keyTable(
  name: string,
  spec: TableSpec,
  panel: PanelSpec,
  result: ReadResult,
  first: boolean,
): { keyed: KeyedTable; problems: Problem[] } {
  const path = ["tables", name];
  const whole = makeTable(result.columns);
  const kept = filterRows(whole, spec.where ?? {}, spec.file);
  const problems: Problem[] = kept.problems.map((problem) => ({
    ...problem,
    path: [...path, ...(problem.path ?? [])],
  }));
  const keyed: KeyedTable = {
    name,
    file: spec.file,
    result,
    table: kept.table,
    rows: kept.rows.length,
    source: kept.rows,
    removed: kept.removed,
    areaColumn: null,
    timeColumn: null,
    area: null,
    time: null,
    reshaped: [],
    aside: 0,
    several: { codes: [], rows: 0 },
    dates: null,
  };
  if (problems.some(({ severity }) => severity === "error")) return { keyed, problems };
  if (spec.long !== undefined) {
    const made = longer(keyed.table, spec.long, spec.file, [...path, "long"]);
    problems.push(...made.problems);
    if (made.problems.length > 0) return { keyed, problems };
    const before = keyed.rows;
    moveRows(keyed, made.table, made.source);
    keyed.reshaped.push(`${counted(before, "row")} of columns became ${counted(keyed.rows, "row")}`);
  }
  const find = (what: "area" | "time"): Column | null => {
    const wanted = spec[what] ?? panel[what];
    if (wanted === undefined) return null;
    const column = columnOf(keyed.table, wanted);
    if (column !== null) {
      keyed[what === "area" ? "areaColumn" : "timeColumn"] = wanted;
      return column;
    }
    // A joined table may lack one of the keys: it then holds one row per area, or one per time, such as a price index.
    const other = what === "area" ? (spec.time ?? panel.time) : (spec.area ?? panel.area);
    const alone = other !== undefined && columnOf(keyed.table, other) !== null;
    if (first || spec[what] !== undefined || (what === "area" && !alone)) {
      const at = spec[what] === undefined ? ["panel", what] : [...path, what];
      problems.push(keyColumnMissing(at, what, wanted, spec.file, columnNames(keyed.table)));
    }
    return null;
  };
  const area = find("area");
  if (area !== null) {
    const numbering = new Map<string, number>();
    keyed.area = { of: keyCodes(area, numbering), codes: [...numbering.keys()] };
    keyed.several = severalOf(keyed.area);
    noteBlank(keyed, keyed.area.of, -1, "area", keyed.areaColumn!, first, problems);
  }
  const time = spec.latest === undefined ? find("time") : null;
  if (time !== null) keyed.time = years(keyed, time, spec.shiftTime ?? 0, first, problems);
  if (!problems.some(({ severity }) => severity === "error")) problems.push(...reshape(keyed, spec, path));
  return { keyed, problems };
}

function severalOf({ codes, of }: NonNullable<KeyedTable["area"]>): KeyedTable["several"] {
  const several = codes.filter((code) => code.includes(" / ") && composite(code).length > 1);
  const places = new Set(several.map((code) => codes.indexOf(code)));
  return { codes: several, rows: several.length === 0 ? 0 : of.filter((code) => places.has(code)).length };
}

const UNREADABLE = -2;

/** What stands in a cell; for a cell that could not be read, what the reading told of it. */
function writtenAt(keyed: KeyedTable, column: Column, row: number): string {
  const text = keyText(column, row);
  if (text !== null) return text;
  const at = fileRow(keyed, row);
  return (
    keyed.result.problems.find((problem) => problem.row === at && problem.column === keyed.timeColumn)?.value ?? ""
  );
}

/** Years of a column of periods, shifted; 0 where blank. */
function years(keyed: KeyedTable, column: Column, shift: number, first: boolean, problems: Problem[]): Int32Array {
  const numbering = new Map<string, number>();
  const codes = keyCodes(column, numbering);
  const texts = [...numbering.keys()];
  const parsed = texts.map((text) => parseYear(text));
  const out = new Int32Array(codes.length);
  let unreadable = 0;
  let firstRow = -1;
  for (let row = 0; row < out.length; row++) {
    const code = codes[row]!;
    // A word among years was set aside as unreadable while reading: it is no blank.
    const word = code < 0 && reasonAt(column, row) === "unreadable";
    if (code < 0 && !word) continue;
    const year = word ? null : parsed[code]!;
    if (year !== null) out[row] = year + shift;
    else {
      codes[row] = UNREADABLE;
      if (unreadable++ === 0) firstRow = row;
    }
  }
  const name = keyed.timeColumn!;
  if (unreadable > 0) {
    const value = writtenAt(keyed, column, firstRow);
    const path = ["tables", keyed.name];
    problems.push(timeUnreadable(path, keyed.file, name, fileRow(keyed, firstRow), value, unreadable));
  }
  noteBlank(keyed, codes, -1, "time", name, first, problems);
  return out;
}

function noteBlank(
  keyed: KeyedTable,
  codes: Int32Array,
  blank: number,
  what: string,
  column: string,
  first: boolean,
  problems: Problem[],
): void {
  const rows: number[] = [];
  let count = 0;
  for (let row = 0; row < codes.length; row++) if (codes[row] === blank && count++ < 10) rows.push(fileRow(keyed, row));
  if (count === 0) return;
  const path = ["tables", keyed.name];
  problems.push(
    first
      ? keyBlank(path, what, keyed.file, column, rows, count)
      : keyBlankJoined(path, keyed.file, column, rows, count),
  );
}
