import { describe, expect, it } from "vitest";
import { fitFormula, laPanel } from "../../test/fit-formula.ts";
import { referenceData } from "../../test/reference.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { ols } from "../6-estimators/ols.ts";
import { index, MersenneTwister } from "../random/index.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";
import { wildBootstrap } from "./wild-bootstrap.ts";

const d = referenceData("la_panel.csv") as Record<string, number[]>;
const region = factorOf("region", d["region"]!);
const names = ["imd", "spend_per_child", "unemployment"];
const pick = (list: string[]): Record<string, number[]> => Object.fromEntries(list.map((name) => [name, d[name]!]));

describe("wild cluster bootstrap", () => {
  it("is what fitting every sample again gives", () => {
    const weights = d["child_pop"]!;
    const fit = ols({ y: d["cpp_rate"]!, X: pick(names), weights });
    const nullFit = ols({ y: d["cpp_rate"]!, X: pick(["imd", "unemployment"]), weights });
    const t = (y: ArrayLike<number>): number => {
      const again = ols({ y, X: pick(names), weights });
      return coefficientTable(again, covariance(again, "CR0", [region]))[2]!.statistic!;
    };
    const found = wildBootstrap(fit, "spend_per_child", region, { draws: 59, seed: 7 });
    expect(found.statistic!).toBeCloseTo(t(d["cpp_rate"]!), 10);
    const random = new MersenneTwister(7);
    const six = [-1.5, -1, -0.5, 0.5, 1, 1.5].map((x) => Math.sign(x) * Math.sqrt(Math.abs(x)));
    let beyond = 0;
    for (let draw = 0; draw < 59; draw++) {
      const w = Array.from({ length: region.levels }, () => six[index(random, 6)]!);
      const y = nullFit.fitted.map((value, i) => value + w[region.codes[i]!]! * nullFit.residuals[i]!);
      if (Math.abs(t(y)) >= Math.abs(found.statistic!)) beyond++;
    }
    expect(beyond).toBeGreaterThan(0);
    expect(found.pValue).toBe(beyond / 59);
  });

  it("another null is the same as taking it off the outcome, and units do not matter", () => {
    const fit = ols({ y: d["cpp_rate"]!, X: pick(names) });
    const y = d["cpp_rate"]!.map((value, i) => 1000 * (value - 0.5 * d["imd"]![i]!));
    const moved = ols({ y, X: pick(names) });
    const options = { draws: 999, seed: 3 };
    const one = wildBootstrap(fit, "imd", region, { ...options, null: 0.5 });
    const two = wildBootstrap(moved, "imd", region, options);
    expect(one.pValue).toBe(two.pValue);
    expect(one.statistic).toBeCloseTo(two.statistic!, 9);
  });

  it("refuses absorbed effects that cut across clusters", () => {
    const { fit } = fitFormula(laPanel(), "cpp_rate ~ spend_per_child | year");
    expect(() => wildBootstrap(fit, "spend_per_child", region)).toThrow(RangeError);
    const nested = fitFormula(laPanel(), "cpp_rate ~ spend_per_child | la_code").fit;
    expect(wildBootstrap(nested, "spend_per_child", region, { draws: 99 }).pValue).toBeGreaterThan(0);
  });
});
