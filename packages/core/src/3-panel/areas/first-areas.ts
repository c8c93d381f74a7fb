import { columnNames } from "../../2-table/index.ts";
import type { Problem } from "../../messages/types.ts";
import { fileRow, type KeyedTable } from "../keyed-table.ts";
import { composite } from "../reshape/crosswalk.ts";
import type { TableSpec } from "../spec.ts";
import { sameCouncils, type Recode } from "./meet-areas.ts";
import * as told from "./problems.ts";

const TOTALS = /^(E1[23]|[EWS]92|K0)\d{6,7}$|^england$/i;

/**
 * The first table sets the areas: one that has two codes over time is one area, under the code it has now. Rows of England or
 * its regions among them, and rows of several areas, are pointed at.
 */
export function firstAreas(first: KeyedTable, spec: TableSpec): { recodes: Recode[]; problems: Problem[] } {
  const { area } = first;
  if (area === null) return { recodes: [], problems: [] };
  const path = ["tables", first.name];
  const problems: Problem[] = [];
  const rowsOf = (codes: readonly string[]): { rows: number; first: number } => {
    const wanted = new Set(codes);
    let rows = 0;
    let at = 0;
    area.of.forEach((code, row) => {
      if (wanted.has(area.codes[code]!) && rows++ === 0) at = fileRow(first, row);
    });
    return { rows, first: at };
  };
  const totals = area.codes.filter((code) => TOTALS.test(code));
  if (totals.length > 0) {
    const { rows, first: at } = rowsOf(totals);
    const level = columnNames(first.table).includes("geographic_level");
    problems.push(told.totalsAmong(path, first.file, first.areaColumn!, totals, rows, at, level));
  }
  const several = area.codes.filter((code) => composite(code).length > 1 && code.includes(" / "));
  if (several.length > 0) {
    const { rows, first: at } = rowsOf(several);
    problems.push(told.compositeRows(path, first.file, first.areaColumn!, several, rows, at));
  }
  const same = spec.areas?.match === "exact" ? new Map<string, string>() : sameCouncils(area.codes);
  if (same.size === 0) return { recodes: [], problems };
  const kept = area.codes.filter((code) => !same.has(code));
  const place = new Map(kept.map((code, at) => [code, at]));
  const moved = area.codes.map((code) => place.get(same.get(code) ?? code)!);
  first.area = { codes: kept, of: area.of.map((code) => (code < 0 ? code : moved[code]!)) };
  problems.push(told.areasSame(path, first.file, same));
  const recodes = [...same].map(([text, code]): Recode => ({ text, code, from: -Infinity, to: Infinity, by: "list" }));
  return { recodes, problems };
}
