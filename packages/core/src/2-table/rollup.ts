import type { NumberColumn } from "../columns/column.ts";
import type { Groups } from "../columns/group-by.ts";

/**
 * Number of cells of each group that hold a value.
 * Shapes: a column of n cells in G groups gives G whole numbers. R: `tapply(x, g, function(x) sum(!is.na(x)))`.
 */
export function countPresent(groups: Groups, column: NumberColumn): Float64Array {
  if (column.reasons === null) return Float64Array.from(groups.sizes);
  const out = new Float64Array(groups.count);
  const { of } = groups;
  const { values } = column;
  for (let row = 0; row < values.length; row++) if (values[row] === values[row]) out[of[row]!]!++;
  return out;
}

/**
 * Sum of each group's present cells, added in row order; 0 for a group without any.
 * Shapes: n cells in G groups give G numbers, in the column's unit. R: `tapply(x, g, sum, na.rm = TRUE)`.
 */
export function sum(groups: Groups, column: NumberColumn): Float64Array {
  const out = new Float64Array(groups.count);
  const { of } = groups;
  const { values } = column;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value === value) out[of[row]!]! += value;
  }
  return out;
}

/**
 * Arithmetic mean of each group's present cells, sum / count; NaN for a group without any.
 * Shapes: n cells in G groups give G numbers, in the column's unit. R: `tapply(x, g, mean, na.rm = TRUE)` (R adds in
 * extended precision, so the last digit may differ).
 */
export function mean(groups: Groups, column: NumberColumn): Float64Array {
  const counts = countPresent(groups, column);
  const out = sum(groups, column);
  for (let group = 0; group < out.length; group++) out[group]! /= counts[group]!;
  return out;
}

/**
 * Median of each group's present cells: the middle value, or the mean of the two middle ones; NaN for a group without any.
 * Shapes: n cells in G groups give G numbers, in the column's unit. Expected time is linear in n (C. A. R. Hoare, 1961,
 * Algorithm 65: Find, Communications of the ACM 4). R: `tapply(x, g, median, na.rm = TRUE)`.
 */
export function median(groups: Groups, column: NumberColumn): Float64Array {
  const { of, count } = groups;
  const { values } = column;
  const counts = countPresent(groups, column);
  const next = new Int32Array(count);
  for (let group = 1; group < count; group++) next[group] = next[group - 1]! + counts[group - 1]!;
  const sorted = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value === value) sorted[next[of[row]!]!++] = value;
  }
  return Float64Array.from(counts, (size, group) => {
    if (size === 0) return NaN;
    const from = next[group]! - size;
    const middle = from + (size >> 1);
    const upper = select(sorted, from, next[group]! - 1, middle);
    if (size % 2 === 1) return upper;
    let lower = -Infinity;
    for (let at = from; at < middle; at++) if (sorted[at]! > lower) lower = sorted[at]!;
    return (lower + upper) / 2;
  });
}

/** The value that would stand at `k` if values[left..right] were sorted (Hoare's selection); smaller ones end before it. */
function select(values: Float64Array, left: number, right: number, k: number): number {
  while (left < right) {
    const pivot = middleOf(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let low = left;
    let high = right;
    while (low <= high) {
      while (values[low]! < pivot) low++;
      while (values[high]! > pivot) high--;
      if (low <= high) {
        const kept = values[low]!;
        values[low++] = values[high]!;
        values[high--] = kept;
      }
    }
    if (k <= high) right = high;
    else if (k >= low) left = low;
    else break;
  }
  return values[k]!;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
