import type { RaggedRow } from "./types.ts";

/** How notes below a table begin. */
const NOTE =
  /^(?:(?:data )?sources?\s*:|(?:foot)?notes?\s*(?::|$|\d)|\u00a9|\(c\) crown|crown copyright|contact\s*:|(?:last )?(?:updated|published|downloaded|produced|extracted)\b.*\d|\*+|\[\w+\]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)/i;
const SENTENCE = /^(?=.{40})(?:\S+\s+){5}/;
/** Records of the tail that are named where it turns out to be none. */
const NAMED = 20;

/** A record as the scanner found it. */
export interface Found {
  cells: number;
  filled: number;
  /** Its first text. */
  text: string;
  row: number;
}

/**
 * The records at the end of a file that may be notes and no rows. One begins the tail if it is no full row and reads like a
 * note, or stands alone behind a blank line; the next full row shows that it was no end, and gives all of them back.
 */
export class Tail {
  open = false;
  /** Records of the tail so far: those that the scanner keeps as rows, those with another number of cells, empty ones. */
  rows = 0;
  raggedCount = 0;
  empty = 0;
  ragged: RaggedRow[] = [];
  first: { row: number; text: string } | null = null;
  /** Full rows too need a look: notes have begun, or may after a blank line. */
  watch = false;
  private gap = false;
  /** With a number of records asked for: the last ones. */
  private recent: (Found | null)[] = [];

  constructor(private readonly asked: number | undefined) {
    this.open = asked !== undefined && asked > 0;
    this.watch = this.open;
  }

  /** A blank record: what follows may be notes. */
  blank(cells: number): void {
    if (this.asked !== undefined) {
      if (this.asked > 0) this.recent.push(cells > 1 ? { cells, filled: 0, text: "", row: 0 } : null);
      return;
    }
    this.gap = true;
    this.watch = true;
    if (cells > 1) this.empty++;
  }

  /** Does the record belong to the tail? */
  takes(found: Found, width: number): boolean {
    if (this.asked !== undefined) return false;
    const whole = found.cells === width;
    const alone = found.filled === 1;
    const note = NOTE.test(found.text);
    const words = note || SENTENCE.test(found.text);
    let belongs = width > 1 && (this.open ? !whole || alone || words : (!whole || alone) && note);
    if (!this.open && width > 1) belongs ||= (!whole && words) || (this.gap && alone && (!whole || width > 2 || words));
    if (!belongs) return false;
    this.open = true;
    this.watch = true;
    this.first ??= { row: found.row, text: found.text };
    if (whole) this.rows++;
    else this.lay(found, width);
    return true;
  }

  private lay(found: Found, width: number): void {
    this.raggedCount++;
    if (this.ragged.length < NAMED) this.ragged.push({ row: found.row, expected: width, found: found.cells });
  }

  /** With a number of records asked for: keeps this one; gives the one that is now too far from the end, if it was ragged. */
  push(found: Found, width: number): Found | null {
    this.recent.push(found);
    while (this.recent.length > this.asked!) {
      const [out] = this.recent.splice(0, 1);
      if (out !== null && out!.filled > 0 && out!.cells !== width) return out!;
    }
    return null;
  }

  /** The file ends: settles which records are the tail. */
  settle(width: number): void {
    if (this.asked === undefined || this.asked === 0) return;
    for (const found of this.recent.slice(-this.asked)) {
      if (found === null) continue;
      if (found.filled === 0) {
        this.empty++;
        continue;
      }
      this.first ??= { row: found.row, text: found.text };
      if (found.cells === width) this.rows++;
      else this.lay(found, width);
    }
  }

  get count(): number {
    return this.open ? this.rows + this.raggedCount + this.empty : 0;
  }

  /** A full row: no tail after all. */
  reset(): void {
    this.open = false;
    this.watch = false;
    this.gap = false;
    this.rows = 0;
    this.raggedCount = 0;
    this.empty = 0;
    this.ragged = [];
    this.first = null;
  }
}
