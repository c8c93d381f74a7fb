import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Column } from "../columns/column.ts";
import { createCsvReader, readCsv } from "./read-csv.ts";
import type { ReadOptions, ReadOutcome } from "./types.ts";

const utf8 = new TextEncoder();
const DELIMITERS = [",", ";", "\t", "|"];
const ENDS = ["\n", "\r\n", "\r"];

const word = fc.stringMatching(/^[A-Za-z][ A-Za-z0-9,;|"\n'é東🏙.-]{0,8}[A-Za-z]$/u);
const table = fc.integer({ min: 2, max: 6 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    rows: fc.array(
      fc.array(fc.oneof(word, fc.constant(null), fc.constant(`q"u`)), { minLength: width - 1, maxLength: width - 1 }),
      { minLength: 1, maxLength: 30 },
    ),
    delimiter: fc.constantFrom(...DELIMITERS),
    end: fc.constantFrom(...ENDS),
    last: fc.boolean(),
    quoteAll: fc.boolean(),
    bom: fc.boolean(),
  }),
);

function write(value: string | null, delimiter: string, quoteAll: boolean): string {
  if (value === null) return quoteAll ? '""' : "";
  const needs = quoteAll || value.includes(delimiter) || /["\r\n]/.test(value);
  return needs ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Every cell, reason, dictionary and problem: what must not depend on the chunks. */
function everything(read: ReadOutcome): unknown {
  if (!read.ok) return read.problems;
  return { ...read.result, columns: [...read.result.columns].map(([name, column]) => [name, plain(column)]) };
}

function plain(column: Column): unknown {
  const reasons = column.reasons === null ? null : [...column.reasons];
  if (column.kind === "number")
    return { values: [...column.values].map((value) => (Object.is(value, -0) ? "-0" : value)), reasons };
  return { codes: [...column.codes], dictionary: column.dictionary, reasons };
}

function inChunks(bytes: Uint8Array, cuts: number[], options?: ReadOptions): ReadOutcome {
  const reader = createCsvReader("a.csv", options);
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const to = Math.min(bytes.length, Math.max(from, cut));
    reader.push(bytes.subarray(from, to));
    from = to;
  }
  reader.push(bytes.subarray(from));
  return reader.end();
}

describe("any table, in any dialect", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(table, ({ width, rows, delimiter, end, last, quoteAll, bom }) => {
        const header = ["key", ...Array.from({ length: width - 1 }, (_, i) => `text ${i}`)];
        const all = [header, ...rows.map((row, i) => [`k${i}`, ...row])];
        const lines = all.map((row) => row.map((value) => write(value, delimiter, quoteAll)).join(delimiter));
        const text = (bom ? "\ufeff" : "") + lines.join(end) + (last ? end : "");
        const read = readCsv("a.csv", utf8.encode(text), { delimiter });
        if (!read.ok) throw new Error(JSON.stringify(read.problems));
        expect(read.result.order).toEqual(header);
        expect(read.result.rows).toBe(rows.length);
        for (let column = 1; column < width; column++) {
          const found = read.result.columns.get(header[column]!)!;
          expect(rows.map((_, row) => found.at(row))).toEqual(rows.map((row) => row[column - 1]));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is read alike in any chunks", () => {
    const cell = fc.constantFrom(
      "1",
      "2.5",
      "-3",
      "x",
      "z",
      "",
      '"a\r\nb"',
      '"q""q"',
      "é",
      "🏙",
      "1e5",
      "0.12345678901234567",
      '"1,234"',
    );
    const arbitrary = fc.record({
      rows: fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 0, maxLength: 20 }),
      extra: fc.constantFrom("", '"never closed', "1,2", "\r", "\n\n", ",,\n", "1,2,3\r"),
      end: fc.constantFrom(...ENDS),
      cuts: fc.array(fc.nat(300), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ rows, extra, end, cuts }) => {
        const text = ["a,b,c", ...rows.map((row) => row.join(","))].join(end) + end + extra;
        const bytes = utf8.encode(text);
        const whole = everything(readCsv("a.csv", bytes));
        expect(everything(inChunks(bytes, cuts))).toEqual(whole);
        expect(everything(inChunks(bytes, [...bytes.keys()]))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it("is read alike in chunks beyond the part that is looked at first", () => {
    const row = (i: number): string =>
      `${i},"name ${i % 7}\r\n, and ""so on""",${(i * 7.25) % 13},${i % 11 === 0 ? "c" : i}\r\n`;
    const bytes = utf8.encode("id,b,c,d\r\n" + Array.from({ length: 20_000 }, (_, i) => row(i)).join(""));
    const whole = everything(readCsv("a.csv", bytes));
    for (const step of [997, 65_537, 300_001]) {
      const cuts = Array.from({ length: Math.floor(bytes.length / step) }, (_, i) => (i + 1) * step);
      expect(everything(inChunks(bytes, cuts))).toEqual(whole);
    }
  });
});

describe("any bytes", () => {
  const byte = fc.oneof(fc.constantFrom(...utf8.encode(',,;\t|""\r\n\n0123.-eé ax=')), fc.nat(255));
  const options = fc.record(
    {
      delimiter: fc.constantFrom(...DELIMITERS),
      header: fc.nat(3),
      skip: fc.nat(3),
      decimal: fc.constantFrom<"." | ",">(".", ","),
      encoding: fc.constantFrom("utf-8", "windows-1252", "utf-16le", "utf-16be"),
    },
    { requiredKeys: [] },
  );

  it("give a table or problems, alike in any chunks", () => {
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 120 }),
        options,
        fc.array(fc.nat(120), { maxLength: 6 }),
        (all, how, cuts) => {
          const bytes = Uint8Array.from(all);
          const read = readCsv("a.csv", bytes, how);
          if (read.ok) for (const column of read.result.columns.values()) expect(column.length).toBe(read.result.rows);
          else expect(read.problems.some((problem) => problem.severity === "error")).toBe(true);
          expect(everything(inChunks(bytes, cuts, how))).toEqual(everything(read));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("numbers", () => {
  it("are what Number makes of them, bit for bit", () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,16})(\.[0-9]{1,18})?(e-?[0-9]{1,2})?$/);
    const texts = fc.array(fc.oneof(digits, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(texts, (values) => {
        const text = "n,m\n" + values.map((value) => `${value},1\n`).join("");
        const read = readCsv("a.csv", utf8.encode(text), { columns: { n: { type: "number" } } });
        if (!read.ok) throw new Error(JSON.stringify(read.problems));
        const column = read.result.columns.get("n")!;
        expect(column.kind).toBe("number");
        for (const [row, value] of values.entries()) expect(column.at(row)).toBe(Number(value));
      }),
      { numRuns: 500 },
    );
  });
});

describe("large files", () => {
  it("are read alike whether or not their size is known, and whatever the rest is like", () => {
    const row = (i: number): string => (i < 300_000 ? `${i},a` : i % 3 === 0 ? `${i},${"word ".repeat(40)}` : `${i},`);
    const bytes = utf8.encode(`n,text\n${Array.from({ length: 360_000 }, (_, i) => row(i)).join("\n")}`);
    const read = (total?: number): unknown => {
      const reader = createCsvReader("a.csv", {}, total);
      for (let at = 0; at < bytes.length; at += 1 << 18) reader.push(bytes.subarray(at, at + (1 << 18)));
      const outcome = reader.end();
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      const [n, text] = ["n", "text"].map((name) => outcome.result.columns.get(name)!);
      return [outcome.result.rows, n!.at(359_999), text!.at(359_997), text!.at(299_999), text!.at(359_999)];
    };
    const told = read();
    expect(told).toEqual([360_000, 359_999, "word ".repeat(40).trim(), "a", null]);
    for (const total of [bytes.length, 1, bytes.length * 50]) expect(read(total)).toEqual(told);
  });

  it("reads 200 MB in chunks", { timeout: 60_000 }, () => {
    const line = (i: number): string =>
      `${2010 + (i % 8)},area number ${i % 152},${(i * 37) % 100_000},${((i * 13) % 1000) / 10},${"x".repeat(60)}\n`;
    const chunk = utf8.encode(Array.from({ length: 10_000 }, (_, i) => line(i)).join(""));
    const times = Math.ceil(200e6 / chunk.length);
    const reader = createCsvReader("large.csv");
    reader.push(utf8.encode("year,area,n,rate,note\n"));
    for (let i = 0; i < times; i++) reader.push(chunk);
    const task = reader.finish();
    const stages: number[] = [];
    let step = task.next();
    for (; !step.done; step = task.next()) stages.push(step.value.done);
    expect(stages).toEqual([0, 1, 2, 3, 4]);
    if (!step.value.ok) throw new Error(JSON.stringify(step.value.problems));
    const { result } = step.value;
    expect(result.rows).toBe(times * 10_000);
    expect(result.bytes).toBeGreaterThan(200e6);
    expect(result.columns.get("n")!.at(result.rows - 1)).toBe((9999 * 37) % 100_000);
    expect(result.columns.get("area")!.at(result.rows - 1)).toBe(`area number ${9999 % 152}`);
  });
});
