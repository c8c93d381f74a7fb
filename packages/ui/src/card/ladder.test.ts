import type { AnalysisResult, LadderStep } from "@whyvary/core";
import { expect, test } from "vitest";
import { areasIn, reasonsInWords, restOf, rowsInWords, yearRanges } from "./ladder.ts";

const step = (name: LadderStep["step"], rows: number, removed: number): LadderStep => ({
  step: name,
  text: name,
  rows,
  removed,
});
const shared = [step("read", 2432, 0), step("times", 1062, 1370), step("without", 1048, 14)];
const own = [step("complete", 1034, 14), step("complete", 1032, 2), step("complete", 1017, 15), step("used", 1017, 0)];
const result = { ladder: own } as AnalysisResult;

test("a result rests on the last rung; set aside are the rows of its own years", () => {
  const rest = restOf(result, shared);
  expect(rest.used).toBe(1017);
  expect(rest.aside).toBe(45);
  expect(rest.steps.map((each) => each.removed)).toEqual([1370, 14, 14, 2, 15]);
});

test("a ladder that begins at reading is whole already", () => {
  expect(restOf({ ladder: [...shared, ...own] } as AnalysisResult, shared).aside).toBe(45);
});

test("rows, years and reasons in words", () => {
  expect(rowsInWords(1017, { one: "council", many: "councils" }, true)).toBe("1,017 council-years");
  expect(rowsInWords(1, { one: "area", many: "areas" }, false)).toBe("1 row");
  expect(yearRanges([2020, 2016, 2017, 2018])).toBe("2016–2018, 2020");
  expect(reasonsInWords({ blank: 3, unavailable: 1100 })).toBe("1,100 unavailable, 3 blank");
});

test("areas are said where a result counts them, not where it lists them", () => {
  expect(areasIn({ areas: 148 })).toBe(148);
  expect(areasIn({ areas: [{ label: "Ambercombe" }] })).toBe(null);
  expect(areasIn(null)).toBe(null);
});
