import { decodeUtf8 } from "./decode.ts";
import { ByteDictionary, hashBytes } from "./byte-dictionary.ts";

export const BLOCK = 8192;
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
  values: Float64Array[] = [];
  forms: Uint8Array[] = [];
  codes: Int32Array[] = [];
  /** The blocks being filled. */
  value = new Float64Array(0);
  form = new Uint8Array(0);
  code = new Int32Array(0);

  constructor(
    words: boolean,
    readonly decimal: number,
  ) {
    this.words = words;
  }

  /** Makes room for the next block of rows; `rows` are there already. */
  grow(rows: number): void {
    if (!this.words && rows > 0) this.turnToWords(rows, 0.5);
    if (this.words) {
      this.code = new Int32Array(BLOCK);
      this.codes.push(this.code);
    } else {
      this.value = new Float64Array(BLOCK);
      this.form = new Uint8Array(BLOCK);
      this.values.push(this.value);
      this.forms.push(this.form);
    }
  }

  /** Keeps a cell, trimmed, that is not a plainly written number of up to 15 digits. */
  keep(index: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.words) {
      this.code[index] = from === to ? -1 : this.dictionary.add(bytes, from, to, hashBytes(bytes, from, to));
      return;
    }
    if (from === to) {
      this.value[index] = NaN;
      this.form[index] = BLANK;
      return;
    }
    if (this.keepPlain(index, bytes, from, to)) return;
    if (to - from > 15 && to - from < 30) {
      const text = decodeUtf8(bytes, from, to) ?? "";
      const value = Number(text);
      if (text.includes(".") && String(value) === text) {
        this.value[index] = value;
        this.form[index] = SHORTEST;
        return;
      }
    }
    this.value[index] = this.dictionary.add(bytes, from, to, hashBytes(bytes, from, to));
    this.form[index] = WORD;
  }

  /** Turns a store of numbers to codes if more than this share of its cells are words. */
  turnToWords(rows: number, share: number): void {
    let words = 0;
    let blanks = 0;
    for (let row = 0; row < rows; row++) {
      const form = this.forms[(row / BLOCK) | 0]![row % BLOCK]!;
      if (form === WORD) words++;
      else if (form === BLANK) blanks++;
    }
    if (words <= (rows - blanks) * share) return;
    const codes = this.values.map(() => new Int32Array(BLOCK));
    const scratch = new Uint8Array(64);
    for (let row = 0; row < rows; row++) {
      const block = (row / BLOCK) | 0;
      const index = row % BLOCK;
      const form = this.forms[block]![index]!;
      const value = this.values[block]![index]!;
      if (form === BLANK) codes[block]![index] = -1;
      else if (form === WORD) codes[block]![index] = value;
      else {
        const text = plainText(value, form);
        for (let i = 0; i < text.length; i++)
          scratch[i] = this.decimal === 44 && text[i] === "." ? 44 : text.charCodeAt(i);
        codes[block]![index] = this.dictionary.add(scratch, 0, text.length, hashBytes(scratch, 0, text.length));
      }
    }
    this.codes = codes;
    this.code = codes[codes.length - 1]!;
    this.words = true;
    this.values = [];
    this.forms = [];
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
    this.value[index] = negative ? -size : size;
    this.form[index] = decimals;
    return true;
  }
}

/** Powers of ten that a double holds exactly. */
export const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** The text of a number kept in one of the plain forms. */
export function plainText(value: number, form: number): string {
  return form === SHORTEST ? String(value) : value.toFixed(form);
}
