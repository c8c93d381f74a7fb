import { describe, expect, it } from "vitest";
import { hasSpecificationA, specificationA } from "../../../test/spec-a.ts";
import { tQuantile } from "../../distributions/index.ts";
import { drain } from "../../messages/drain.ts";
import { MersenneTwister, permutation } from "../../random/index.ts";
import { decomposeKind, type DecomposeOptions, type DecomposeValue } from "./index.ts";
import { prepare } from "./prepare.ts";
import type { Outcome, Refusal } from "../types.ts";

const base: DecomposeOptions = {
  id: "a",
  kind: "decompose",
  outcome: "cpp_start_rate_published",
  blocks: {
    Council: "area",
    Year: "time",
    Deprivation: ["idaci2019_average_score"],
    "Spend and vacancies": ["spend_safeguarding_per_child_calc", "sw_vacancy_rate_fte"],
  },
  bootstrap: { draws: 0 },
};

function run(more: Partial<DecomposeOptions> = {}): Outcome<DecomposeValue> {
  const outcome: Outcome<DecomposeValue> | Refusal = drain(
    decomposeKind.run({ panel: specificationA() }, { ...base, ...more }),
  );
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}

/** Figures of the specification are printed to a few decimals. */
function near(actual: number | null | undefined, expected: number, decimals: number): void {
  expect(actual).toBeTypeOf("number");
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(0.500001 * Number(`1e-${decimals}`));
}

describe.skipIf(!hasSpecificationA)("specification A, 1,017 council-years", () => {
  const { value, ladder, answer, question, notes } = hasSpecificationA ? run() : ({} as Outcome<DecomposeValue>);

  it("the ladder", () => {
    expect(ladder.map(({ rows, removed }) => [rows, removed])).toEqual([
      [1034, 14],
      [1032, 2],
      [1017, 15],
      [1017, 0],
    ]);
    expect(value.nobs).toBe(1017);
    expect(value.areas).toBe(148);
    expect(value.times).toBe(7);
  });

  it.each([
    ["alone", [0.744456, 0.002437, 0.286862, 0.123147]],
    ["last", [0.448874, 0.006352, 0, 0.024822]],
    ["shapley", [0.580481, 0.004959, 0.127262, 0.059067]],
    ["min", [0.448518, 0.002222, 0, 0.020961]],
    ["max", [0.74451, 0.013595, 0.286862, 0.134305]],
  ] as const)("%s", (column, expected) => {
    expected.forEach((share, j) => near(value.shares[j]![column], share, 6));
  });

  it("what no order can change, what cannot be told apart, what is left over", () => {
    near(value.rSquared, 0.771769073899, 12);
    near(value.contested, 0.291721, 5);
    expect(value.shares[2]!.last).toBe(0);
    expect(value.shares.reduce((sum, row) => sum + row.shapley, 0)).toBeCloseTo(value.rSquared, 14);
    expect(value.absorbed).toEqual(["idaci2019_average_score"]);
    expect(value.columns[0]!.withinShare).toBe(0);
  });

  it("the between split is an identity", () => {
    near(value.betweenShare["Deprivation"], 0.385331, 6);
    expect(value.shares[0]!.alone! * value.betweenShare["Deprivation"]!).toBeCloseTo(value.shares[2]!.alone!, 13);
  });

  it("floors", () => {
    near(value.noiseFloor, 0.144685, 6);
    near(value.shares[0]!.floor.last, 0.09817, 6);
    near(value.rho, 0.43, 1);
    expect(Math.abs(value.noiseFloorAutocorrelated! - 0.3)).toBeLessThan(0.015);
  });

  it("the floor of areas alone is what shuffled outcomes give (.1447)", () => {
    const prepared = prepare(specificationA(), base);
    if ("problem" in prepared) throw new Error();
    const { y, areas } = prepared.model;
    const random = new MersenneTwister(7);
    const mean = y.reduce((sum, each) => sum + each, 0) / y.length;
    const total = y.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
    let sum = 0;
    for (let round = 0; round < 2000; round++) {
      const order = permutation(random, y.length);
      const sums = new Float64Array(areas!.count);
      const counts = new Float64Array(areas!.count);
      order.forEach((from, i) => {
        sums[areas!.of[i]!]! += y[from]! - mean;
        counts[areas!.of[i]!]! += 1;
      });
      sum += sums.reduce((part, each, g) => part + (each * each) / counts[g]!, 0) / total;
    }
    // Three standard errors of the mean of 2,000 shuffles, each spreading by about .0156.
    expect(Math.abs(sum / 2000 - 0.1447)).toBeLessThan(0.00105);
  });

  it("intervals: jackknife-t and BCa with 2,000 draws", () => {
    const t = tQuantile(0.975, 147);
    const limits = (j: number): [number, number] => {
      const { shapley, jackknifeStdError } = value.shares[j]!;
      return [shapley - t * jackknifeStdError!, shapley + t * jackknifeStdError!];
    };
    near(limits(0)[0], 0.5239, 4);
    near(limits(0)[1], 0.637, 4);
    near(limits(2)[0], 0.0858, 4);
    near(limits(2)[1], 0.1688, 4);
    const { shares } = run({ bootstrap: { draws: 2000 } }).value;
    near(shares[0]!.low, 0.532, 3);
    near(shares[0]!.high, 0.637, 3);
    const council = shares[0]!;
    expect(council.low).toBeLessThan(council.shapley);
  });

  it("random intercepts: VPC, PCV and shares by the other definition", () => {
    near(value.pcv, 0.372, 3);
    near(value.mixedShares!.area, 0.418, 3);
    near(value.mixedShares!.leftOver, 0.258, 3);
    const { area, leftOver, fixed } = value.mixedShares!;
    expect(Object.values(fixed).reduce((sum, share) => sum + share, area + leftOver)).toBeCloseTo(1, 12);
  });

  it("weights by population; its own rows", () => {
    near(run({ weights: "population_0_17" }).value.shares[2]!.alone, 0.25, 3);
    const own = run({ blocks: { Deprivation: ["idaci2019_average_score"] } }).value;
    expect(own.nobs).toBe(1032);
    near(own.rSquared, 0.295, 3);
  });

  it("ethnicity, left out, hides behind the councils", () => {
    const ethnicity = ["white_british", "asian", "black"].map((group) => `pupils_${group}_percent_calc`);
    const wider = run({ blocks: { ...base.blocks, Ethnicity: ethnicity } }).value;
    expect(wider.nobs).toBe(1017);
    near(value.rSquared, 0.7718, 4);
    near(wider.rSquared, 0.7743, 4);
    near(value.rSquaredWithoutArea, 0.323, 3);
    near(wider.rSquaredWithoutArea, 0.51, 3);
    near(value.shares[0]!.last, 0.449, 3);
    near(wider.shares[0]!.last, 0.264, 3);
    near(wider.pcv, 0.651, 3);
  });

  it("question, answer and notes", () => {
    expect(question).toBe("Across councils and years, what do differences in cpp_start_rate_published go with?");
    expect(answer.map(({ text }) => text).join("")).toBe(
      "45% goes only with lasting differences between councils, whatever lies behind them. 29% cannot be told apart: it could be council or deprivation. 23% goes with nothing measured here. About two-fifths of the lasting differences between councils go with deprivation.",
    );
    expect(answer.filter(({ strong }) => strong).map(({ text }) => text)).toEqual(["45%", "29%", "23%"]);
    expect(notes.map(({ code }) => code)).toEqual([
      "order-decides",
      "cannot-be-told-apart",
      "by-chance",
      "more-beside-others",
      "left-out",
      "not-practice",
      "any-shared-change",
      "either-way-round",
      "activity",
      "mixed-definition",
    ]);
  });
});
