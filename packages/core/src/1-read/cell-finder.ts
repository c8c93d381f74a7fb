export const LF = 10;
export const CR = 13;
export const QUOTE = 34;
export const SPACE = 32;
/** A longer cell is a mistake: most often a quote that is never closed. */
export const LONGEST = 1 << 20;

/** What came of looking for a cell: it is there, the bytes end before it does, its quote is never closed, it is too long. */
export type Found = "cell" | "more" | "unclosed" | "long";

/**
 * Finds one cell in any dialect, quotes undone and white space around it left off: the careful way, for the cells that the
 * scanner's fast ways do not take. `bytes` must hold a line end behind `end`.
 */
export class CellFinder {
  /** Where the cell's text stands: in `bytes`, or in a copy where it had to be put together. */
  cell: Uint8Array;
  from = 0;
  to = 0;
  /** Where the delimiter or line end behind the cell stands. */
  stopAt = 0;
  /** Text follows the closing quote. */
  stray = false;
  /** White space was left off. */
  padded = false;
  private scratch: Uint8Array = new Uint8Array(1024);

  constructor(
    private readonly bytes: Uint8Array,
    private readonly delimiter: number,
  ) {
    this.cell = bytes;
  }

  find(begin: number, end: number, final: boolean): Found {
    const { bytes, delimiter } = this;
    this.stray = false;
    let at = begin;
    while (at < end && bytes[at] === SPACE) at++;
    const quoted = at < end && bytes[at] === QUOTE;
    if (quoted) {
      if (!this.unquote(at + 1, end, final)) return final ? "unclosed" : "more";
      at = this.stopAt;
    } else {
      at = begin;
      this.cell = bytes;
      this.from = at;
    }
    const rest = at;
    while (bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
    // A CR at the end may be half a CRLF.
    if (!final && (at >= end || (bytes[at] === CR && at + 1 >= end))) return "more";
    if (at > end) at = end;
    this.stopAt = at;
    if (at - begin > LONGEST) return quoted ? "unclosed" : "long";
    if (!quoted) this.to = at;
    else if (at > rest) this.append(rest, at);
    this.trim();
    return "cell";
  }

  /** The text between quotes; `stopAt` is left behind the closing one. */
  private unquote(from: number, end: number, final: boolean): boolean {
    const { bytes } = this;
    let at = from;
    let doubled = false;
    for (;;) {
      while (at < end && bytes[at] !== QUOTE) at++;
      if (at >= end || (at + 1 >= end && !final)) return false;
      if (at + 1 >= end || bytes[at + 1] !== QUOTE) break;
      doubled = true;
      at += 2;
    }
    this.cell = bytes;
    this.from = from;
    this.to = at;
    this.stopAt = at + 1;
    if (!doubled) return true;
    const text = this.space(at - from);
    let length = 0;
    for (let i = from; i < at; i++) {
      text[length++] = bytes[i]!;
      if (bytes[i] === QUOTE) i++;
    }
    this.cell = text;
    this.from = 0;
    this.to = length;
    return true;
  }

  /** Text behind a closing quote belongs to the cell, but somebody should look at it. */
  private append(rest: number, at: number): void {
    for (let i = rest; i < at; i++) this.stray ||= !isSpace(this.bytes[i]!);
    if (!this.stray) return;
    const kept = this.cell.slice(this.from, this.to);
    const length = kept.length + at - rest;
    const text = this.space(length);
    text.set(kept);
    text.set(this.bytes.subarray(rest, at), kept.length);
    this.cell = text;
    this.from = 0;
    this.to = length;
  }

  private trim(): void {
    const length = this.to - this.from;
    while (this.from < this.to && isSpace(this.cell[this.from]!)) this.from++;
    while (this.to > this.from && isSpace(this.cell[this.to - 1]!)) this.to--;
    this.padded = this.to > this.from && this.to - this.from < length;
  }

  private space(length: number): Uint8Array {
    if (this.scratch.length < length) this.scratch = new Uint8Array(length * 2);
    return this.scratch;
  }
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === 9 || byte === LF || byte === CR;
}
