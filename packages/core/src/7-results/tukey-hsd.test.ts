import { describe, expect, it } from "vitest";
import { fitFormula } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { tukeyHsd, type PairGap } from "./tukey-hsd.ts";

interface Expected {
  diff: number[];
  lwr: number[];
  upr: number[];
  "p adj": number[];
}

function compare(rows: PairGap[], expected: Expected, tolerance: number): void {
  const gap = (key: keyof PairGap, wanted: number[]): number =>
    relativeGap(
      rows.map((row) => row[key]),
      wanted,
    );
  expect(gap("estimate", expected.diff)).toBeLessThan(tolerance);
  // R's qtukey stops early: its interval ends carry about 1e-9 of that.
  expect(gap("low", expected.lwr)).toBeLessThan(1e-7);
  expect(gap("high", expected.upr)).toBeLessThan(1e-7);
  // ptukey works from the lower tail, so that R's p values have 1e-10 or so in absolute terms, whatever their size.
  rows.forEach((row, i) => expect(Math.abs(row.pValue - expected["p adj"][i]!)).toBeLessThan(1e-9));
}

describe("Tukey's honest gaps, as R", () => {
  it("iris", () => {
    const data = referenceData("iris.csv");
    const y = Float64Array.from(data["Sepal.Length"] as number[]);
    const rows = tukeyHsd(y, factorOf("Species", data["Species"] as string[]));
    const { values, tol_rel } = referenceCases("nonparametric.json").get("iris_kruskal_anova")!;
    compare(rows, values.tukey, tol_rel);
    // Far in the tail ours keeps its digits, where R gives its rounding floor of 3e-15 to 3e-14.
    expect(rows[1]!.pValue).toBeGreaterThan(0);
    expect(rows[1]!.pValue).toBeLessThan(3e-15);
  });

  it("warpbreaks: noise from a model with a second factor", () => {
    const data = referenceData("warpbreaks.csv");
    const { values, tol_rel } = referenceCases("anova.json").get("warpbreaks")!;
    const y = Float64Array.from(data["breaks"] as number[]);
    const tension = data["tension"] as string[];
    const levels = [...new Set(tension)].sort();
    const groups = { ...factorOf("tension", tension), codes: Int32Array.from(tension, (t) => levels.indexOf(t)) };
    const { fit } = fitFormula(makePanel(data), "breaks ~ wool + tension");
    const rows = tukeyHsd(y, groups, { variance: fit.rss / fit.dfResidual, df: fit.dfResidual });
    compare(rows, values.tukey, tol_rel);
  });

  it("refuses what cannot be compared", () => {
    const y = Float64Array.of(1, 2, 3);
    expect(() => tukeyHsd(y, factorOf("g", ["a", "a", "a"]))).toThrow(RangeError);
    expect(() => tukeyHsd(y, factorOf("g", ["a", "b", "c"]))).toThrow("measure noise");
  });
});
