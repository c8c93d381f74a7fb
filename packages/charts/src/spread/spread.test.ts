import type { SpreadValue } from "@whyvary/core";
import { expect, test } from "vitest";
import { fewAreas, manyAreas, withoutCounts } from "../../test/fixtures/spread.ts";
import { look } from "../look.ts";
import { spread } from "./index.ts";

test("an order is offered only with intervals; without counts there are no funnels", () => {
  expect(spread.views!(manyAreas()).map(({ id }) => id)).toEqual(["order", "square-root", "pearson", "years"]);
  expect(spread.views!(withoutCounts()).map(({ id }) => id)).toEqual(["strip"]);
});

test("the measures stand with the range last, and the same areas early and late", () => {
  const { columns, rows } = spread.table(manyAreas());
  expect(columns.map(({ label }) => label)).toEqual(["Measure", "2022", "2014, same", "2022, same"]);
  expect(rows.at(-1)![0]!.text).toBe("Highest over lowest (rests on two)");
  expect(rows[0]!.slice(1).map(({ value }) => value)).toEqual([147, 146, 146]);
});

test("all areas with their intervals are in a table, without intervals in no order", () => {
  const [all] = spread.details!(manyAreas());
  expect(all!.table.rows).toHaveLength(147);
  const values = all!.table.rows.map((row) => row[2]!.value as number);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  const [plain] = spread.details!(withoutCounts());
  expect(plain!.caption).toContain("in the order of codes");
  expect(plain!.table.columns).toHaveLength(3);
});

test("words name who stands out and one's own, in the view that is shown", () => {
  const value = manyAreas();
  expect(spread.describe(value, { view: "square-root", focus: "X001" })).toMatch(/beyond the usual differences \(Oldbridge\)\. Saltmere: /); // prettier-ignore
  expect(spread.describe(value, { focus: "X001" })).toContain("high over low");
  expect(spread.describe(value, { view: "years" })).toMatch(/2014 high over low .*; 2022 /);
});

test("an unknown focus or view changes nothing", () => {
  const value = fewAreas();
  expect(spread.spec(value, look("light"), { focus: "nobody", view: "none" })).toEqual(spread.spec(value, look("light"))); // prettier-ignore
});

test("the concentration index stands below the slope where people are known, Moran's I where a map is", () => {
  const captions = (value: SpreadValue) => spread.details!(value).map(({ caption }) => caption);
  const along = (value: SpreadValue) => spread.details!(value).find(({ caption }) => caption.startsWith("Along"))!;
  const value = manyAreas();
  const row = along(value).table.rows.at(-1)!;
  expect(row[0]!.text).toBe("Concentration index (above zero: gathered at the end of the line)");
  expect(row[1]!.value).toBe(value.gradient!.concentration!.index);
  const none = { ...value, gradient: { ...value.gradient!, concentration: null } };
  expect(along(none).table.rows.at(-1)![0]!.text).toContain("not given");
  expect(along(withoutCounts()).table.rows).toHaveLength(4);
  expect(captions(value).some((caption) => caption.includes("hexagons"))).toBe(false);
  const moran = { i: 0.31, expected: -0.01, z: 4, pValue: 0.00006, areas: 140, isolated: 3 };
  const rows = spread.details!({ ...value, moran }).at(-1)!.table.rows;
  expect(rows[0]!.slice(1).map((cell) => cell.value)).toEqual([0.31, -0.01, 4, 0.00006, 140, 3]);
});
