import type { Reason } from "../columns/reasons.ts";
import { SYMBOL_REASONS } from "./symbols.ts";

/**
 * What a trimmed text is in a column of numbers: a number; a symbol with its reason; a code, which forbids the column to be
 * numbers ("007", "+44", an identifier too long for a number); or anything else, "odd".
 */
export type Cell =
  { is: "number"; value: number } | { is: "symbol"; reason: Reason } | { is: "code"; value: number } | { is: "odd" };

const PLAIN = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const GROUPED = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const CODE_LIKE = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$|^\+\.\d+$/;
const LONG_INTEGER = /^-?\d{16,}$/;

/** The decimal comma as a point and grouping points gone; null where the text has a point that cannot group. */
function withPoint(text: string): string | null {
  if (!text.includes(".")) return text.replace(",", ".");
  return /^-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/.test(text) ? text.replaceAll(".", "").replace(",", ".") : null;
}

export function classify(
  text: string,
  decimal: "." | ",",
  grouping: boolean,
  missing: readonly string[] | undefined,
): Cell {
  if (text === "") return { is: "symbol", reason: "blank" };
  const symbol = SYMBOL_REASONS.get(text);
  if (symbol !== undefined) return { is: "symbol", reason: symbol };
  // Eurostat writes why beside the sign for "not there": ": c".
  const flagged = text.startsWith(":") ? /^: ?([a-z]{1,3})$/.exec(text) : null;
  if (flagged !== null) return { is: "symbol", reason: SYMBOL_REASONS.get(flagged[1]!) ?? "unavailable" };
  if (missing !== undefined && missing.includes(text)) return { is: "symbol", reason: "coded" };
  let plain: string | null = text;
  if (decimal === ",") plain = withPoint(text);
  else if (grouping && GROUPED.test(text)) plain = text.replaceAll(",", "");
  if (plain === null) return { is: "odd" };
  if (PLAIN.test(plain)) {
    const value = Number(plain);
    if (value - value !== 0) return { is: "odd" };
    return LONG_INTEGER.test(plain) && String(value) !== plain ? { is: "code", value } : { is: "number", value };
  }
  return CODE_LIKE.test(plain) ? { is: "code", value: Number(plain) } : { is: "odd" };
}
