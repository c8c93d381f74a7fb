import { describe, expect, it } from "vitest";
import { laPanelYear } from "../../test/la-panel-year.ts";
import { everyValueIsCompared, referenceCases, relativeGap } from "../../test/reference.ts";
import { glm } from "../6-estimators/glm.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { glmCovariance, glmSummary } from "./glm-summary.ts";
import { covariance } from "./covariance.ts";
import { slopeIndex, type SlopeIndex } from "./slope-index.ts";

const numbers = (found: SlopeIndex): (number | null)[] => [
  ...[found.intercept, found.sii.estimate, found.sii.stdError, found.sii.low, found.sii.high],
  ...[found.riiRatio, found.riiMean],
];

describe.each([
  ["laA_y1", "first"],
  ["laA_ylast", "last"],
] as const)("slope index %s", (id, year) => {
  const { values, tol_rel } = referenceCases("inequality.json").get(id)!;
  const { cpp_rate, cpp_count, child_pop, imd, la_code } = laPanelYear(year);
  const within = (actual: ArrayLike<number | null>, expected: (number | null)[], what: string): void =>
    expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol_rel);
  const wanted = (v: { ci: number[] } & { [name: string]: number }): number[] =>
    [v.intercept, v.sii, v.se, ...v.ci, v.rii_ratio, v.rii_mean] as number[];
  const input = { rates: cpp_rate!, population: child_pop!, rank: imd!, tieBreak: la_code };

  it("of councils", () => {
    const found = slopeIndex(input);
    const line = Array.from(imd!.keys()).sort((a, b) => found.ridits[a]! - found.ridits[b]!);
    within(
      line.slice(0, 5).map((i) => found.ridits[i]!),
      values.ridit_first5_by_imd,
      "ridits",
    );
    within(numbers(found), wanted(values.sii_weighted), "weighted");
    within(numbers(slopeIndex({ ...input, weighting: "equal" })), wanted(values.sii_unweighted_y), "equal");
    within([Math.sqrt(covariance(found.fit, "HC1").matrix[1]![1]!)], [values.sii_weighted_HC1_se], "HC1");
  });

  it("of counts: Poisson, and the same with dispersion", () => {
    const { ridits } = slopeIndex(input);
    const offset = child_pop!.map((people) => Math.log(people));
    const se = (family: "poisson" | "quasipoisson"): number[] => {
      const fit = glm({ y: cpp_count!, X: { ridit: ridits }, family, offset });
      const chosen = glmCovariance(fit, "classical");
      return [fit.working.coefficients[1]!, Math.sqrt(chosen.matrix[1]![1]!)];
    };
    const { log_rii, se_log, quasi_se_log, rii, ci, dispersion } = values.rii_poisson;
    expect(values.n).toBe(cpp_count!.length);
    const fit = glm({ y: cpp_count!, X: { ridit: ridits }, family: "poisson", offset });
    const row = coefficientTable(fit.working, glmCovariance(fit, "classical"))[1]!;
    within([row.estimate, row.low!, row.high!].map(Math.exp), [rii, ...ci], "RII and its interval");
    within([glmSummary(fit).pearsonDispersion], [dispersion], "dispersion");
    within([...se("poisson"), ...se("quasipoisson")], [log_rii, se_log, log_rii, quasi_se_log], "Poisson");
  });

  it("of tenths", () => {
    const { ridits } = slopeIndex(input);
    const [people, events] = [new Float64Array(10), new Float64Array(10)];
    ridits.forEach((r, i) => {
      const tenth = Math.min(9, Math.ceil(10 * r) - 1);
      people[tenth]! += child_pop![i]!;
      events[tenth]! += cpp_count![i]!;
    });
    const rates = events.map((count, i) => (1e4 * count) / people[i]!);
    within(people, values.deciles.pop, "people");
    within(rates, values.deciles.rate, "rates");
    within(events, values.deciles.cnt, "events");
    const found = slopeIndex({ rates, population: people, rank: values.deciles.dec });
    within(found.ridits, values.deciles.rid, "ridits");
    within(numbers(found), wanted(values.sii_deciles), "tenths");
    within([rates[9]! - rates[0]!, rates[9]! / rates[0]!], [values.gap_abs, values.gap_ratio], "gap");
  });
});

describe("relative index", () => {
  const rates = [9, 14, 21, 23, 32, 35, 47, 51, 71, 113];
  const tenths = rates.map((_, i) => i + 1);

  it("refuses the linear one where its line starts below zero, and offers the log form", () => {
    const found = slopeIndex({ rates, population: tenths.map(() => 1000), rank: tenths });
    expect([found.sii.estimate.toFixed(1), found.intercept.toFixed(1)]).toEqual(["94.5", "-5.7"]);
    expect([found.riiRatio, found.riiMean]).toEqual([null, null]);
    expect(found.refusal).toMatch(/log-linear/);
    expect(found.riiLog!.rii.toFixed(1)).toBe("11.9");
  });

  it("does not depend on the order of rows, also with ties", () => {
    const rank = [1, 1, 2, 3, 3, 3, 4, 5, 6, 6];
    const population = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
    const order = [7, 2, 9, 0, 5, 3, 1, 8, 6, 4];
    const turn = (x: number[]): number[] => order.map((i) => x[i]!);
    const found = slopeIndex({ rates, population, rank });
    const turned = slopeIndex({ rates: turn(rates), population: turn(population), rank: turn(rank) });
    expect(relativeGap(numbers(turned), numbers(found))).toBeLessThan(1e-12);
  });
});

const CONCENTRATION = "held with the concentration index";
everyValueIsCompared("inequality.json", {
  except: Object.fromEntries(
    [
      "concentration_index_formula",
      "rineq_ci_weighted",
      "rineq_var_weighted",
      "rineq_ci_unweighted",
      "rineq_var_unweighted",
      "gini_weighted",
      "theil_weighted",
    ].map((name) => [name, CONCENTRATION]),
  ),
});
