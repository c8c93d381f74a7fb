import { expect, test } from "vitest";
import { background, groupColours } from "./fill.ts";

test("areas are always the first colour; the others follow in study order; the fifth is neutral", () => {
  expect(groupColours(["time", "area", "measures", "measures", "measures"])).toEqual([2, 1, 3, 4, 0]);
  expect(groupColours(["measures", "measures"])).toEqual([2, 3]);
});

test("stripes name every colour once, and one colour needs none", () => {
  expect(background({ kind: "stripes", colours: ["var(--group-1)", "var(--group-2)"] }, 8)).toBe(
    "repeating-linear-gradient(45deg, var(--group-1) 0px 8px, var(--group-2) 8px 16px)",
  );
  expect(background({ kind: "stripes", colours: ["var(--group-1)"] })).toBe("var(--group-1)");
});
