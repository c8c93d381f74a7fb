import type { Column } from "../columns/column.ts";

/** What a spreadsheet does to codes and ranges when it opens a file and saves it again. */
export interface Resaved {
  what: "zeros" | "dates" | "exponents" | "hashes";
  /** The first such text, the row of it, how many rows have one. */
  value: string;
  row: number;
  count: number;
}

const MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
/** "3-18" becomes "03-Mar" or "Mar-18". */
const MADE_DATE = new RegExp(`^(?:\\d{1,2}-${MONTHS}|${MONTHS}-\\d{2})$`);
const RANGE = /^\d{1,3} ?(?:-|to|\u2013) ?\d{1,3}\b|^(?:under|over|total|all|unknown|less|more)\b|\+$/i;
const EXPONENT = /^\d(?:\.\d+)?E\+?\d+$/;
const DIGITS = /^\d+$/;

/** Signs in a column of words that a spreadsheet has had the file; at most one of each kind. */
export function resavedSigns(column: Column, code: boolean): Resaved[] {
  if (column.kind !== "text" || column.dictionary.length === 0) return [];
  const { dictionary } = column;
  const found: Resaved[] = [];
  const tell = (what: Resaved["what"], is: (text: string) => boolean): void => {
    const hit = dictionary.map((text) => is(text));
    let row = -1;
    let count = 0;
    for (let at = 0; at < column.length; at++) if (column.codes[at]! >= 0 && hit[column.codes[at]!] && count++ === 0) row = at; // prettier-ignore
    if (count > 0) found.push({ what, value: column.at(row)!, row, count });
  };
  // Months alone are months; beside ranges they were ranges.
  if (dictionary.some((text) => RANGE.test(text))) tell("dates", (text) => MADE_DATE.test(text));
  const exponents = dictionary.filter((text) => EXPONENT.test(text)).length;
  if (exponents > 0 && (code || exponents < dictionary.length)) tell("exponents", (text) => EXPONENT.test(text));
  tell("hashes", (text) => /^#{4,}$/.test(text));
  const length = code ? lostZeros(dictionary) : null;
  if (length !== null) tell("zeros", (text) => DIGITS.test(text) && text.length < length);
  return found;
}

/**
 * Codes of digits, nearly all of one length, some of them shorter; null where the lengths say nothing. A code that begins
 * with a zero anywhere shows that zeros have been kept.
 */
function lostZeros(dictionary: readonly string[]): number | null {
  const digits = dictionary.filter((text) => DIGITS.test(text));
  if (digits.length < 8 || digits.length < dictionary.length * 0.9 || digits.some((text) => text.startsWith("0"))) return null; // prettier-ignore
  const lengths = new Map<number, number>();
  for (const text of digits) lengths.set(text.length, (lengths.get(text.length) ?? 0) + 1);
  const longest = Math.max(...lengths.keys());
  const full = lengths.get(longest)!;
  // Numbers counted up from 1 have few short ones and many long ones too: those are not padded anywhere.
  const shorter = [...lengths.keys()].filter((length) => length < longest);
  const counted = digits.includes("1") && digits.includes("2");
  const near = shorter.length > 0 && shorter.every((length) => length >= longest - 2) && longest >= 4;
  return near && !counted && full >= digits.length * 0.5 ? longest : null;
}
