import { expect, test } from "vitest";
import { background, colour } from "./fill.ts";

test("the fifth group and those after it are neutral", () => {
  expect([0, 1, 4, 5].map(colour)).toEqual([
    "var(--group-other)",
    "var(--group-1)",
    "var(--group-4)",
    "var(--group-other)",
  ]);
});

test("stripes name every colour once, and one colour needs none", () => {
  expect(background({ kind: "stripes", colours: ["var(--group-1)", "var(--group-2)"] }, 8)).toBe(
    "repeating-linear-gradient(45deg, var(--group-1) 0px 8px, var(--group-2) 8px 16px)",
  );
  expect(background({ kind: "stripes", colours: ["var(--group-1)"] })).toBe("var(--group-1)");
});
