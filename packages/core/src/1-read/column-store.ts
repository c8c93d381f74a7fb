import { decodeUtf8, decodeWindows1252 } from "./decode.ts";
import { ByteDictionary, hashBytes } from "./byte-dictionary.ts";

/** Rows for which there is room at first; it doubles as the file goes on. */
export const ROOM = 4096;
/** How a cell of a store of numbers is kept: up to 22 is a number with that many decimals, written in the plain way. */
export const BLANK = 253;
/** The value's shortest text is the cell's text. */
export const SHORTEST = 254;
/** The value is a code in the dictionary. */
export const WORD = 255;

/**
 * One column's cells while a file is being read. It begins as numbers, each with the few bits that give back its text, and
 * turns to dictionary codes when most cells turn out to be words. What the column becomes is decided at the end, from all
 * its cells, so that nothing depends on how the file was cut into chunks.
 */
export class ColumnStore {
  words = false;
  readonly dictionary = new ByteDictionary();
  values = new Float64Array(0);
  forms = new Uint8Array(0);
  codes = new Int32Array(0);

  constructor(
    words: boolean,
    readonly decimal: number,
  ) {
    this.words = words;
  }

  /** Makes room for that many rows. */
  grow(room: number): void {
    if (this.words) this.codes = enlarged(this.codes, Int32Array, room);
    else {
      this.values = enlarged(this.values, Float64Array, room);
      this.forms = enlarged(this.forms, Uint8Array, room);
    }
  }

  /** Keeps a cell, trimmed, that is not a plainly written number of up to 15 digits. */
  keep(index: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.words) {
      this.codes[index] = from === to ? -1 : this.dictionary.add(bytes, from, to, hashBytes(bytes, from, to));
      return;
    }
    if (from === to) {
      this.values[index] = NaN;
      this.forms[index] = BLANK;
      return;
    }
    if (this.keepPlain(index, bytes, from, to)) return;
    if (to - from > 15 && to - from < 30) {
      const text = decodeUtf8(bytes, from, to) ?? "";
      const value = Number(text);
      if (text.includes(".") && String(value) === text) {
        this.values[index] = value;
        this.forms[index] = SHORTEST;
        return;
      }
    }
    this.values[index] = this.dictionary.add(bytes, from, to, hashBytes(bytes, from, to));
    this.forms[index] = WORD;
  }

  /** Turns to codes if most of the last rows' cells are words. */
  reconsider(rows: number): void {
    if (this.words) return;
    let words = 0;
    let blanks = 0;
    const from = Math.max(0, rows - ROOM);
    for (let row = from; row < rows; row++) {
      if (this.forms[row] === WORD) words++;
      else if (this.forms[row] === BLANK) blanks++;
    }
    if (words * 2 > rows - from - blanks) this.turnToWords(rows);
  }

  private turnToWords(rows: number): void {
    const codes = new Int32Array(this.values.length);
    const scratch = new Uint8Array(64);
    for (let row = 0; row < rows; row++) {
      const form = this.forms[row]!;
      const value = this.values[row]!;
      if (form === BLANK) codes[row] = -1;
      else if (form === WORD) codes[row] = value;
      else {
        const text = plainText(value, form, this.decimal);
        for (let i = 0; i < text.length; i++) scratch[i] = text.charCodeAt(i);
        codes[row] = this.dictionary.add(scratch, 0, text.length, hashBytes(scratch, 0, text.length));
      }
    }
    this.codes = codes;
    this.words = true;
    this.values = new Float64Array(0);
    this.forms = new Uint8Array(0);
  }

  /** Keeps a plainly written number of up to 15 digits: both it and the power of ten are exact, so one division rounds once. */
  private keepPlain(index: number, bytes: Uint8Array, from: number, to: number): boolean {
    const negative = bytes[from] === 45;
    let at = negative ? from + 1 : from;
    if (to - at > 16 || (bytes[at] === 48 && at + 1 < to && bytes[at + 1] !== this.decimal)) return false;
    let number = 0;
    let digits = 0;
    let point = -1;
    for (; at < to; at++) {
      const digit = bytes[at]! - 48;
      if (digit >= 0 && digit <= 9) {
        number = number * 10 + digit;
        digits++;
      } else if (bytes[at] === this.decimal && point < 0 && digits > 0) point = at;
      else return false;
    }
    if (digits === 0 || digits > 15 || point === to - 1 || (negative && number === 0)) return false;
    const decimals = point < 0 ? 0 : to - point - 1;
    const size = number / POWERS[decimals]!;
    this.values[index] = negative ? -size : size;
    this.forms[index] = decimals;
    return true;
  }
}

/** Powers of ten that a double holds exactly. */
export const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** The text of a number kept in one of the plain forms. */
export function plainText(value: number, form: number, decimal: number): string {
  if (form === SHORTEST) return String(value);
  const text = value.toFixed(form);
  return decimal === 44 ? text.replace(".", ",") : text;
}

/** The first text in the record kept at `at`, of which `cells` cells were found. */
export function firstText(stores: readonly ColumnStore[], at: number, cells: number): string {
  for (const store of stores.slice(0, cells)) {
    const form = store.words ? WORD : store.forms[at]!;
    const code = store.words ? store.codes[at]! : store.values[at]!;
    if (form === BLANK || (form === WORD && code < 0)) continue;
    if (form !== WORD) return String(code);
    const { bytes, ends } = store.dictionary;
    const [from, to] = [store.dictionary.start(code), ends[code]!];
    return decodeUtf8(bytes, from, to) ?? decodeWindows1252(bytes, from, to);
  }
  return "";
}

type Cells = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

function enlarged<T extends Cells>(old: T, make: new (length: number) => T, length: number): T {
  const larger = new make(length);
  larger.set(old);
  return larger;
}
