import { columnNames, columnOf, keyText, takeTable } from "../../2-table/index.ts";
import { parseDate } from "../../1-read/index.ts";
import { counted } from "../../messages/format.ts";
import type { Problem } from "../../messages/types.ts";
import { keyNumber } from "../panel-keys.ts";
import { columnUnknown, keyNeeded } from "../problems.ts";
import { dateUnreadable, dayWrong, reshapeNeedsKey } from "./problems.ts";
import type { TableSpec } from "../spec.ts";
import { fileRow, type KeyedTable } from "../keyed-table.ts";
import { crosswalk } from "./crosswalk.ts";
import { mergeRows } from "./merge-rows.ts";
import { moveRows } from "./move-rows.ts";

/** After the keys are read: areas under their new codes, then rows of one area and time put together, then days. */
export function reshape(keyed: KeyedTable, spec: TableSpec, path: (string | number)[]): Problem[] {
  const problems: Problem[] = [];
  let weights: Float64Array = new Float64Array(keyed.rows).fill(1);
  if (spec.areas !== undefined) {
    if (keyed.area === null) return [keyNeeded([...path, "areas"], "areas", "area")];
    const crossed = crosswalk(keyed.area, spec.areas, [...path, "areas"]);
    if (crossed.problems.length > 0) return crossed.problems;
    moveRows(keyed, takeTable(keyed.table, crossed.rows), crossed.rows);
    keyed.area = crossed.area;
    keyed.aside = crossed.aside;
    keyed.reshaped.push(...crossed.words);
    weights = crossed.weights;
  }
  if (spec.wide !== undefined || spec.sum !== undefined) {
    const word = spec.wide === undefined ? "sum" : "wide";
    if (keyed.area === null && keyed.time === null) return [reshapeNeedsKey([...path, word], word, keyed.file)];
    const before = keyed.rows;
    const merged = mergeRows(keyed.table, {
      keys: Float64Array.from({ length: keyed.rows }, (_, row) => keyOf(keyed, row)),
      weights,
      wide: spec.wide,
      sum: spec.sum,
      file: keyed.file,
      path,
      rowOf: (row) => fileRow(keyed, row),
    });
    problems.push(...merged.problems);
    if (merged.problems.some(({ severity }) => severity === "error")) return problems;
    moveRows(keyed, merged.table, merged.first);
    keyed.reshaped.push(`${counted(before, "row")} put together into ${counted(keyed.rows, "row")}`);
  }
  if (spec.latest !== undefined) problems.push(...readDates(keyed, spec.latest, [...path, "latest"]));
  return problems;
}

function keyOf(keyed: KeyedTable, row: number): number {
  const code = keyed.area === null ? 0 : keyed.area.of[row]!;
  const year = keyed.time === null ? 1 : keyed.time[row]!;
  return code < 0 || year === 0 ? -1 : keyNumber(code, keyed.time === null ? 0 : year);
}

function readDates(keyed: KeyedTable, latest: NonNullable<TableSpec["latest"]>, path: (string | number)[]): Problem[] {
  const column = columnOf(keyed.table, latest.date);
  if (column === null) return [columnUnknown([...path, "date"], latest.date, keyed.file, columnNames(keyed.table))];
  if (latest.day !== undefined && parseDate(`2020-${latest.day}`) === null)
    return [dayWrong([...path, "day"], latest.day)];
  keyed.dates = new Int32Array(keyed.rows);
  let count = 0;
  let first = -1;
  for (let row = 0; row < keyed.rows; row++) {
    const text = keyText(column, row);
    const day = text === null ? null : parseDate(text);
    keyed.dates[row] = day ?? 0;
    if (day === null && count++ === 0) first = row;
  }
  if (count === 0) return [];
  return [dateUnreadable([...path, "date"], keyed.file, latest.date, fileRow(keyed, first), keyText(column, first) ?? "", count)]; // prettier-ignore
}

/** The last day of a year as yyyymmdd. */
export function lastDay(year: number, day = "03-31"): number {
  return parseDate(`${year}-${day}`) ?? year * 10000 + 331;
}
