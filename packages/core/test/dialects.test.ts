import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readCsv } from "../src/1-read/read-csv.ts";

/** Any table, written in any dialect, is read back equal with nothing said of how it is written but the decimal comma. */

const NUL_FREE = "ABCdefghi XYZ";
/** Characters of Windows-1252, where each has a byte of its own. */
const HIGH = "\u00e9\u00fc\u00df\u20ac\u201c\u2013";
const word = fc
  .array(fc.constantFrom(...NUL_FREE, ...HIGH, ",", ";", "|", "\t", '"', "\n", "'"), { minLength: 1, maxLength: 9 })
  .map((letters) => `w${letters.join("")}w`);
const number = fc.oneof(
  fc.integer({ min: -2_000_000, max: 2_000_000 }),
  fc.integer({ min: -99_999, max: 99_999 }).map((value) => value / 8),
);
const table = fc.record({
  rows: fc.array(fc.tuple(fc.option(word), fc.option(number), number, word), { minLength: 2, maxLength: 25 }),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  encoding: fc.constantFrom("utf-8", "utf-8 with BOM", "utf-16le", "utf-16be", "windows-1252"),
  mark: fc.boolean(),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  trailing: fc.constantFrom(0, 1, 3),
  quoteAll: fc.boolean(),
  comma: fc.boolean(),
  grouped: fc.boolean(),
});
type Written = typeof table extends fc.Arbitrary<infer T> ? T : never;

function numberText(value: number, { comma, grouped }: Written): string {
  const [whole, part] = String(Math.abs(value)).split(".") as [string, string | undefined];
  const [point, group] = comma ? [",", "."] : [".", ","];
  const shown = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  return (value < 0 ? "-" : "") + shown + (part === undefined ? "" : point + part);
}

function quoted(text: string, { delimiter, quoteAll }: Written): string {
  return quoteAll || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function encoded(text: string, { encoding, mark }: Written): Uint8Array {
  const bytes: number[] = [];
  if (encoding === "windows-1252") for (const letter of text) bytes.push(CP1252.get(letter) ?? letter.codePointAt(0)!);
  else if (encoding.startsWith("utf-16")) {
    const little = encoding === "utf-16le";
    for (const letter of (mark ? "\ufeff" : "") + text) {
      const unit = letter.charCodeAt(0);
      bytes.push(...(little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]));
    }
  } else return new TextEncoder().encode((encoding === "utf-8" ? "" : "\ufeff") + text);
  return Uint8Array.from(bytes);
}

const CP1252 = new Map([
  ["\u20ac", 0x80],
  ["\u201c", 0x93],
  ["\u2013", 0x96],
]);

it("any table in any dialect is read back equal", () => {
  fc.assert(
    fc.property(table, (written) => {
      const { rows, delimiter, end, trailing, comma } = written;
      const lines = [["key", "first", "second", "third", "fourth"]];
      for (const [at, [a, b, c, d]] of rows.entries())
        lines.push([`k${at}`, a ?? "", b === null ? "" : numberText(b, written), numberText(c, written), d]);
      const text = lines.map((cells) => cells.map((cell) => quoted(cell, written)).join(delimiter)).join(end);
      // Between semicolons "1,200" may be either: a person has to say which.
      const said = comma ? ({ decimal: "," } as const) : delimiter === ";" ? ({ decimal: "." } as const) : {};
      const outcome = readCsv("a.csv", encoded(text + end.repeat(trailing), written), said);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      const { result } = outcome;
      expect(result.rows).toBe(rows.length);
      expect(result.order).toEqual(lines[0]);
      const column = (name: string) =>
        Array.from({ length: rows.length }, (_, row) => result.columns.get(name)!.at(row));
      expect(column("first")).toEqual(rows.map(([a]) => a?.replaceAll(/\r\n?/g, "\n") ?? null));
      if (rows.some(([, b]) => b !== null)) expect(column("second")).toEqual(rows.map(([, b]) => b));
      expect(column("third")).toEqual(rows.map(([, , c]) => c));
      expect(column("fourth")).toEqual(rows.map(([, , , d]) => d));
    }),
    { numRuns: 400, seed: 5 },
  );
});
