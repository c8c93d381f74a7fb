import { describe, expect, it } from "vitest";
import { makePanel } from "../../test/make-panel.ts";
import { hasSpecificationA, specificationA } from "../../test/spec-a.ts";
import { withinShare } from "./blocks/within-share.ts";
import { jumpsOf } from "./jumps.ts";

const panelOf = (spend: (number | null)[], time = [2016, 2017, 2018]) =>
  makePanel(
    { area: ["a", "a", "a", "b", "b", "b", "c", "c", "c"], time: [...time, ...time, ...time], spend: [...spend, 240, 255, 260, 230, 220, 225] }, // prettier-ignore
    { area: "area", time: "time" },
  );

describe("single jumps in a series", () => {
  it("up and down, against both years beside it", () => {
    expect(jumpsOf(panelOf([217, 1582, 277]), "spend")).toMatchObject([{ area: "a", time: 2017, value: 1582, before: 217, after: 277, times: 1582 / 277 }]); // prettier-ignore
    expect(jumpsOf(panelOf([217, 30, 277]), "spend")).toMatchObject([{ area: "a", time: 2017, value: 30 }]);
  });

  it.each([
    ["a lasting step", [217, 1582, 1600]],
    ["a gap, not a neighbour", [217, 1582, null]],
    ["a zero", [0, 1582, 277]],
    ["less than three times", [217, 600, 277]],
  ])("not %s", (_, spend) => {
    expect(jumpsOf(panelOf(spend), "spend")).toEqual([]);
  });

  it("not over a year that is missing from the panel", () => {
    expect(jumpsOf(panelOf([217, 1582, 277], [2016, 2018, 2019]), "spend")).toEqual([]);
  });

  it.skipIf(!hasSpecificationA)("in specification A: Salford 2020", () => {
    const found = jumpsOf(specificationA(), "spend_safeguarding_per_child_calc");
    const [most] = found.toSorted((a, b) => b.value - a.value);
    expect([most!.area, most!.time, most!.value.toFixed(1), most!.before.toFixed(1), most!.after.toFixed(1)]).toEqual(["355", 2020, "1582.1", "216.8", "276.7"]); // prettier-ignore
    expect(found.length).toBeLessThan(8);
  });
});

describe("within-area share of the variance", () => {
  it("is one less R2 on area dummies", () => {
    // R: x <- c(1, 3, 2, 8, 9, 4); 1 - summary(lm(x ~ factor(c(1, 1, 1, 2, 2, 2))))$r.squared
    expect(withinShare([1, 3, 2, 8, 9, 4], [1, 1, 1, 2, 2, 2])).toBeCloseTo(0.2990654, 7);
    expect(withinShare([5, 5, 7, 7], [0, 0, 1, 1])).toBe(0);
    expect(withinShare([5, 5], [0, 1])).toBe(0);
  });
});
