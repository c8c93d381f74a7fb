import { isMissing, numberColumn, reasonAt, type Column, type NumberColumn } from "../columns/column.ts";
import { PRESENT, reasonCode } from "../columns/reasons.ts";
import { ln } from "../elementary/index.ts";
import { keyNumber, type PanelKeys } from "./panel-keys.ts";
import type { MeasureShape } from "./spec.ts";

/**
 * A measure from its operands, row by row. A cell is missing for the reason of the first operand that is; a division by
 * zero or the logarithm of something not above zero is undefined; a year that the panel does not have is "no match".
 */
export function computeMeasure(
  spec: Exclude<MeasureShape, { releases: unknown } | { neighbours: unknown }>,
  operands: readonly NumberColumn[],
  keys: PanelKeys,
): NumberColumn {
  const [first] = operands;
  if ("rate" in spec) return rowwise(operands, ([a, b]) => (a! / b!) * (spec.times ?? 1));
  if ("ratio" in spec) return rowwise(operands, ([a, b]) => a! / b!);
  if ("share" in spec)
    return rowwise(operands, ([a, ...parts]) => (a! / parts.reduce((x, y) => x + y)) * (spec.times ?? 1));
  if ("log" in spec) return rowwise(operands, ([a]) => (a! > 0 ? ln(a!) : NaN));
  if ("sum" in spec) return rowwise(operands, (cells) => cells.reduce((x, y) => x + y));
  if ("minus" in spec) return rowwise(operands, ([a, b]) => a! - b!);
  if ("lag" in spec) return elsewhere(first!, earlierYear(keys, spec.by ?? 1));
  if ("coalesce" in spec) return coalesce(operands);
  if ("deflate" in spec)
    return rowwise([first!, operands[1]!, elsewhere(operands[1]!, yearOf(keys, spec.base))], ([a, p, base]) => (a! / p!) * base!); // prettier-ignore
  if ("quantile" in spec) return quantileGroups(first!, spec.groups, keys);
  if ("index" in spec)
    return rowwise([first!, elsewhere(first!, yearOf(keys, spec.base))], ([a, b]) => (a! / b!) * 100);
  return rowwise([first!, elsewhere(first!, earlierYear(keys, spec.by ?? 1))], ([a, b]) => a! - b!);
}

/** The first operand that holds a value; missing for the first one's reason where none does. R: dplyr's `coalesce`. */
function coalesce(operands: readonly NumberColumn[]): NumberColumn {
  const values = operands[0]!.values.slice();
  const reasons = operands[0]!.reasons?.slice() ?? null;
  for (let row = 0; row < values.length; row++) {
    const found = operands.find((operand) => !isMissing(operand, row));
    if (found === undefined) continue;
    values[row] = found.values[row]!;
    if (reasons !== null) reasons[row] = PRESENT;
  }
  return numberColumn(values, reasons);
}

/**
 * Groups 1 (lowest) to k of equal size within each year: floor((rank - 1) k / n) + 1, where equal values share the lowest of
 * their ranks. R: `floor((rank(x, ties.method = "min") - 1) * k / length(x)) + 1`.
 */
function quantileGroups(column: NumberColumn, groups: number, keys: PanelKeys): NumberColumn {
  const values = new Float64Array(column.length).fill(NaN);
  const years = new Map<number, number[]>();
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row)) continue;
    const year = keys.time === null ? 0 : keys.time[row]!;
    if (!years.has(year)) years.set(year, []);
    years.get(year)!.push(row);
  }
  for (const rows of years.values()) {
    rows.sort((a, b) => column.values[a]! - column.values[b]!);
    let rank = 0;
    rows.forEach((row, at) => {
      if (at === 0 || column.values[row] !== column.values[rows[at - 1]!]) rank = at;
      values[row] = Math.floor((rank * groups) / rows.length) + 1;
    });
  }
  return numberColumn(values, column.reasons === null ? null : column.reasons.slice());
}

function rowwise(operands: readonly NumberColumn[], formula: (cells: number[]) => number): NumberColumn {
  const rows = operands[0]!.length;
  const values = new Float64Array(rows);
  const reasons = new Uint8Array(rows);
  const cells = Array.from(operands, () => 0);
  for (let row = 0; row < rows; row++) {
    const missing = operands.find((operand) => isMissing(operand, row));
    if (missing !== undefined) {
      values[row] = NaN;
      reasons[row] = reasonCode(reasonAt(missing, row));
      continue;
    }
    for (let i = 0; i < cells.length; i++) cells[i] = operands[i]!.values[row]!;
    values[row] = formula(cells);
  }
  return numberColumn(values, reasons);
}

/** The column's cells at other rows; -1 is no match. */
function elsewhere(column: Column, rows: Int32Array): NumberColumn {
  const numbers = column as NumberColumn;
  const values = new Float64Array(rows.length);
  const reasons = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const from = rows[row]!;
    values[row] = from < 0 ? NaN : numbers.values[from]!;
    reasons[row] =
      from < 0 ? reasonCode("no match") : isMissing(column, from) ? reasonCode(reasonAt(column, from)) : PRESENT;
  }
  return numberColumn(values, reasons);
}

function rowsAt(keys: PanelKeys, year: (row: number) => number): Int32Array {
  const at = new Map<number, number>();
  const area = (row: number): number => (keys.area === null ? 0 : keys.area.of[row]!);
  for (let row = 0; row < keys.rows; row++) at.set(keyNumber(area(row), keys.time![row]!), row);
  return Int32Array.from({ length: keys.rows }, (_, row) => at.get(keyNumber(area(row), year(row))) ?? -1);
}

/** For every row the same area's row so many calendar years earlier. */
function earlierYear(keys: PanelKeys, by: number): Int32Array {
  return rowsAt(keys, (row) => keys.time![row]! - by);
}

/** For every row the same area's row in one year. */
function yearOf(keys: PanelKeys, year: number): Int32Array {
  return rowsAt(keys, () => year);
}
