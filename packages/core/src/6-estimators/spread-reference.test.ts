import { describe, expect, it } from "vitest";
import { laPanelYear } from "../../test/la-panel-year.ts";
import { everyValueIsCompared, referenceCases, relativeGap } from "../../test/reference.ts";
import { concentrationIndex, gini, theil } from "./concentration-index.ts";
import { funnel, funnelReach } from "./funnel.ts";
import { poissonQuantile } from "../distributions/index.ts";
import { poissonByar, poissonExact, poissonTest, rateRatio, wilson } from "./rate-intervals.ts";
import { systematicSpread } from "./spread.ts";

describe("funnel, as R computes it by its formulas", () => {
  const { values, tol_rel } = referenceCases("funnel.json").get("laA_lastyear")!;
  const { cpp_count, child_pop } = laPanelYear("last");
  const within = (actual: ArrayLike<number>, expected: number[], what: string): void =>
    expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol_rel);
  const per10000 = (rates: Float64Array): Float64Array => rates.slice(0, 10).map((rate) => 1e4 * rate);

  it("Pearson", () => {
    const found = funnel(cpp_count, child_pop, { variant: "pearson", reach: funnelReach(0.998) });
    within(
      [found.target * 1e4, found.phi, found.tau2],
      [values.target_per_10000, values.phi_winsor10, values.tau2],
      "phi",
    );
    within(found.z.slice(0, 10), values.z_first10, "z");
    within(found.zAdditive.slice(0, 10), values.z_additive_first10, "additive");
    within(found.zMultiplicative.slice(0, 10), values.z_multiplicative_first10, "multiplicative");
    within(per10000(found.low), values.limits_normal_998_first10.lo, "low");
    within(per10000(found.high), values.limits_normal_998_first10.hi, "high");
    within(per10000(found.lowAdditive), values.limits_additive_998_first10.lo, "low, additive");
    within(per10000(found.highAdditive), values.limits_additive_998_first10.hi, "high, additive");
    expect([found.beyond, found.beyondAdditive]).toEqual([values.n_outside_998, values.n_outside_998_additive]);
    const narrow = funnel(cpp_count, child_pop, { variant: "pearson", reach: funnelReach(0.95) });
    within(per10000(narrow.low), values.limits_normal_95_first10.lo, "low 95%");
    within(per10000(narrow.high), values.limits_normal_95_first10.hi, "high 95%");
  });

  it("square root", () => {
    within(funnel(cpp_count, child_pop).z.slice(0, 10), values.z_sqrt_first10, "z");
  });

  it("intervals of counts and shares", () => {
    const both = (r: { low: number; high: number }): number[] => [r.low, r.high];
    const counts = cpp_count.slice(0, 3);
    within(
      counts.flatMap((O) => both(poissonByar(O))),
      values.byar_ci_95_first3.flat(),
      "Byar",
    );
    within(
      counts.flatMap((O) => both(poissonExact(O))),
      values.exact_ci_95_first3.flat(),
      "exact",
    );
    const small = values.exact_ci_small as number[][];
    within(
      small.flatMap((_, O) => both(poissonExact(O))),
      small.flat(),
      "small",
    );
    within(both(wilson(13, 152)), values.wilson_ci_13_of_152, "Wilson");
    expect(systematicSpread([2, 4, 6], [10, 20, 30]).noiseShare).toBeNull();
    expect([wilson(0, 7).low, wilson(7, 7).high]).toEqual([0, 1]);
    // R: poisson.test(1000, 5e4)$conf.int.
    within(both(poissonTest(1000, 5e4)), [0.0187794603681539, 0.02127904272032604], "a thousand events");
    const [one, two] = [0, 1].map((i) => ({ events: cpp_count[i]!, exposure: child_pop[i]! }));
    const { estimate, pValue, low, high } = rateRatio(one!, two!);
    const r = values.rate_comparison_first_two;
    within([estimate, pValue, low, high], [r.estimate, r.p, ...r.conf], "ratio");
    // R prints the first count and what would be expected of it were the rates the same.
    const common = (one!.events + two!.events) / (one!.exposure + two!.exposure);
    within([one!.events, one!.exposure * common], [r.stat, r.df], "expected");
    // One rate by itself: a count of 622 in 4.8 ten thousands against the rate of one.
    const t = values.poisson_test_first;
    const own = poissonTest(one!.events, one!.exposure / 1e4);
    within([one!.events, one!.exposure / 1e4], [t.stat, t.df], "count");
    within([own.estimate, own.low, own.high], [t.estimate, ...t.conf], "rate");
    expect(own.pValue).toBeLessThan(1e-307);
    expect(t.p).toBe(0);
  });

  it("exact limits by the Poisson distribution", () => {
    const target = cpp_count.reduce((sum, x) => sum + x, 0) / child_pop.reduce((sum, n) => sum + n, 0);
    const names = [0.001, 0.025, 0.975, 0.999];
    names.forEach((p, row) =>
      within(
        child_pop.slice(0, 10).map((n) => (1e4 * poissonQuantile(p, target * n)) / n),
        values["qpois_0.001_0.025_0.975_0.999"][row],
        `qpois ${p}`,
      ),
    );
    // R: poisson.test(12, 10)$p.value, poisson.test(3, 10)$p.value.
    within([poissonTest(12, 10).pValue, poissonTest(3, 10).pValue], [0.5234445002985925, 0.0246136642729753], "p");
  });
});

describe.each([
  ["laA_y1", "first"],
  ["laA_ylast", "last"],
] as const)("concentration %s", (id, year) => {
  const { values, tol_rel } = referenceCases("inequality.json").get(id)!;
  const { cpp_rate, child_pop, imd, la_code } = laPanelYear(year);

  it("index, variance, Gini, Theil", () => {
    const weighted = concentrationIndex(cpp_rate, imd, child_pop, { tieBreak: la_code });
    const plain = concentrationIndex(cpp_rate, imd, undefined, { tieBreak: la_code });
    const found = [weighted.index, weighted.variance, plain.index, plain.variance];
    const wanted = [
      ...[values.rineq_ci_weighted, values.rineq_var_weighted, values.rineq_ci_unweighted, values.rineq_var_unweighted],
      ...[values.gini_weighted, values.theil_weighted],
    ];
    found.push(gini(cpp_rate, child_pop), theil(cpp_rate, child_pop));
    expect(relativeGap(found, wanted)).toBeLessThanOrEqual(tol_rel);
    expect(relativeGap([weighted.index], [values.concentration_index_formula])).toBeLessThanOrEqual(tol_rel);
  });
});

it("share of counting noise: all of it where counts differ as chance alone would have them", () => {
  // Two areas of n people with O = m -+ sqrt(m): variance of the rates 2 m / n^2, counting noise m / n^2.
  expect(systematicSpread([90, 110], [1000, 1000]).noiseShare).toBeCloseTo(100 / 200, 12);
  expect(systematicSpread([90, 110], [1000, 1000]).scv).toBeCloseTo(0, 12);
});

describe("traps", () => {
  it("refuses counts without events and areas without people", () => {
    expect(() => funnel([0, 0, 0], [10, 10, 10])).toThrow(RangeError);
    expect(() => funnel([1, 2], [10, 0])).toThrow(RangeError);
    expect(() => systematicSpread([0, 0], [5, 5])).toThrow(RangeError);
  });

  it("finds no overdispersion in areas that are all alike", () => {
    const found = funnel([10, 20, 30], [100, 200, 300]);
    expect([found.tau2, found.beyond]).toEqual([0, 0]);
    expect(found.lowAdditive).toEqual(found.low);
  });
});

everyValueIsCompared("funnel.json");
