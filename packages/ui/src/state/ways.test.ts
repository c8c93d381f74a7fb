import { expect, test } from "vitest";
import { broughtNow, columnsOf, usuallyBrought, withTable } from "./brings.ts";
import { withLead } from "./lead.ts";
import { neighbourPattern, withNeighbours } from "./neighbours.ts";
import { addTable } from "./new-study.ts";
import { column, recognised } from "./some-files.ts";
import type { StudyDoc } from "./study-doc.ts";
import { conditionFor, firstWay, keptOf, leavesOut, valuesIn, wayOf, waysFor, withWay } from "./ways.ts";

const kinds = recognised(
  "kinds.csv",
  [
    column("code", "area"),
    column("year", "time"),
    column("kind", "filter", { distinct: 3, values: [{ value: "starts", count: 40 }, { value: "ends", count: 35 }, { value: "open", count: 25 }] }), // prettier-ignore
    column("count", "indicator"),
    column("cost", "indicator"),
  ],
  { open: [{ column: "kind", values: ["starts", "ends", "open"] }] },
);
const visits = recognised(
  "visits.csv",
  [
    column("code", "area"),
    column("day", "filter", { values: [{ value: "2024-03-01", count: 2 }, { value: "31/12/2023", count: 1 }] }), // prettier-ignore
    column("grade", "filter", { values: [{ value: "Good", count: 3 }] }),
  ],
  { time: undefined, open: [{ column: "grade", values: ["Good"] }] } as never,
);
const study: StudyDoc = {
  whyvary: 1,
  tables: { base: { file: "base.csv" }, kinds: { file: "kinds.csv", where: { kind: "starts" } } },
  panel: { area: "code", time: "year", measures: { rate: "base.rate", count: "kinds.count", cost: "kinds.cost" } },
  analyses: [],
};

test("a table goes one of four ways, and nothing of another way stays behind", () => {
  expect(waysFor(kinds).map(({ how }) => how)).toEqual(["one", "columns", "sum"]);
  expect(waysFor(visits).map(({ how }) => how)).toEqual(["one", "latest"]);
  const start = study.tables["kinds"]!;
  const wide = withWay(start, { how: "columns", names: "kind", values: "count" });
  expect(wide).toEqual({ file: "kinds.csv", wide: { names: "kind", values: "count" } });
  expect(wayOf(wide)).toEqual({ how: "columns", names: "kind", values: "count" });
  const sum = withWay({ ...wide, where: { kind: ["starts", "ends"] } }, { how: "sum", columns: ["count"] });
  expect(sum).toEqual({ file: "kinds.csv", where: { kind: ["starts", "ends"] }, sum: ["count"] });
  expect(withWay(sum, { how: "one" })).toEqual({ file: "kinds.csv", where: { kind: ["starts", "ends"] } });
  expect(firstWay(visits, { file: "visits.csv" })).toEqual({ file: "visits.csv", latest: { date: "day" } });
  expect(firstWay(kinds, start)).toBe(start);
});

test("what a table brings follows its shape; what a person took out stays out", () => {
  const wide = withWay(study.tables["kinds"]!, { how: "columns", names: "kind", values: "count" });
  expect(columnsOf(kinds, wide)).toEqual(["starts", "ends", "open"]);
  const after = withTable(study, "kinds", wide, kinds);
  expect(after.panel?.measures).toEqual({
    rate: "base.rate",
    starts: "kinds.starts",
    ends: "kinds.ends",
    open: "kinds.open",
  });
  expect(broughtNow(after, "kinds")).toEqual(["starts", "ends", "open"]);
  const some = withTable(after, "kinds", { ...wide, where: { kind: ["starts", "ends"] } }, kinds);
  expect(broughtNow(some, "kinds")).toEqual(["starts", "ends"]);
  const less = { ...study, panel: { ...study.panel, measures: { rate: "base.rate", count: "kinds.count" } } };
  const filtered = withTable(less, "kinds", { file: "kinds.csv", where: { kind: "ends" } }, kinds);
  expect(broughtNow(filtered, "kinds")).toEqual(["count"]);
  expect(usuallyBrought(visits, firstWay(visits, { file: "visits.csv" }))).toEqual(["day", "grade"]);
});

test("a table of rows that were chosen says whose its columns are", () => {
  const more = addTable(study, kinds, [], { file: "kinds.csv", where: { kind: "ends" } }, "ends");
  expect(more.panel?.measures).toMatchObject({
    count: "kinds.count",
    ends_count: "ends.count",
    ends_cost: "ends.cost",
  });
  const other = recognised("other.csv", [column("code", "area"), column("year", "time"), column("count", "indicator"), column("size", "indicator")]); // prettier-ignore
  expect(addTable(study, other, []).panel?.measures).toMatchObject({ other_count: "other.count", size: "other.size" });
});

test("values, counts and what a condition leaves out", () => {
  expect(valuesIn(kinds, "kind")[0]).toEqual({ value: "starts", count: 40 });
  expect([keptOf("a"), keptOf(["a", 2]), keptOf({ not: "a" })]).toEqual([["a"], ["a", "2"], null]);
  expect([conditionFor([]), conditionFor(["a"]), conditionFor(["a", "b"])]).toEqual([undefined, "a", ["a", "b"]]);
  expect(leavesOut(kinds, "kind", ["starts", "ends"])).toBe(25);
  expect(leavesOut(kinds, "kind", "unheard")).toBeNull();
});

test("another table sets the rows: its keys become the panel's, the others name theirs; and back again", () => {
  const two: StudyDoc = {
    ...study,
    tables: { base: { file: "base.csv" }, far: { file: "far.csv", area: "gss", shiftTime: 1 } },
    panel: { area: "code", time: "year", label: "name", group: "region", measures: {} },
  };
  const next = withLead(two, "far", { label: "title" });
  expect(Object.keys(next.tables)).toEqual(["far", "base"]);
  expect(next.tables).toEqual({ far: { file: "far.csv", shiftTime: 1 }, base: { file: "base.csv", area: "code" } });
  expect(next.panel).toEqual({ area: "gss", time: "year", label: "title", measures: {} });
  expect(withLead(next, "base", { label: "name", group: "region" })).toEqual(two);
});

test("a table of neighbours brings nothing, and says whom an area is compared with", () => {
  const list = ["SN_1", "SN_2", "SN_3"].map((name) => column(name, "indicator"));
  const close = ["SN_1P", "SN_2P", "SN_3P"].map((name) => column(name, "group"));
  const near = recognised("near.csv", [column("code", "area"), ...list, ...close], { time: undefined } as never);
  expect(neighbourPattern(near)).toEqual({ columns: "SN_*", closeness: "SN_*P" });
  expect(neighbourPattern(kinds)).toBeNull();
  expect(withNeighbours(study, "near", near).focus).toEqual({
    neighbours: { table: "near", columns: "SN_*", closeness: "SN_*P" },
  });
  const after = addTable(study, near, []);
  expect(after.panel?.measures).toEqual(study.panel?.measures);
  expect(after.focus?.neighbours).toMatchObject({ table: "near" });
});
