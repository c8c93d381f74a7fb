import { thousands } from "./format.ts";

/** What an amount is counted in: pounds, thousands or millions of them, or a plain number. */
export const AMOUNT_UNITS = ["£", "£ thousand", "£ million", "number"] as const;
export type AmountUnit = (typeof AMOUNT_UNITS)[number];

const POUNDS = { "£": 1, "£ thousand": 1e3, "£ million": 1e6 };

/** 3120000000 pounds -> "£3.1 billion"; 512 -> "£512"; a plain number -> "3,120". */
export function amountText(value: number, unit: AmountUnit): string {
  const sign = value < 0 ? "\u2212" : "";
  if (unit === "number") return sign + scaled(Math.abs(value), 1e6);
  return sign + "£" + scaled(Math.abs(value) * POUNDS[unit], 1e6);
}

function scaled(size: number, from: number): string {
  if (size >= 0.9995 * 1e9) return `${short(size / 1e9)} billion`;
  if (size >= 0.9995 * from) return `${short(size / 1e6)} million`;
  if (size >= 100 || size === Math.round(size)) return thousands(size);
  return size.toFixed(2);
}

/** Three digits at most, never fewer than the whole part has. */
function short(size: number): string {
  return size >= 99.95 ? thousands(size) : size.toFixed(size >= 9.995 ? 1 : 2).replace(/\.?0+$/, "");
}

/** Does a name or title speak of money? */
export function speaksOfMoney(words: string): boolean {
  return /£|spend|spent|expenditure|outturn|budget|cost|funding|grant|\bmoney\b|\bcash\b|\bpounds?\b/i.test(words);
}
