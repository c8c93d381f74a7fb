import type { Column } from "../columns/column.ts";
import { REASONS, type Reason } from "../columns/reasons.ts";
import { drain } from "../messages/drain.ts";
import type { Task } from "../messages/types.ts";
import { isCodeName } from "./code-names.ts";
import type { ReadResult } from "./types.ts";

/** What a column holds, before anyone has said what it is for. */
export interface ColumnContents {
  name: string;
  type: "number" | "text";
  missing: Partial<Record<Reason, number>>;
  distinct: number;
  /** The name or the type says that these are codes or words. */
  code: boolean;
  numbers?: { min: number; p25: number; median: number; p75: number; max: number; bins: number[] };
  values?: { value: string; count: number }[];
}

const BINS = 20;
const MOST_FREQUENT = 12;

/** What each column holds, one column at a time. */
export function* summariseTask(result: ReadResult): Task<ColumnContents[]> {
  const contents: ColumnContents[] = [];
  for (const [done, name] of result.order.entries()) {
    yield { stage: `Looking at ${result.file}`, done, total: result.order.length };
    contents.push(summariseColumn(name, result.columns.get(name)!));
  }
  return contents;
}

export function summarise(result: ReadResult): ColumnContents[] {
  return drain(summariseTask(result));
}

function summariseColumn(name: string, column: Column): ColumnContents {
  const contents = { name, type: column.kind, missing: countMissing(column), code: isCodeName(name) };
  return column.kind === "number"
    ? { ...contents, ...describeNumbers(column.values) }
    : { ...contents, ...describeTexts(column.codes, column.dictionary) };
}

export function countMissing(column: Column): Partial<Record<Reason, number>> {
  const counts = new Int32Array(REASONS.length);
  if (column.reasons !== null) for (const reason of column.reasons) counts[reason]!++;
  const missing: Partial<Record<Reason, number>> = {};
  for (let code = 1; code < counts.length; code++) if (counts[code]! > 0) missing[REASONS[code]!] = counts[code]!;
  return missing;
}

/** Five numbers (R's quantile type 7) and equal bins from the least to the most; the last bin holds the most. */
function describeNumbers(values: Float64Array): Pick<ColumnContents, "distinct" | "numbers"> {
  const sorted = inOrder(values);
  let count = sorted.length;
  while (count > 0 && sorted[count - 1] !== sorted[count - 1]) count--;
  if (count === 0) return { distinct: 0 };
  let distinct = 1;
  for (let i = 1; i < count; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  const quantile = (share: number): number => {
    const at = (count - 1) * share;
    const low = Math.floor(at);
    const value = sorted[low]!;
    return low + 1 < count ? value + (at - low) * (sorted[low + 1]! - value) : value;
  };
  const min = sorted[0]!;
  const max = sorted[count - 1]!;
  const bins = Array.from({ length: BINS }, () => 0);
  for (let i = 0; i < count; i++) {
    const bin = max > min ? Math.floor(((sorted[i]! - min) / (max - min)) * BINS) : 0;
    bins[Math.min(BINS - 1, bin)]!++;
  }
  return { distinct, numbers: { min, p25: quantile(0.25), median: quantile(0.5), p75: quantile(0.75), max, bins } };
}

/** Whole numbers of a narrow range are counted, which is several times as quick as sorting them. */
const NARROW = 1 << 20;

/** The values from the least to the most, those that are missing last. */
function inOrder(values: Float64Array): Float64Array {
  let min = Infinity;
  let max = -Infinity;
  let whole = values.length > NARROW / 16;
  for (let row = 0; row < values.length && whole; row++) {
    const value = values[row]!;
    if (value !== value) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    whole = Math.floor(value) === value && max - min < NARROW;
  }
  if (!whole || min > max) return values.slice().sort();
  const counts = new Int32Array(max - min + 1);
  for (const value of values) if (value === value) counts[value - min]!++;
  const sorted = new Float64Array(values.length).fill(NaN);
  let at = 0;
  for (let step = 0; step < counts.length; step++) {
    const to = at + counts[step]!;
    if (to > at) sorted.fill(min + step, at, to);
    at = to;
  }
  return sorted;
}

function describeTexts(codes: Int32Array, dictionary: readonly string[]): Pick<ColumnContents, "distinct" | "values"> {
  const counts = new Int32Array(dictionary.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  const order = [...counts.keys()].filter((code) => counts[code]! > 0);
  const distinct = order.length;
  // Ties stay in the file's order.
  order.sort((a, b) => counts[b]! - counts[a]! || a - b);
  const values = order.slice(0, MOST_FREQUENT).map((code) => ({ value: dictionary[code]!, count: counts[code]! }));
  return { distinct, values };
}
