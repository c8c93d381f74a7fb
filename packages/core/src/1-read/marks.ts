import { isMissing, numberColumn, type Column, type NumberColumn } from "../columns/column.ts";
import { reasonCode, type Reason } from "../columns/reasons.ts";
import { SYMBOL_REASONS } from "./symbols.ts";

/** Marks that publishers put beside a figure, and what they mean. Facts, written by hand. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["p", "provisional"],
  ["e", "estimated"],
  ["b", "break in the series"],
  ["r", "revised"],
  ["u", "low reliability"],
  ["c", "confidential"],
  ["d", "definition differs"],
  ["s", "estimated by the publisher"],
  ["f", "forecast"],
  ["i", "see the publisher's notes"],
  ["n", "not significant"],
  ["z", "not applicable"],
]);

/** "1,234 p", "12.5 [r]", "7*", "3 (1)": a number and a mark; a bare letter only behind a space. */
export const MARKED =
  /^(.*\d\)?%?)(?:\s+([bcdefinprsuz]{1,3})|\s*\[((?:note )?[a-z0-9]{1,8})\]|\s+\(([a-z0-9]{1,2})\)|\s*([*\u2020\u2021]{1,3}))$/;
const FLAG_NAME = /(?:^|[^a-z])(?:flags?|obs_?flag|obs_?status|conf_?status|status|symbols?|markers?|marks?|annotations?|footnotes?|notes?|suppression)(?:[^a-z]|$)/i; // prettier-ignore
const UNNAMED = /^column \d+$/;
/** A flag is short: a longer text is a remark, and a column of those is read as it is. */
const LONGEST = 4;
const MOST_FLAGS = 30;

/** The marks of a column's cells: a code per row, 0 where there is none, and the text of each code. */
export interface Marks {
  codes: Uint8Array;
  /** In the order of appearance; the first one's code is 1. */
  texts: string[];
  /** The column beside that they stand in; null: they stand in the cells themselves. */
  from: string | null;
}

/** A mark as it is told: its text, its meaning where that is known, how many cells bear it. */
export interface MarkCount {
  mark: string;
  meaning?: string;
  count: number;
}

export function splitMark(text: string): { number: string; mark: string } | null {
  const parts = MARKED.exec(text);
  return parts === null ? null : { number: parts[1]!, mark: (parts[2] ?? parts[3] ?? parts[4] ?? parts[5])! };
}

export function meaningOf(mark: string): string | undefined {
  return MEANINGS.get(mark.toLowerCase());
}

export function countMarks({ codes, texts }: Marks): MarkCount[] {
  const counts = new Int32Array(texts.length + 1);
  for (const code of codes) counts[code]!++;
  return texts.map((mark, at) => {
    const meaning = meaningOf(mark);
    return { mark, ...(meaning === undefined ? {} : { meaning }), count: counts[at + 1]! };
  });
}

/** The columns of flags, each with the column of numbers that it stands beside: by what the study says, by name or by place. */
export function flagColumns(
  order: readonly string[],
  columns: ReadonlyMap<string, Column>,
  asked: (value: string) => string | false | undefined,
): Map<string, string> {
  const flags = new Map<string, string>();
  for (const value of order) {
    const said = asked(value);
    if (typeof said === "string" && columns.has(said) && said !== value) flags.set(said, value);
  }
  for (const [at, name] of order.entries()) {
    const before = order[at - 1];
    if (flags.has(name) || before === undefined || asked(name) === false || asked(before) !== undefined) continue;
    const column = columns.get(name)!;
    if (columns.get(before)!.kind !== "number" || !isFlags(column)) continue;
    if (UNNAMED.test(name) || isNameOfFlags(name, before)) flags.set(name, before);
  }
  return flags;
}

/** "2019 flag" beside "2019", "OBS_FLAG" beside "OBS_VALUE", "Flag" beside anything. */
function isNameOfFlags(name: string, value: string): boolean {
  if (!FLAG_NAME.test(name)) return false;
  const own = name.replace(FLAG_NAME, "").replace(/[^a-z0-9]/gi, "").toLowerCase(); // prettier-ignore
  const other = value.replace(/[^a-z0-9]/gi, "").toLowerCase();
  return own === "" || other.startsWith(own) || own.startsWith(other);
}

function isFlags(column: Column): boolean {
  if (column.kind !== "text" || column.dictionary.length === 0 || column.dictionary.length > MOST_FLAGS) return false;
  return column.dictionary.every((text) => text.length <= LONGEST && !/^\d/.test(text));
}

/** What the flags say of the column beside them: their marks, and the column with the reason of each missing cell. */
export function applyFlags(values: NumberColumn, flags: Column, from: string): { column: NumberColumn; marks: Marks } {
  const texts: string[] = [];
  const codes = new Uint8Array(values.length);
  const reasons = values.reasons === null ? new Uint8Array(values.length) : values.reasons.slice();
  const codeOf = new Map<string, number>();
  for (let row = 0; row < values.length; row++) {
    const flag = flags.at(row);
    if (flag === null) continue;
    const text = String(flag);
    let code = codeOf.get(text);
    if (code === undefined) {
      if (texts.length === 255) continue;
      code = texts.push(text);
      codeOf.set(text, code);
    }
    codes[row] = code;
    const reason = reasonOfFlag(text);
    if (isMissing(values, row) && reason !== undefined) reasons[row] = reasonCode(reason);
  }
  return { column: numberColumn(values.values, reasons), marks: { codes, texts, from } };
}

function reasonOfFlag(flag: string): Reason | undefined {
  return SYMBOL_REASONS.get(flag) ?? SYMBOL_REASONS.get(flag.toLowerCase());
}
