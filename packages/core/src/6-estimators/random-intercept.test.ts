import { describe, expect, it } from "vitest";
import { dummiesOf, groupsOf } from "../../test/block-model.ts";
import { referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { MersenneTwister, normal } from "../random/index.ts";
import { randomIntercept } from "./random-intercept.ts";

const cases = referenceCases("mixed.json");
type Data = ReturnType<typeof referenceData>;
const numbers = (data: Data, name: string): Float64Array => Float64Array.from(data[name] as number[]);
const P10 =
  "imd idaci ethnic_pct spend_per_child vacancy_rate agency_rate caseload lone_parent_pct unemployment log_density".split(
    " ",
  );

function split(data: Data, name: string, by: string): [Float64Array, Float64Array] {
  const groups = groupsOf(data[by]!);
  const x = numbers(data, name);
  const sums = new Float64Array(groups.count);
  const counts = new Float64Array(groups.count);
  x.forEach((value, i) => {
    sums[groups.of[i]!]! += value;
    counts[groups.of[i]!]! += 1;
  });
  const between = x.map((_, i) => sums[groups.of[i]!]! / counts[groups.of[i]!]!);
  return [x.map((value, i) => value - between[i]!), between];
}

const models: [string, string, string, (data: Data) => Float64Array[]][] = [
  ["sleepstudy_ri", "Reaction", "Subject", (d) => [numbers(d, "Days")]],
  ["dyestuff", "Yield", "Batch", () => []],
  [
    "orthodont_ri",
    "distance",
    "Subject",
    (d) => {
      const age = numbers(d, "age");
      // The reference level is the first in alphabetical order.
      const male = Float64Array.from(d["Sex"]!, (sex) => (sex === "Male" ? 1 : 0));
      return [age, male, age.map((value, i) => value * male[i]!)];
    },
  ],
  ["grunfeld_ri", "inv", "firm", (d) => [numbers(d, "value"), numbers(d, "capital")]],
  ["laA_ri_null", "cpp_rate", "la_code", () => []],
  ["laA_ri", "cpp_rate", "la_code", (d) => [...P10.map((name) => numbers(d, name)), ...dummiesOf(d["year"]!)]],
  [
    "laA_mundlak",
    "cpp_rate",
    "la_code",
    (d) => [
      numbers(d, "imd"),
      ...split(d, "idaci", "la_code"),
      ...split(d, "spend_per_child", "la_code"),
      ...split(d, "vacancy_rate", "la_code"),
    ],
  ],
];

describe("random intercept against lme4", () => {
  it.each(models)("%s", (id, outcome, group, columnsOf) => {
    const { values, data: file, tol_rel } = cases.get(id)!;
    const data = referenceData(file);
    for (const method of ["REML", "ML"] as const) {
      const expected = values[method];
      const fit = randomIntercept({
        y: numbers(data, outcome),
        columns: columnsOf(data),
        groups: groupsOf(data[group]!),
        method,
      });
      const list = (value: number | Record<string, number>): number[] =>
        typeof value === "number" ? [value] : Object.values(value);
      expect(relativeGap([fit.areaVariance, fit.residualVariance], expected.varcorr.vcov)).toBeLessThan(tol_rel);
      expect(relativeGap(fit.coefficients, list(expected.coef))).toBeLessThan(tol_rel);
      expect(relativeGap(fit.stdErrors, list(expected.se))).toBeLessThan(tol_rel);
      expect(relativeGap([fit.theta], Object.values(expected.theta))).toBeLessThan(tol_rel);
      // The likelihood is flat at its top: it agrees far better than the place of the top.
      expect(relativeGap([fit.logLik], [expected.logLik])).toBeLessThan(1e-8);
    }
  });

  it("zero area variance is an answer", () => {
    const random = new MersenneTwister(3);
    const groups = groupsOf(Array.from({ length: 60 }, (_, i) => i % 20));
    // Values that cancel in each group: the groups differ less than noise would make them.
    const noise = Array.from({ length: 20 }, () => normal(random));
    const y = Float64Array.from({ length: 60 }, (_, i) => noise[i % 20]! * [1, -0.5, -0.5][Math.floor(i / 20)]!);
    const fit = randomIntercept({ y, columns: [], groups });
    expect(fit.areaVariance).toBe(0);
    expect(fit.residualVariance).toBeGreaterThan(0);
  });

  it("a column that is a combination of others gets no coefficient", () => {
    const data = referenceData("sleepstudy.csv");
    const days = numbers(data, "Days");
    const fit = randomIntercept({
      y: numbers(data, "Reaction"),
      columns: [days, days.map((value) => 2 * value + 1)],
      groups: groupsOf(data["Subject"]!),
    });
    expect(fit.coefficients[2]).toBe(null);
    expect(fit.coefficients[1]).toBeCloseTo(10.467, 3);
  });
});
