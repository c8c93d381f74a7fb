import { numberColumn, textColumn, type Column } from "../columns/column.ts";
import { reasonCode } from "../columns/reasons.ts";
import { BLANK, plainText, WORD, type ColumnStore } from "./column-store.ts";
import { classify, type Cell } from "./classify.ts";
import { likelyMissing } from "./likely-missing.ts";
import { splitMark, type Marks } from "./marks.ts";
import { withoutSign } from "./signs.ts";

export interface FinishRules {
  type: "number" | "text" | undefined;
  /** The name says that these are codes. */
  code: boolean;
  missing: readonly string[] | undefined;
  decimal: "." | ",";
  grouping: boolean;
  /** A column of symbols alone is one of numbers, all missing (the open-data format), not of words. */
  symbolsAreMissing: boolean;
  /** Figures may bear a mark: "1,234 p". */
  marks: boolean;
}

export interface FinishedColumn {
  column: Column;
  /** Cells that are no number in a column of numbers, by text, with the row of the first. */
  unreadable: { count: number; first: number; values: string[] } | null;
  allMissing: boolean;
  /** Words that would be numbers if the comma in them were understood. */
  comma: { row: number; value: string } | null;
  /** The sign that every number is written with, such as "%". */
  sign: string | null;
  /** A number below 0 that looks like a code for "no value". */
  likelyMissing: { value: string; count: number; row: number } | null;
  /** The marks that figures bear in their cells, which were read without them; the first one's place. */
  marks: (Marks & { first: number; text: string }) | null;
}

/** Most columns of numbers with a few odd cells are still columns of numbers. */
const ENOUGH = 0.9;
const CATEGORY = /^(?:total|all|overall|under|over|less|more|unknown|other)\b|^\d+\s*(?:\+|-|to\b|and\b|or\b)/i;
const WITH_COMMA = /^-?\d+(?:\.\d{3})*,\d+$/;

/** Decides what the column is, from all its cells, and makes it. `texts` are the dictionary's words, trimmed. */
export function finishColumn(
  store: ColumnStore,
  texts: readonly string[],
  rows: number,
  rules: FinishRules,
): FinishedColumn {
  const counts = new Int32Array(texts.length);
  const blanks = countWords(store, rows, counts);
  let cells = texts.map((text) => classify(text, rules.decimal, rules.grouping, rules.missing));
  let numeric = isNumeric(cells, texts, counts, rows - blanks, rules);
  const plain = rows - blanks - counts.reduce((sum, count) => sum + count, 0);
  const signed = rules.code || rules.type === "text" || plain > 0 ? null : withoutSign(texts, cells, counts, rules);
  if (signed !== null) {
    cells = signed.cells;
    numeric = true;
  }
  const marked = numeric && !rules.marks ? null : withoutMarks(texts, cells, counts, plain, rules);
  const asMarked = marked !== null && isNumeric(marked.cells, texts, counts, rows - blanks, rules) ? marked : null;
  if (asMarked !== null) {
    cells = asMarked.cells;
    numeric = true;
  }
  const made = numeric ? numbers(store, cells, texts, rows, rules) : words(store, texts, rows, rules.missing);
  const allMissing = rows > 0 && isAllMissing(made.column);
  return {
    ...made,
    allMissing,
    comma: numeric ? null : commaCell(made.column, rules),
    sign: numeric ? (signed?.sign ?? null) : null,
    likelyMissing: likelyMissing(made.column),
    marks: asMarked === null ? null : marksOf(store, asMarked.marks, texts, rows),
  };
}

/** The cells of a column in which some figures bear a mark, read without it; null where none does, or all words do. */
function withoutMarks(
  texts: readonly string[],
  cells: readonly Cell[],
  counts: Int32Array,
  plain: number,
  rules: FinishRules,
): { cells: Cell[]; marks: (string | null)[] } | null {
  if (!rules.marks || rules.code || rules.type === "text") return null;
  if (plain === 0 && !cells.some((cell, at) => cell.is === "number" && counts[at]! > 0)) return null;
  let any = false;
  const marks: (string | null)[] = texts.map(() => null);
  const read = cells.map((cell, at) => {
    const parts = cell.is === "odd" && counts[at]! > 0 ? splitMark(texts[at]!) : null;
    const number = parts === null ? null : classify(parts.number, rules.decimal, rules.grouping, rules.missing);
    if (number?.is !== "number") return cell;
    any = true;
    marks[at] = parts!.mark;
    return number;
  });
  return any ? { cells: read, marks } : null;
}

function marksOf(
  store: ColumnStore,
  markOf: readonly (string | null)[],
  words: readonly string[],
  rows: number,
): Marks & { first: number; text: string } {
  const texts: string[] = [];
  const codes = new Uint8Array(rows);
  let first = -1;
  let text = "";
  for (let row = 0; row < rows; row++) {
    const word = wordAt(store, row);
    const mark = word < 0 ? null : markOf[word]!;
    if (mark === null) continue;
    let at = texts.indexOf(mark);
    if (at < 0 && texts.length < 255) at = texts.push(mark) - 1;
    codes[row] = at + 1;
    if (first < 0) [first, text] = [row, words[word]!];
  }
  return { codes, texts, from: null, first, text };
}

/** Counts each word's cells; returns how many cells are blank. */
function countWords(store: ColumnStore, rows: number, counts: Int32Array): number {
  let blanks = 0;
  for (let row = 0; row < rows; row++) {
    const code = wordAt(store, row);
    if (code >= 0) counts[code]!++;
    else if (code === -1) blanks++;
  }
  return blanks;
}

/** The dictionary code of a cell; -1: blank; -2: a number without an entry in the dictionary. */
function wordAt(store: ColumnStore, row: number): number {
  if (store.words) return store.codes[row]!;
  const form = store.forms[row]!;
  return form === WORD ? store.values[row]! : form === BLANK ? -1 : -2;
}

function isNumeric(
  cells: Cell[],
  texts: readonly string[],
  counts: Int32Array,
  filled: number,
  rules: FinishRules,
): boolean {
  if (rules.type !== undefined) return rules.type === "number";
  if (rules.code) return false;
  if (filled === 0) return true;
  let symbols = 0;
  let odd = 0;
  for (let code = 0; code < cells.length; code++) {
    if (counts[code] === 0) continue;
    const cell = cells[code]!;
    if (cell.is === "code") return false;
    if (cell.is === "symbol") symbols += counts[code]!;
    if (cell.is !== "odd") continue;
    if (CATEGORY.test(texts[code]!)) return false;
    odd += counts[code]!;
  }
  if (filled === symbols) return rules.symbolsAreMissing;
  const known = filled - symbols;
  return known > odd && known - odd >= known * ENOUGH;
}

type Made = Pick<FinishedColumn, "column" | "unreadable">;

function numbers(store: ColumnStore, cells: Cell[], texts: readonly string[], rows: number, rules: FinishRules): Made {
  const values = new Float64Array(rows);
  const reasons = new Uint8Array(rows);
  const valueOf = new Float64Array(cells.length);
  const reasonOf = new Uint8Array(cells.length);
  const unreadable = reasonCode("unreadable");
  for (const [code, cell] of cells.entries()) {
    if (cell.is === "number" || (cell.is === "code" && rules.type === "number")) valueOf[code] = cell.value;
    else {
      valueOf[code] = NaN;
      reasonOf[code] = cell.is === "symbol" ? reasonCode(cell.reason) : unreadable;
    }
  }
  const coded = rules.missing === undefined ? null : new Set(rules.missing);
  let any = false;
  let count = 0;
  let first = -1;
  const bad = new Set<string>();
  for (let row = 0; row < rows; row++) {
    const code = wordAt(store, row);
    if (code === -2) {
      const value = store.values[row]!;
      if (coded === null || !coded.has(plainText(value, store.forms[row]!, store.decimal))) {
        values[row] = value;
        continue;
      }
      values[row] = NaN;
      reasons[row] = CODED;
      any = true;
      continue;
    }
    values[row] = code < 0 ? NaN : valueOf[code]!;
    if (values[row] === values[row]) continue;
    any = true;
    const reason = code < 0 ? BLANK_CELL : reasonOf[code]!;
    reasons[row] = reason;
    if (reason !== unreadable) continue;
    if (count++ === 0) first = row;
    if (bad.size < 10) bad.add(texts[code]!);
  }
  return {
    column: numberColumn(values, any ? reasons : null),
    unreadable: count === 0 ? null : { count, first, values: [...bad] },
  };
}

const BLANK_CELL = reasonCode("blank");

function words(
  store: ColumnStore,
  texts: readonly string[],
  rows: number,
  missing: readonly string[] | undefined,
): Made {
  const dictionary: string[] = [];
  const seen = new Map<string, number>();
  const codes = new Int32Array(rows);
  const reasons = new Uint8Array(rows);
  // What each word becomes: -3 not yet seen, -2 a missing text, -1 blank, else its place in the new dictionary.
  const codeOf = new Int32Array(texts.length).fill(-3);
  let any = false;
  const place = (text: string): number => {
    if (text === "") return -1;
    if (missing !== undefined && missing.includes(text)) return -2;
    let code = seen.get(text);
    if (code === undefined) {
      code = dictionary.length;
      dictionary.push(text);
      seen.set(text, code);
    }
    return code;
  };
  for (let row = 0; row < rows; row++) {
    const word = wordAt(store, row);
    let code = -1;
    if (word >= 0) {
      code = codeOf[word]!;
      if (code === -3) code = codeOf[word] = place(texts[word]!);
    } else if (word === -2) {
      code = place(plainText(store.values[row]!, store.forms[row]!, store.decimal));
    }
    codes[row] = code < 0 ? -1 : code;
    if (code >= 0) continue;
    any = true;
    reasons[row] = code === -2 ? CODED : BLANK_CELL;
  }
  return { column: textColumn(codes, dictionary, any ? reasons : null), unreadable: null };
}

const CODED = reasonCode("coded");

function isAllMissing(column: Column): boolean {
  for (let row = 0; row < column.length; row++) if (column.at(row) !== null) return false;
  return true;
}

function commaCell(column: Column, rules: FinishRules): { row: number; value: string } | null {
  if (rules.grouping || rules.decimal === "," || rules.type !== undefined || column.kind !== "text") return null;
  if (column.dictionary.length === 0 || !column.dictionary.every((text) => WITH_COMMA.test(text) || /^\d+$/.test(text)))
    return null;
  const code = column.dictionary.findIndex((text) => text.includes(","));
  return code < 0 ? null : { row: column.codes.indexOf(code), value: column.dictionary[code]! };
}
