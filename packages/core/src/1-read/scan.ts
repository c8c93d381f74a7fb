import { FNV_START } from "./byte-dictionary.ts";
import { CellFinder, CR, LF, LONGEST, QUOTE, SPACE } from "./cell-finder.ts";
import { BLANK, ColumnStore, firstText, POWERS, ROOM } from "./column-store.ts";
import { isCodeName } from "./code-names.ts";
import { joinNames } from "./layout.ts";
import { Others } from "./others.ts";
import type { LineEnd, ReadOptions, Stop } from "./types.ts";

const MINUS = 45;
const STEP = 1 << 18;
/** Rows after which the length of a row is known well enough to say how many there will be. */
const SURE = 1 << 18;
/** More columns than a spreadsheet can hold are no table. */
const MOST_COLUMNS = 16_384;

/**
 * Reads records from bytes of any encoding that keeps ASCII as it is. It resumes at the beginning of the cell that a chunk
 * cut off, so that the result does not depend on the cuts.
 */
export class Scanner {
  stores: ColumnStore[] = [];
  /** Rows of names; null until all of them are there. */
  header: Uint8Array[][] | null = null;
  headerRow = 1;
  rows = 0;
  /** Records seen, the row of names and blank ones included. */
  records = 0;
  readonly others: Others;
  padded: { row: number; column: number; count: number } | null = null;
  strayQuotes = 0;
  strayQuote: { row: number; column: number } | null = null;
  stop: Stop | null = null;
  skipped = 0;

  private readonly work: Uint8Array = new Uint8Array(LONGEST + STEP + 8);
  private end = 0;
  private position = 0;
  private toSkip: number;
  /** Rows for which there is room. */
  private room = ROOM;
  /** Rows at which the stores look again at what they hold: the same however much room there is. */
  private review = ROOM;
  /** Bytes that have come. */
  private seen = 0;
  private column = 0;
  private blanks = 0;
  private names: Uint8Array[] = [];
  private nameRows: Uint8Array[][] = [];
  private ends = 0;
  private readonly finder: CellFinder;

  constructor(
    private readonly delimiter: number,
    private readonly decimal: number,
    private readonly options: ReadOptions,
    private readonly decodeName: (bytes: Uint8Array) => string,
    /** Bytes that will come in all, where that is known: room is made for the rows they should hold. */
    private readonly total?: number,
  ) {
    this.finder = new CellFinder(this.work, delimiter);
    this.others = new Others(options.footer);
    this.toSkip = (options.skip ?? 0) + Math.max(0, (options.header ?? 1) - 1);
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && this.stop === null; at += STEP) {
      const part = bytes.subarray(at, Math.min(bytes.length, at + STEP));
      this.work.copyWithin(0, this.position, this.end);
      this.end -= this.position;
      this.position = 0;
      this.work.set(part, this.end);
      this.end += part.length;
      this.seen += part.length;
      this.run(false);
    }
  }

  finish(): void {
    if (this.stop === null) this.run(true);
    this.rows -= this.others.settle(this.stores.length);
  }

  get lineEnd(): LineEnd {
    return this.ends === 0 || this.ends === 1 ? "LF" : this.ends === 2 ? "CRLF" : this.ends === 4 ? "CR" : "mixed";
  }

  private run(final: boolean): void {
    this.work[this.end] = LF;
    this.work[this.end + 1] = LF;
    if (!this.skipLines(final)) return;
    if (this.header !== null || this.readHeader(final)) this.readRows(final);
    if (this.stop === null && this.end - this.position > LONGEST + 2)
      this.stopHere(this.work[this.position] === QUOTE ? "quote" : "cell");
  }

  private stopHere(why: Stop["why"]): void {
    this.stop = { why, row: this.records + 1 + this.skipped, column: this.column };
  }

  private skipLines(final: boolean): boolean {
    while (this.toSkip > 0) {
      let at = this.position;
      while (at < this.end && this.work[at] !== LF && this.work[at] !== CR) at++;
      if (at + 1 >= this.end && !final) {
        if (at - this.position > LONGEST) this.stopHere("cell");
        return false;
      }
      if (at >= this.end) return true;
      this.position = this.work[at] === CR && this.work[at + 1] === LF ? at + 2 : at + 1;
      this.toSkip--;
      this.skipped++;
    }
    return true;
  }

  private readHeader(final: boolean): boolean {
    while (this.position < this.end || (final && this.column > 0)) {
      // A file of blank lines alone may have very many.
      if (this.column === 0 && this.work[this.position] === LF) {
        this.position = this.endRecord(this.position);
        this.records++;
        this.others.addBlank(this.records + this.skipped);
        continue;
      }
      if (!this.find(this.position, final)) return false;
      this.names.push(this.finder.cell.slice(this.finder.from, this.finder.to));
      this.column++;
      if (this.column > MOST_COLUMNS) {
        this.stopHere("columns");
        return false;
      }
      if (this.finder.stopAt < this.end && this.work[this.finder.stopAt] === this.delimiter) {
        this.position = this.finder.stopAt + 1;
        continue;
      }
      this.position = this.endRecord(this.finder.stopAt);
      const blank = this.names.length === 1 && this.names[0]!.length === 0;
      if (blank) {
        this.records++;
        this.others.addBlank(this.records + this.skipped);
        this.names = [];
        this.column = 0;
        continue;
      }
      if (this.nameRows.length === 0) this.headerRow = this.records + this.skipped + 1;
      this.nameRows.push(this.names);
      this.records++;
      this.column = 0;
      this.names = [];
      if (this.nameRows.length < (this.options.headerRows ?? 1)) continue;
      this.begin();
      return true;
    }
    return false;
  }

  /** The first record is there: names, or the first row of a file without names, which is read again as a row. */
  private begin(): void {
    this.header = this.nameRows;
    const names = this.options.header === 0 ? [] : this.columnNames(this.decodeName);
    const width = this.options.header === 0 ? this.header[0]!.length : names.length;
    // A wide table begins with room for few rows.
    if (width > 256) this.room = this.review = 64;
    for (let index = 0; index < width; index++) {
      const name = names[index] ?? `column ${index + 1}`;
      const asked = this.options.columns;
      const type = asked !== undefined && Object.hasOwn(asked, name) ? asked[name]!.type : undefined;
      const store = new ColumnStore(type === "text" || (type === undefined && isCodeName(name)), this.decimal);
      store.grow(this.room);
      this.stores.push(store);
    }
    if (this.options.header !== 0) return;
    for (const [index, store] of this.stores.entries()) {
      const bytes = this.header[0]![index]!;
      store.keep(0, bytes, 0, bytes.length);
    }
    this.rows = 1;
  }

  /** One name a column. */
  columnNames(decode: (bytes: Uint8Array) => string): string[] {
    return joinNames((this.header ?? []).map((row) => row.map(decode)));
  }

  private readRows(final: boolean): void {
    const { work, end, stores, delimiter, decimal, finder, others } = this;
    const width = stores.length;
    let { position, column, blanks, rows } = this;
    while (position < end || (final && column > 0)) {
      const store = column < width ? stores[column]! : null;
      let at = position;
      let byte = work[at]!;
      let done = false;
      if (store !== null && byte !== QUOTE && byte > SPACE) {
        if (store.words) {
          let hash = FNV_START;
          while (byte !== delimiter && byte !== LF && byte !== CR) {
            hash = Math.imul(hash ^ byte, 0x01000193);
            byte = work[++at]!;
          }
          if (at < end || final) {
            if (byte === CR && at + 1 >= end && !final) break;
            if (at === position) {
              store.codes[rows] = -1;
              blanks++;
              done = true;
            } else if (work[at - 1]! > SPACE && at - position <= LONGEST) {
              store.codes[rows] = store.dictionary.add(work, position, at, hash);
              done = true;
            }
          } else break;
        } else if (byte === delimiter) {
          store.values[rows] = NaN;
          store.forms[rows] = BLANK;
          blanks++;
          done = true;
        } else {
          const negative = byte === MINUS;
          if (negative) byte = work[++at]!;
          const first = byte;
          const start = at;
          let number = 0;
          while (byte >= 48 && byte <= 57) {
            number = number * 10 + (byte - 48);
            byte = work[++at]!;
          }
          let digits = at - start;
          let decimals = 0;
          if (digits > 0 && (digits === 1 || first !== 48)) {
            if (byte === decimal && decimal !== delimiter) {
              byte = work[++at]!;
              const point = at;
              while (byte >= 48 && byte <= 57) {
                number = number * 10 + (byte - 48);
                byte = work[++at]!;
              }
              decimals = at - point;
              digits = decimals === 0 ? 16 : digits + decimals;
            }
            if (digits <= 15 && (byte === delimiter || byte === LF || byte === CR) && !(negative && number === 0)) {
              if ((at >= end || (byte === CR && at + 1 >= end)) && !final) break;
              if (decimals > 0) number /= POWERS[decimals]!;
              store.values[rows] = negative ? -number : number;
              store.forms[rows] = decimals;
              done = true;
            }
          }
        }
      }
      if (!done) {
        this.column = column;
        if (!this.find(position, final)) break;
        if (finder.from === finder.to) blanks++;
        if (store !== null) store.keep(rows, finder.cell, finder.from, finder.to);
        at = finder.stopAt;
        byte = work[at]!;
      }
      if (at < end && byte === delimiter) {
        column++;
        position = at + 1;
        continue;
      }
      position = this.endRecord(at);
      this.records++;
      const found = column + 1;
      column = 0;
      const filled = found - blanks;
      blanks = 0;
      // Full rows need no second look, unless notes have begun.
      if ((found === width && filled > 1 && !others.tail.watch) || this.weigh(found, filled, rows)) {
        rows++;
        // Early, lest a column of words be kept as numbers for long; then rarely.
        if (rows === 64 || rows === this.review) {
          for (const one of stores) one.reconsider(rows);
          if (rows === this.review) this.review *= 2;
        }
        if (rows === this.room) this.makeRoom(rows);
      }
    }
    this.position = position;
    this.column = column;
    this.blanks = blanks;
    this.rows = rows;
  }

  /** Twice the room, or what the rest of a large file should take if its rows are as long as those so far. */
  private makeRoom(rows: number): void {
    const doubled = 2 * rows;
    const { total, seen } = this;
    const likely = total === undefined || rows < SURE ? doubled : Math.ceil(1.02 * rows * (total / seen)) + ROOM;
    this.room = likely > rows && likely < 8 * rows ? likely : doubled;
    for (const store of this.stores) store.grow(this.room);
  }

  /** Is a record that is not full, or one that follows what may be notes, a row all the same? */
  private weigh(cells: number, filled: number, at: number): boolean {
    const text = filled === 0 ? "" : firstText(this.stores, at, cells);
    return this.others.weigh({ cells, filled, text, row: this.records + this.skipped }, this.stores.length);
  }

  /** Lets go of a column's cells once it is made. */
  release(column: number): void {
    this.stores[column] = new ColumnStore(true, this.decimal);
  }

  /** Behind the line end at `at`, which is counted. */
  private endRecord(at: number): number {
    if (at >= this.end) return this.end;
    const pair = this.work[at] === CR && at + 1 < this.end && this.work[at + 1] === LF;
    this.ends |= pair ? 2 : this.work[at] === CR ? 4 : 1;
    return pair ? at + 2 : at + 1;
  }

  /** The cell at `at`, by the careful way; false: wait for more bytes, or stop. */
  private find(at: number, final: boolean): boolean {
    const found = this.finder.find(at, this.end, final);
    if (found === "cell") {
      if (this.finder.padded) {
        this.padded ??= { row: this.records + 1 + this.skipped, column: this.column, count: 0 };
        this.padded.count++;
      }
      if (this.finder.stray && this.strayQuotes++ === 0)
        this.strayQuote = { row: this.records + 1 + this.skipped, column: this.column };
      return true;
    }
    if (found !== "more") this.stopHere(found === "unclosed" ? "quote" : "cell");
    return false;
  }
}
