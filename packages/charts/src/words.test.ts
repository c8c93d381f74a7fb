import { expect, test } from "vitest";
import { lowerFirst, percentRange } from "./words.ts";

test("a name's own capitals stay", () => {
  expect(["Deprivation", "IDACI score", "Ofsted grade", "Élan", "A", "2019 index"].map(lowerFirst)).toEqual([
    "deprivation",
    "IDACI score",
    "Ofsted grade",
    "élan",
    "A",
    "2019 index",
  ]);
});

test("a range of percentages, short", () => {
  expect(percentRange(0.144685, 0.302)).toBe("14–30%");
  expect(percentRange(0.144685, 0.1449)).toBe("14%");
  expect(percentRange(0.144685, null)).toBe("14%");
  expect(percentRange(0.002, 0.03)).toBe("under 1% to 3%");
});
