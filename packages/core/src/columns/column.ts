import { PRESENT, REASONS, reasonCode, type Reason } from "./reasons.ts";

/**
 * A column that remembers why a cell is missing. It satisfies arquero's column protocol (`length`, `at`), so it can stand
 * in an arquero table. Numbers are a Float64Array with NaN where missing; text is an Int32Array of positions in a
 * dictionary, -1 where missing. `reasons` is null when every cell is present.
 */
export interface NumberColumn {
  readonly kind: "number";
  readonly length: number;
  readonly values: Float64Array;
  readonly reasons: Uint8Array | null;
  at(row: number): number | null;
}

export interface TextColumn {
  readonly kind: "text";
  readonly length: number;
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
  readonly reasons: Uint8Array | null;
  at(row: number): string | null;
}

export type Column = NumberColumn | TextColumn;

class Numbers implements NumberColumn {
  readonly kind = "number";
  constructor(
    readonly values: Float64Array,
    readonly reasons: Uint8Array | null,
  ) {}
  get length(): number {
    return this.values.length;
  }
  at(row: number): number | null {
    const value = this.values[row];
    return value === undefined || value !== value ? null : value;
  }
  *[Symbol.iterator](): Iterator<number | null> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }
}

class Texts implements TextColumn {
  readonly kind = "text";
  constructor(
    readonly codes: Int32Array,
    readonly dictionary: readonly string[],
    readonly reasons: Uint8Array | null,
  ) {}
  get length(): number {
    return this.codes.length;
  }
  at(row: number): string | null {
    const code = this.codes[row];
    return code === undefined || code < 0 ? null : this.dictionary[code]!;
  }
  *[Symbol.iterator](): Iterator<string | null> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }
}

/** A number column; cells that are not finite and have no reason are marked "undefined" (or "blank" on request). */
export function numberColumn(
  values: Float64Array,
  reasons: Uint8Array | null = null,
  otherwise: Reason = "undefined",
): NumberColumn {
  let kept = reasons;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value - value === 0) continue;
    values[row] = NaN;
    if (kept === null) kept = new Uint8Array(values.length);
    if (kept[row] === PRESENT) kept[row] = reasonCode(otherwise);
  }
  return new Numbers(values, kept);
}

/** A text column from positions in a dictionary; -1 is missing. */
export function textColumn(
  codes: Int32Array,
  dictionary: readonly string[],
  reasons: Uint8Array | null = null,
): TextColumn {
  let kept = reasons;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! >= 0) continue;
    if (kept === null) kept = new Uint8Array(codes.length);
    if (kept[row] === PRESENT) kept[row] = reasonCode("blank");
  }
  return new Texts(codes, dictionary, kept);
}

/** A column from plain values: text if any value is text, else numbers. Null, undefined and NaN are blank. */
export function columnFrom(values: ArrayLike<string | number | null | undefined>): Column {
  let text = false;
  for (let row = 0; row < values.length && !text; row++) text = typeof values[row] === "string";
  if (!text) {
    const numbers = new Float64Array(values.length);
    for (let row = 0; row < values.length; row++) numbers[row] = (values[row] as number | null | undefined) ?? NaN;
    return numberColumn(numbers, null, "blank");
  }
  const codes = new Int32Array(values.length);
  const dictionary: string[] = [];
  const seen = new Map<string, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null || value === undefined || value === "") {
      codes[row] = -1;
      continue;
    }
    const word = String(value);
    let code = seen.get(word);
    if (code === undefined) {
      code = dictionary.length;
      dictionary.push(word);
      seen.set(word, code);
    }
    codes[row] = code;
  }
  return textColumn(codes, dictionary);
}

/** Is the cell missing? */
export function isMissing(column: Column, row: number): boolean {
  return column.kind === "number" ? column.values[row] !== column.values[row] : column.codes[row]! < 0;
}

/** Why the cell is missing ("present" when it is not). */
export function reasonAt(column: Column, row: number): Reason {
  if (column.reasons !== null) return REASONS[column.reasons[row]!]!;
  return isMissing(column, row) ? "blank" : "present";
}

class TakenNumbers implements NumberColumn {
  readonly kind = "number";
  #made: NumberColumn | null = null;
  constructor(
    readonly from: NumberColumn,
    readonly rows: Int32Array,
  ) {}
  get length(): number {
    return this.rows.length;
  }
  get values(): Float64Array {
    return (this.#made ??= takeRows(this.from, this.rows) as NumberColumn).values;
  }
  get reasons(): Uint8Array | null {
    return (this.#made ??= takeRows(this.from, this.rows) as NumberColumn).reasons;
  }
  at(row: number): number | null {
    return this.#made === null ? this.from.at(this.rows[row]!) : this.#made.at(row);
  }
  *[Symbol.iterator](): Iterator<number | null> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }
}

class TakenTexts implements TextColumn {
  readonly kind = "text";
  #made: TextColumn | null = null;
  constructor(
    readonly from: TextColumn,
    readonly rows: Int32Array,
  ) {}
  get length(): number {
    return this.rows.length;
  }
  get dictionary(): readonly string[] {
    return this.from.dictionary;
  }
  get codes(): Int32Array {
    return (this.#made ??= takeRows(this.from, this.rows) as TextColumn).codes;
  }
  get reasons(): Uint8Array | null {
    return (this.#made ??= takeRows(this.from, this.rows) as TextColumn).reasons;
  }
  at(row: number): string | null {
    return this.#made === null ? this.from.at(this.rows[row]!) : this.#made.at(row);
  }
  *[Symbol.iterator](): Iterator<string | null> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }
}

/** What `takeRows` gives, taken when it is first asked for as a whole: of a large file most columns are never used. */
export function takeRowsLater(column: Column, rows: Int32Array): Column {
  return column.kind === "number" ? new TakenNumbers(column, rows) : new TakenTexts(column, rows);
}

/** The rows of a column, in the given order; position -1 gives a missing cell with the reason "no match". */
export function takeRows(column: Column, rows: Int32Array): Column {
  const reasons = new Uint8Array(rows.length);
  const noMatch = reasonCode("no match");
  let any = false;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    reasons[i] = row < 0 ? noMatch : column.reasons === null ? PRESENT : column.reasons[row]!;
    any ||= reasons[i] !== PRESENT;
  }
  const kept = any ? reasons : null;
  if (column.kind === "number") {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = rows[i]! < 0 ? NaN : column.values[rows[i]!]!;
    return numberColumn(values, kept);
  }
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = rows[i]! < 0 ? -1 : column.codes[rows[i]!]!;
  return textColumn(codes, column.dictionary, kept);
}
