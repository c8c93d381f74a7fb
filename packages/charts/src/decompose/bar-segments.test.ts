import { expect, test } from "vitest";
import { fourGroups, suppressed } from "../../test/fixtures/shares.ts";
import { barFits, barSegments } from "./bar-segments.ts";

test("the bar adds up to the whole, in study order, without what is nothing", () => {
  const segments = barSegments(fourGroups(), { areas: "councils" });
  expect(segments.map(({ kind, label }) => [kind, label])).toEqual([
    ["only", "only lasting differences between councils"],
    ["only", "only spend and vacancies"],
    ["only", "only changes shared by all"],
    ["contested", "cannot be told apart: council or deprivation, mostly"],
    ["left", "goes with nothing here"],
  ]);
  expect(segments.reduce((sum, segment) => sum + segment.share, 0)).toBeCloseTo(1, 8);
  expect(new Set(segments.map((segment) => segment.key)).size).toBe(5);
});

test("what cannot be told apart names the groups concerned, in study order", () => {
  const contested = (value: ReturnType<typeof fourGroups>) =>
    barSegments(value).find((each) => each.kind === "contested")!;
  expect(contested(fourGroups()).blocks).toEqual(["Council", "Deprivation"]);
  const value = fourGroups();
  value.shares[2]!.shapley = 0.3;
  expect(contested(value).blocks).toEqual(["Council", "Deprivation", "Spend and vacancies"]);
  expect(contested(value).label).not.toContain("mostly");
});

test("groups that add more together than apart make no bar; rounding alone does", () => {
  expect(barFits(suppressed())).toBe(false);
  expect(barSegments(suppressed())).toEqual([]);
  const value = { ...fourGroups(), contested: -1e-15 };
  expect(barFits(value)).toBe(true);
  expect(barSegments(value).some((segment) => segment.kind === "contested")).toBe(false);
});
