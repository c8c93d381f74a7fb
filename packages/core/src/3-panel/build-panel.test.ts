import { expect, test } from "vitest";
import { bytes } from "../../test/studies.ts";
import { readCsv } from "../1-read/index.ts";
import { reasonAt, type Column } from "../columns/column.ts";
import { drain } from "../messages/drain.ts";
import { buildPanel } from "./build-panel.ts";
import type { PanelSpec, TableSpec } from "./spec.ts";

type Tables = Record<string, Omit<TableSpec, "file"> & { text: string }>;

function build(tables: Tables, panel?: PanelSpec) {
  const files = new Map(
    Object.entries(tables).map(([name, { text }]) => {
      const outcome = readCsv(`${name}.csv`, bytes(text));
      if (!outcome.ok) throw new Error(outcome.problems[0]!.text);
      return [name, outcome.result];
    }),
  );
  const specs = Object.fromEntries(
    Object.entries(tables).map(([name, { text: _, ...spec }]) => [name, { file: `${name}.csv`, ...spec }]),
  );
  return drain(buildPanel({ tables: specs, ...(panel === undefined ? {} : { panel }) }, files));
}

function good(tables: Tables, panel?: PanelSpec) {
  const built = build(tables, panel);
  if (!built.ok) throw new Error(built.problems.map(({ text }) => text).join("\n"));
  return built;
}

const first = (tables: Tables, panel?: PanelSpec) =>
  build(tables, panel).problems.find(({ severity }) => severity === "error")!;

const cells = (built: ReturnType<typeof good>, name: string) => listed(built.panel.columns.get(name)!);
const listed = (column: Column) => Array.from({ length: column.length }, (_, row) => column.at(row));
const keys = { area: "code", time: "year" };

test("rows are sorted by area in code point order, then time; keys are trimmed text", () => {
  const { panel } = good({ t: { text: "code,year,x\nb,2016,1\n B ,2015,2\nb,2015,3\n" } }, keys);
  expect(panel.area).toMatchObject({ codes: ["B", "b"] });
  expect([...panel.area!.of]).toEqual([0, 1, 1]);
  expect(panel.time!.values).toEqual([2015, 2016]);
  expect(listed(panel.columns.get("x")!)).toEqual([2, 3, 1]);
});

test("time is the year in which the period ends, and shiftTime is added", () => {
  const t = { text: "code,year,x\na,201415,1\na,2015-16,2\na,2016/17,3\na,2018,4\n", shiftTime: 1 };
  expect(good({ t }, keys).panel.time!.values).toEqual([2016, 2017, 2018, 2019]);
});

test("a period in which no year can be told names row and value", () => {
  expect(first({ t: { text: "code,year,x\na,2015,1\na,Total,2\n" } }, keys)).toMatchObject({
    code: "time-unreadable",
    file: "t.csv",
    row: 3,
    column: "year",
    value: "Total",
  });
});

test("two rows for one key show the rows and the columns that would settle it", () => {
  const text = "code,year,type,x\na,2015,All,1\na,2015,Boys,2\nb,2015,All,3\nb,2015,Boys,3\n";
  const problem = first({ t: { text } }, keys);
  expect(problem).toMatchObject({ code: "keys-clash", file: "t.csv", row: 3, count: 2 });
  expect(problem.facts).toEqual({
    pairs: [
      { area: "a", time: 2015, rows: [2, 3] },
      { area: "b", time: 2015, rows: [4, 5] },
    ],
    settle: [{ column: "type", values: ["All", "Boys"] }],
  });
  expect(good({ t: { text, where: { type: "All" } } }, keys).panel.rows).toBe(2);
});

test("rows that differ in figures alone are to be added up, not chosen by a figure", () => {
  const rows = Array.from({ length: 60 }, (_, i) => `a,2015,${i},${i / 7}\n`);
  const problem = first({ t: { text: `code,year,n,rate\n${rows.join("")}` } }, keys);
  expect(problem.remedy).toBe("The rows differ in figures alone (“n” and “rate”): add up counts with “sum”.");
  const chosen = first({ t: { text: "code,year,n\na,2015,1\na,2015,2\n" } }, keys);
  expect(chosen.remedy).toBe("Choose one with “where”: the rows differ in “n” (“1”, “2”).");
});

test("joined tables need unique keys too, also for areas the panel does not have", () => {
  const one = { text: "code,year,x\na,2015,1\n" };
  const two = { text: "code,year,y\na,2015,1\nz,2015,1\nz,2015,2\n" };
  expect(first({ one, two }, { ...keys, measures: { x: "one.x" } })).toMatchObject({
    code: "keys-clash",
    file: "two.csv",
    row: 4,
  });
});

test("a base year that the panel does not have is no column of nothing", () => {
  const t = { text: "code,year,x,p\na,2015,1,90\na,2016,2,100\n" };
  for (const spec of [
    { index: "t.x", base: 1950 },
    { deflate: "t.x", by: "t.p", base: 1950 },
  ])
    expect(first({ t }, { ...keys, measures: { m: spec } })).toMatchObject({
      code: "measure-base-unknown",
      text: "The panel has no rows of 1950: it has 2015 to 2016.",
      path: ["panel", "measures", "m", "base"],
    });
});

test("a missing key column names the nearest", () => {
  expect(first({ t: { text: "cod,year,x\na,2015,1\n" } }, keys)).toMatchObject({
    code: "key-column-missing",
    file: "t.csv",
    row: 1,
    column: "code",
    path: ["panel", "area"],
    facts: { nearest: "cod" },
  });
});

test("a row without a key is an error in the first table, a warning in others", () => {
  const blank = "code,year,x\na,2015,1\n,2015,2\n";
  expect(first({ t: { text: blank } }, keys)).toMatchObject({ code: "key-blank", row: 3, column: "code", count: 1 });
  const built = good(
    { t: { text: "code,year,x\na,2015,1\n" }, other: { text: blank } },
    { ...keys, measures: { x: "other.x" } },
  );
  expect(built.problems).toMatchObject([{ code: "key-blank-joined", severity: "warning", row: 3 }]);
});

test("tables join on area and time, or on area alone; who did not meet is told", () => {
  const built = good(
    {
      base: { text: "code,year,n\na,2015,1\na,2016,2\nb,2015,3\n" },
      both: { text: "id,when,y\na,2015,10\nc,2015,30\n", area: "id", time: "when" },
      fixed: { text: "code,z\na,7\nb,8\n" },
    },
    { ...keys, measures: { y: "both.y", z: "fixed.z" } },
  );
  expect(cells(built, "y")).toEqual([10, null, null]);
  expect(reasonAt(built.panel.columns.get("y")!, 1)).toBe("no match");
  expect(cells(built, "z")).toEqual([7, 7, 8]);
  expect(built.tables[1]).toMatchObject({
    matched: 1,
    unmatchedHere: ["a, 2016", "b, 2015"],
    unmatchedThere: ["c, 2015"],
  });
});

test("a join without any match shows both sides", () => {
  const tables = { one: { text: "code,year,x\nE01,2015,1\n" }, two: { text: "code,year,y\nE1,2015,1\n" } };
  expect(first(tables, { ...keys, measures: { y: "two.y" } })).toMatchObject({
    code: "join-no-match",
    file: "two.csv",
    facts: { here: ["E01, 2015"], there: ["E1, 2015"], nearest: ["E1, 2015", "E01, 2015"] },
  });
});

const series = { t: { text: "code,year,x,y\na,2015,1,4\na,2016,3,0\na,2018,7,c\nb,2015,,2\nb,2016,5,5\n" } };

test("measures: rate, ratio, share, log, difference, lag by calendar, index, sum", () => {
  const built = good(series, {
    ...keys,
    measures: {
      rate: { rate: "t.x", per: "t.y", times: 100 },
      share: { share: "t.x", of: ["t.x", "t.y"] },
      minus: { difference: "t.x", minus: "t.y" },
      change: { difference: "t.x" },
      lag: { lag: "t.x", by: 2 },
      index: { index: "t.x", base: 2016 },
      sum: { sum: ["t.x", "t.y"] },
      log: { log: "t.y" },
      again: { ratio: "sum", per: "t.y" },
    },
  });
  expect(cells(built, "rate")).toEqual([25, null, null, null, 100]);
  expect(cells(built, "share")).toEqual([0.2, 1, null, null, 0.5]);
  expect(cells(built, "minus")).toEqual([-3, 3, null, null, 0]);
  expect(cells(built, "change")).toEqual([null, 2, null, null, null]);
  expect(cells(built, "lag")).toEqual([null, null, 3, null, null]);
  expect(cells(built, "index")).toEqual([(1 / 3) * 100, 100, (7 / 3) * 100, null, 100]);
  expect(cells(built, "sum")).toEqual([5, 3, null, null, 10]);
  expect(cells(built, "again")).toEqual([1.25, null, null, null, 2]);
  const log = cells(built, "log") as number[];
  expect(log[0]).toBeCloseTo(Math.log(4), 14);
  expect(log[1]).toBeNull();
  const why = (name: string, row: number) => reasonAt(built.panel.columns.get(name)!, row);
  expect([why("rate", 1), why("rate", 2), why("rate", 3)]).toEqual(["undefined", "suppressed", "blank"]);
  expect(why("lag", 0)).toBe("no match");
});

test("lags see years that are left out afterwards", () => {
  const built = good(series, { ...keys, measures: { before: { lag: "t.x" } }, times: { from: 2016, to: 2016 } });
  expect(cells(built, "before")).toEqual([1, null]);
});

test("operands that are not there, circles and text are told", () => {
  const problem = (measures: PanelSpec["measures"]) => first(series, { ...keys, ...(measures && { measures }) });
  expect(problem({ a: "t.xx" })).toMatchObject({ code: "column-unknown", file: "t.csv", column: "xx" });
  expect(problem({ a: "u.x" })).toMatchObject({ code: "table-unknown", facts: { nearest: "t" } });
  expect(problem({ abc: "t.x", b: { log: "abd" } })).toMatchObject({
    code: "operand-unknown",
    facts: { nearest: "abc" },
  });
  expect(problem({ a: { log: "b" }, b: { log: "a" } })).toMatchObject({ code: "measure-circle" });
  expect(problem({ a: { log: "t.code" } })).toMatchObject({ code: "measure-not-number", value: "a" });
});

test("names in backticks, with dots, and an alias that bears its column's name", () => {
  const t = { text: "code,year,3 months,a.b\na,2015,1,2\n" };
  const built = good({ t }, { ...keys, measures: { m: "t.`3 months`", d: "t.a.b", code: "code" } });
  expect([cells(built, "m"), cells(built, "d"), cells(built, "code")]).toEqual([[1], [2], ["a"]]);
});

test("one table and no measures: its columns are the measures", () => {
  const built = good(series, { ...keys, group: "code" });
  expect([...built.panel.columns.keys()]).toEqual(["x", "y"]);
  expect(first({ t: { text: "code,year,time\na,2015,1\n" } }, keys)).toMatchObject({
    code: "name-is-key",
    column: "time",
  });
});

test("without a panel the table stays as it is", () => {
  const { panel } = good({ t: { text: "y,x\n3,1\n1,2\n" } });
  expect([panel.area, panel.time, panel.rows]).toEqual([null, null, 2]);
  expect(listed(panel.columns.get("y")!)).toEqual([3, 1]);
  expect(first({ t: { text: "y\n1\n" } }, { times: [2015] })).toMatchObject({
    code: "key-needed",
    path: ["panel", "times"],
  });
  expect(first({ t: { text: "y\n1\n" } }, { without: ["a"] })).toMatchObject({ code: "key-needed" });
  expect(first({ a: { text: "x\n1\n" }, b: { text: "x\n1\n" } })).toMatchObject({ code: "panel-needed" });
});

test("times and without have their rungs, with who was left out by name", () => {
  const text =
    "code,year,name,x\n" + ["a", "b"].flatMap((c) => [2015, 2016].map((y) => `${c},${y},N${c}${y},1`)).join("\n");
  const built = good({ t: { text } }, { ...keys, label: "name", times: [2016, 2017], without: ["b", "c"] });
  expect(built.panel.ladder).toEqual([
    { step: "read", text: "rows of t.csv", rows: 4, removed: 0 },
    { step: "times", text: "other years", rows: 2, removed: 2 },
    {
      step: "without",
      text: "left out by choice",
      rows: 1,
      removed: 1,
      areas: [{ area: "b", label: "Nb2016", times: [2016] }],
    },
  ]);
  expect(built.panel.area!.codes).toEqual(["a"]);
  expect(built.problems).toMatchObject([{ code: "area-unknown", severity: "warning", value: "c" }]);
  expect(first({ t: { text } }, { ...keys, times: { from: 2030 } })).toMatchObject({ code: "panel-empty" });
});
