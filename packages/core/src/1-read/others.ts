import { Tail, type Found } from "./tail.ts";
import type { RaggedRow } from "./types.ts";

/** Ragged rows that are named. */
const NAMED = 20;

/** The records that are no rows, each kind counted: blank, empty, ragged, notes at the end. */
export class Others {
  /** Lines without anything in them, as runs: the first one's number, how many. */
  readonly blankRecords: [number, number][] = [];
  emptyRows = 0;
  firstEmptyRow = 0;
  readonly ragged: RaggedRow[] = [];
  raggedCount = 0;
  readonly tail: Tail;

  constructor(private readonly footer: number | undefined) {
    this.tail = new Tail(footer);
  }

  addBlank(row: number): void {
    const last = this.blankRecords.at(-1);
    if (last !== undefined && last[0] + last[1] === row) last[1]++;
    else this.blankRecords.push([row, 1]);
  }

  /** Is the record a row? What is none, is counted. */
  weigh(found: Found, width: number): boolean {
    const { tail } = this;
    const { cells, filled, row } = found;
    if (filled === 0 && (cells === 1 || cells === width)) {
      if (cells > 1 && this.emptyRows++ === 0) this.firstEmptyRow = row;
      this.addBlank(row);
      tail.blank(cells);
      return false;
    }
    if (this.footer !== undefined && this.footer > 0) {
      const out = tail.push(found, width);
      if (out !== null) this.addRagged(out, width);
      return cells === width;
    }
    if (tail.takes(found, width)) return cells === width;
    // What looked like notes was none.
    for (const one of tail.ragged) this.addRagged({ cells: one.found, row: one.row }, width);
    this.raggedCount += tail.raggedCount - tail.ragged.length;
    tail.reset();
    if (cells !== width) this.addRagged(found, width);
    return cells === width;
  }

  private addRagged(found: { cells: number; row: number }, width: number): void {
    this.raggedCount++;
    if (this.ragged.length < NAMED) this.ragged.push({ row: found.row, expected: width, found: found.cells });
  }

  /** The file has ended: gives how many of the rows kept were notes. */
  settle(width: number): number {
    if (!this.tail.open) return 0;
    this.tail.settle(width);
    this.emptyRows -= this.tail.empty;
    return this.tail.rows;
  }
}
