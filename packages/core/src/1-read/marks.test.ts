import { expect, test } from "vitest";
import { hasR, runR } from "../../test/r.ts";
import { cells, codes, outcome, read, reasons } from "../../test/read-text.ts";
import type { Column } from "../columns/column.ts";
import { readHelpersR, readR } from "./read-r.ts";
import { recognise } from "./recognise.ts";

const listed = (column: Column) => Array.from({ length: column.length }, (_, row) => column.at(row));

const INTERLEAVED = `area,2019,2019_flag,2020,,notes
a,10,,11,p,a remark of some length
b,,c,12,e,
c,:,z,13,,another remark
d,14,b,,u,
`;

test("columns of flags beside figures are annotations: reasons and marks, no measures", () => {
  const result = read(INTERLEAVED);
  expect([...result.flags]).toEqual([
    ["2019_flag", "2019"],
    ["column 5", "2020"],
  ]);
  expect(cells(result, "2019")).toEqual([10, null, null, 14]);
  expect(reasons(result, "2019")).toEqual(["present", "suppressed", "not applicable", "present"]);
  expect(reasons(result, "2020")).toEqual(["present", "present", "present", "unreliable"]);
  expect(result.marks.get("2020")).toMatchObject({ texts: ["p", "e", "u"], from: "column 5" });
  const { columns } = recognise(result, "");
  expect(columns.map(({ role, of }) => [role, of])).toEqual([
    ["area", undefined],
    ["indicator", undefined],
    ["annotation", "2019"],
    ["indicator", undefined],
    ["annotation", "2020"],
    ["group", undefined],
  ]);
  expect(columns[3]!.marks).toEqual([
    { mark: "p", meaning: "provisional", count: 1 },
    { mark: "e", meaning: "estimated", count: 1 },
    { mark: "u", meaning: "low reliability", count: 1 },
  ]);
  expect(codes(outcome(INTERLEAVED))).toContain("flags-read");
});

test("the study says which column holds flags, or that none does", () => {
  const text = "area,n,quality\na,1,good\nb,,bad\nc,3,good\n";
  expect(read(text).flags.size).toBe(0);
  const said = read(text, { columns: { n: { flags: "quality" } } });
  expect([...said.flags]).toEqual([["quality", "n"]]);
  const not = read(INTERLEAVED, { columns: { "2019_flag": { flags: false }, "2020": { flags: false } } });
  expect(not.flags.size).toBe(0);
  expect(codes(outcome(text, { columns: { n: { flags: "qualty" } } }))).toEqual(["read-column-unknown"]);
});

test("a filter of short words is no column of flags", () => {
  expect(read("area,n,sex,m\na,1,F,2\nb,2,M,3\n").flags.size).toBe(0);
  expect(read("area,status,n\na,p,2\nb,e,3\n").flags.size).toBe(0);
});

const MARKED = `area;n;m;street
a;1,234 p;7*;12 b
b;56 e;8;14 c
c;: c;9 [r];16 d
d;78;10 (1);18 e
`;

test("marks in the cells are taken off the figures and kept beside them", () => {
  const result = read(MARKED, { delimiter: ";", decimal: "." });
  expect(cells(result, "n")).toEqual([1234, 56, null, 78]);
  expect(reasons(result, "n")[2]).toBe("suppressed");
  expect(result.marks.get("n")).toEqual({ codes: Uint8Array.of(1, 2, 0, 0), texts: ["p", "e"], from: null });
  expect(cells(result, "m")).toEqual([7, 8, 9, 10]);
  expect(result.marks.get("m")!.texts).toEqual(["*", "r", "1"]);
  // Where every cell bears one, it belongs to the text.
  expect(cells(result, "street")).toEqual(["12 b", "14 c", "16 d", "18 e"]);
  const problem = result.problems.find(({ code }) => code === "marks-in-cells")!;
  expect(problem).toMatchObject({ row: 2, column: "n", value: "1,234 p" });
  const not = read(MARKED, { delimiter: ";", decimal: ".", columns: { n: { flags: false } } });
  expect(cells(not, "n")).toEqual(["1,234 p", "56 e", ": c", "78"]);
});

test.skipIf(!hasR())("the R script takes the same marks off", () => {
  const options = { delimiter: ";", decimal: "." as const };
  const result = read(MARKED, options);
  const script = readHelpersR() + readR("t", "m.csv", options, result.order, result);
  const theirs = runR<Record<string, unknown[]>>(script, { "m.csv": MARKED }, "lapply(as.list(t), I)");
  for (const name of result.order) expect([theirs[name]].flat()).toEqual(listed(result.columns.get(name)!));
});
