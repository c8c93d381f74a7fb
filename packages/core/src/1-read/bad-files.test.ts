import { describe, expect, it } from "vitest";
import { cells, codes, outcome, read } from "../../test/read-text.ts";

describe("bad files", () => {
  it.each([
    ["", "file-empty"],
    ["\n\n", "file-empty"],
    ["\ufeff", "file-empty"],
    ["a,b\n", "file-no-rows"],
    ["a,b", "file-no-rows"],
    ["PK\u0003\u0004 xl/workbook.xml", "file-not-text"],
    ["PK\u0003\u0004 data.csv", "file-not-text"],
    ["PAR1....", "file-not-text"],
    ["%PDF-1.7 ...", "file-not-text"],
    ["\n <!DOCTYPE html><html>", "file-not-text"],
    ["<?xml version='1.0'?>", "file-not-text"],
    ["a,".repeat(20_000), "columns-many"],
    ["a,b\n1,\u0000\u0000\n2,3\n", "file-not-text"],
  ])("refuses %j", (text, code) => {
    const read = outcome(text);
    expect(read.ok).toBe(false);
    expect(codes(read)).toEqual([code]);
    expect(read.ok || read.problems[0]).toMatchObject({ severity: "error", file: "a.csv" });
    expect(read.ok || read.problems[0]!.remedy).toBeTruthy();
  });

  it("knows gzip and old Excel files by name", () => {
    const read = outcome(Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0]));
    expect(read.ok || read.problems[0]!.facts).toEqual({ found: "a gzip file" });
    expect(codes(outcome(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])))).toEqual(["file-not-text"]);
  });

  it("finds a NUL far behind the beginning", () => {
    expect(codes(outcome("a,b\n" + "1,x\n".repeat(40_000) + "2,\u0000\n"))).toEqual(["file-not-text"]);
  });

  it("names ragged rows, counts all and lists the first twenty", () => {
    const read = outcome("a,b,c\n1,2,3\n1,2\n1,2,3,4\n" + "9\n".repeat(100));
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.problems).toMatchObject([{ code: "rows-ragged", row: 3, count: 102 }]);
    const rows = read.problems[0]!.facts!.rows as unknown[];
    expect(rows).toHaveLength(20);
    expect(rows.slice(0, 3)).toEqual([
      { row: 3, expected: 3, found: 2 },
      { row: 4, expected: 3, found: 4 },
      { row: 5, expected: 3, found: 1 },
    ]);
  });

  it("says in which row a quote was opened", () => {
    const short = outcome('a,b\n1,x\n2,"y\n3,z\n');
    expect(short.ok || short.problems).toMatchObject([{ code: "quote-unclosed", row: 3, column: "b" }]);
    const long = outcome('a,b\n1,x\n2,"y\n' + "3,z\n".repeat(400_000));
    expect(long.ok || long.problems).toMatchObject([{ code: "quote-unclosed", row: 3, column: "b" }]);
  });

  it("refuses a cell of more than a million bytes", () => {
    const huge = outcome(`a,b\n1,${"x".repeat(1_100_000)}\n`);
    expect(huge.ok || huge.problems).toMatchObject([{ code: "cell-huge", row: 2, column: "b" }]);
    expect(outcome(`a,b\n1,${"x".repeat(1_000_000)}\n`).ok).toBe(true);
  });

  it("names columns that share a name, and names those that have none", () => {
    const twice = outcome("a,b,a\n1,2,3\n");
    expect(twice.ok || twice.problems).toMatchObject([
      { code: "header-duplicate", row: 1, column: "a", facts: { places: [1, 3] } },
    ]);
    const blank = read("a,,c\n1,2,3\n");
    expect(blank.order).toEqual(["a", "column 2", "c"]);
    expect(blank.problems).toMatchObject([{ code: "header-blank", severity: "warning", column: "column 2" }]);
  });

  it("counts blank lines before the names", () => {
    const twice = outcome("\n\na,a\n1,2\n");
    expect(twice.ok || twice.problems).toMatchObject([{ code: "header-duplicate", row: 3 }]);
  });

  it("shows only the beginning of a long cell", () => {
    const { problems } = read("v,w\n" + "1,1\n".repeat(20) + "y".repeat(1000) + ",1\n");
    expect(problems[0]!.value).toBe("y".repeat(59) + "…");
  });

  it("keeps text behind a closing quote and says so", () => {
    const result = read('a,b\n"x"y,1\n');
    expect(cells(result, "a")).toEqual(["xy"]);
    expect(result.problems).toMatchObject([{ code: "quote-stray", row: 2, column: "a", count: 1 }]);
  });

  it("warns of a column without any value", () => {
    expect(read("a,b\n1,\n2,\n").problems).toMatchObject([{ code: "column-all-missing", column: "b" }]);
  });

  it("refuses encodings and delimiters that it does not know", () => {
    expect(codes(outcome("a\n1\n", { encoding: "ebcdic" }))).toEqual(["encoding-unknown"]);
    expect(codes(outcome("a\n1\n", { delimiter: "ab" }))).toEqual(["delimiter-wrong"]);
  });
});
