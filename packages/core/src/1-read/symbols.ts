import type { Reason } from "../columns/reasons.ts";

/** What stands in a column of numbers where there is no number, and why. Spelling counts: "C" is not "c". */
const SYMBOLS: readonly (readonly [Reason, readonly string[]])[] = [
  ["not applicable", ["z", "[z]"]],
  ["unavailable", ["x", ":", "..", "[x]"]],
  ["suppressed", ["c", "[c]"]],
  ["low", ["low", "k", "~", "[low]"]],
  ["unreliable", ["u", "[u]"]],
  ["coded", ["-", "NULL", "Null", "null", "NA", "N/A", "n/a", "#N/A", "NaN", "nan"]],
  ["coded", ["#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]],
];

export const SYMBOL_REASONS: ReadonlyMap<string, Reason> = new Map(
  SYMBOLS.flatMap(([reason, texts]) => texts.map((text) => [text, reason] as const)),
);
