import { expect, test } from "vitest";
import { fourGroups, manyGroups } from "../../test/fixtures/shares.ts";
import { chanceTable, sharesTable } from "./table.ts";

test("every share at one decimal, the full figure behind it", () => {
  const { columns, rows } = sharesTable(fourGroups());
  expect(columns.map((column) => column.key)).toEqual([
    "block",
    "last",
    "alone",
    "shapley",
    "low",
    "high",
    "min",
    "max",
    "published",
  ]);
  expect(rows[0]!.map((cell) => cell.text)).toEqual([
    "Council",
    "44.9%",
    "74.4%",
    "58.0%",
    "53.2%",
    "63.7%",
    "44.9%",
    "74.5%",
    "44.0%",
  ]);
  expect(rows[0]![2]!.value).toBe(0.744455957945);
});

test("columns add up to the whole", () => {
  const { columns, rows } = sharesTable(fourGroups());
  for (const key of ["last", "shapley", "published"]) {
    const j = columns.findIndex((column) => column.key === key);
    expect(rows.reduce((sum, row) => sum + Number(row[j]!.value ?? 0), 0)).toBeCloseTo(1, 5);
  }
});

test("a column without a figure is left out, a missing cell is a dash", () => {
  const { columns, rows } = sharesTable(manyGroups());
  expect(columns.map((column) => column.key)).toEqual(["block", "last", "alone", "shapley", "min", "max"]);
  expect(rows.at(-1)!.map((cell) => cell.text)).toEqual(["Left over", "87.3%", "–", "87.3%", "–", "–"]);
});

test("some published, some not: nothing is said of what they leave over", () => {
  const value = fourGroups();
  value.shares[3]!.published = null;
  expect(sharesTable(value).rows.at(-1)!.at(-1)).toEqual({ text: "–", value: null });
});

test("one floor for each way of counting", () => {
  expect(chanceTable(fourGroups()).rows[0]!.map((cell) => cell.text)).toEqual(["Council", "9.8%", "14.5%", "12.2%"]);
});
