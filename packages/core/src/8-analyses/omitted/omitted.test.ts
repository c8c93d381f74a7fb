import { describe, expect, it } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { hasSpecificationA, specificationA } from "../../../test/spec-a.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { ols } from "../../6-estimators/ols.ts";
import { drain } from "../../messages/drain.ts";
import type { Outcome } from "../types.ts";
import { omitted, type OmittedOptions, type OmittedValue } from "./index.ts";

const base: OmittedOptions = {
  id: "o",
  kind: "omitted",
  outcome: "cpp_start_rate_published",
  blocks: {
    Council: "area",
    Year: "time",
    Deprivation: ["idaci2019_average_score"],
    "Spend and vacancies": ["spend_safeguarding_per_child_calc", "sw_vacancy_rate_fte"],
  },
  add: { Ethnicity: ["white_british", "asian", "black"].map((group) => `pupils_${group}_percent_calc`) },
  interactions: [
    ["idaci2019_average_score", "spend_safeguarding_per_child_calc"],
    ["idaci2019_average_score", "pupils_white_british_percent_calc"],
  ],
  forms: ["log(cpp_start_rate_published)"],
};

function run(panel: Panel, entry: OmittedOptions): Outcome<OmittedValue> {
  const outcome = drain(omitted.run({ panel }, entry));
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}

/** Only the columns in use, so that R reads little. */
function inUse(entry: OmittedOptions): Panel {
  const panel = specificationA();
  const keep = new Set(omitted.mentions(entry).map(({ name }) => name));
  return { ...panel, columns: new Map([...panel.columns].filter(([name]) => keep.has(name))) };
}

/** What R gives too: all but the words why there is no figure. */
function curveFigures({ curve }: OmittedValue) {
  return { rows: curve!.rows.map(({ reason: _reason, ...row }) => row), choices: curve!.choices };
}

describe.skipIf(!hasSpecificationA)("specification A and what it leaves out", () => {
  const panel = hasSpecificationA ? inUse(base) : makePanel({});
  const outcome = hasSpecificationA ? run(panel, base) : ({} as Outcome<OmittedValue>);

  it("three shares of pupils by ethnicity: the total hardly moves, what only councils go with falls", () => {
    const [before, after] = outcome.value.steps;
    expect(outcome.value.nobs).toBe(1017);
    const near = (actual: number | null, expected: number, decimals: number): void =>
      expect(actual).toBeCloseTo(expected, decimals);
    near(before!.rSquared, 0.7718, 4);
    near(after!.rSquared, 0.7743, 4);
    near(before!.rSquaredWithoutArea, 0.323, 3);
    near(after!.rSquaredWithoutArea, 0.51, 3);
    near(before!.areaLast, 0.449, 3);
    near(after!.areaLast, 0.264, 3);
    near(before!.pcv, 0.372, 3);
    near(after!.pcv, 0.651, 3);
  });

  it("says so, each pair in a sentence with its interval named, and what could mislead", () => {
    const text = outcome.answer.map((part) => part.text).join("");
    expect(text).toContain("45% of the differences goes only with lasting differences between councils as published, 26% once ethnicity"); // prettier-ignore
    expect(text.match(/95% range/g)).toHaveLength(2);
    expect(text).not.toMatch(/CR\d|cluster/);
    expect(outcome.statement).toContain("CR2");
    expect(text).not.toMatch(/explain|cause|drive/);
    const codes = outcome.notes.map(({ code }) => code);
    for (const code of [
      "ecological-fallacy",
      "cannot-be-told-apart",
      "near-constant",
      "activity",
      "curve-is-not-inference",
    ])
      // prettier-ignore
      expect(codes).toContain(code);
  });

  it("follows deprivation over every declared choice, and compares with measures only", () => {
    const { curve, robustness } = outcome.value;
    expect(curve!.follow).toBe("idaci2019_average_score");
    expect(curve!.rows).toHaveLength(2 * 32);
    expect(robustness!.benchmarks.some(({ column }) => column.startsWith("time"))).toBe(false);
    expect(robustness!.benchmarks.length).toBeGreaterThan(2);
  });

  it("gives Oster's delta of that slope, from as published to with what was left out", () => {
    const { estimate, stability } = outcome.value.robustness!;
    const { short, long, rMax, delta, reason } = stability;
    expect(reason).toBeNull();
    expect(long!.estimate).toBeCloseTo(estimate, 9);
    expect(long!.rSquared).toBeGreaterThan(short!.rSquared);
    expect(rMax).toBeCloseTo(Math.min(1, 1.3 * long!.rSquared), 12);
    expect(Math.abs(delta!)).toBeGreaterThan(0.01);
    expect(outcome.statement).toContain("Oster's delta");
    expect(outcome.statement).toContain("1.3 times");
  });

  it.skipIf(!hasR()).each([
    ["CR2", {}],
    [
      "weights, CR1",
      { weights: "population_0_17", covariates: ["sw_vacancy_rate_fte"], estimators: ["two-way", "within"] },
    ],
    [
      "every sample and way to fit",
      {
        covariates: ["sw_vacancy_rate_fte", "pupils_asian_percent_calc"],
        follow: "spend_safeguarding_per_child_calc",
        years: [{}, { from: 2018 }, { to: 2018 }, { from: 2016, to: 2016 }],
        samples: [
          { name: "all", without: [] },
          { name: "without Salford", without: ["355"] },
        ],
        estimators: ["pooled", "within", "two-way", "between", "first-difference", "random"],
      },
    ],
  ] as [string, Partial<OmittedOptions>][])("equals its R script: %s", { timeout: 120_000 }, (_, more) => {
    const entry = { ...base, ...more };
    const small = inUse(entry);
    const { value, rCode } = run(small, entry);
    const figures = {
      ...{ nobs: value.nobs, areas: value.areas, times: value.times },
      steps: value.steps.map(({ added: _added, measures: _measures, ...step }) => step),
      pairs: value.pairs.map(({ first: _first, second: _second, ...pair }) => pair),
      curve: curveFigures(value),
      robustness: { ...value.robustness!, follow: null },
    };
    const { reason: _reason, ...stability } = value.robustness!.stability;
    expectSameAsR(small, { value: { robustness: { stability } }, rCode }, { tolerance: 1e-9 });
    delete (figures.robustness as { stability?: unknown }).stability;
    // Areas' variances come from a bisection on both sides; the slopes are of columns some 1e6 apart in size.
    expectSameAsR(small, { value: figures, rCode }, { tolerance: 1e-8 });
  });
});

describe("what is refused", () => {
  const area = ["a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"];
  const panel = makePanel(
    { area, year: area.map((_, i) => 2015 + (i % 3)), x: [1, 4, 2, 5, 3, 6, 9, 7, 8, 2, 1, 3], z: [3, 1, 2, 5, 4, 6, 2, 8, 1, 4, 3, 9], y: [2, 5, 1, 7, 3, 8, 9, 9, 8, 1, 2, 5], flat: area.map(() => 1) }, // prettier-ignore
    { area: "area", time: "year" },
  );
  const small: OmittedOptions = { id: "o", kind: "omitted", outcome: "y", blocks: { Area: "area", X: ["x"] }, add: { Z: ["z"] } }; // prettier-ignore

  it("answers a small panel without years as a group", () => {
    const { value } = run(panel, small);
    expect(value.steps).toHaveLength(2);
    expect(value.curve!.rows).toHaveLength(2);
  });

  it("follows the slope over samples and ways to fit, says what each choice goes with, and what has no figure", () => {
    const outcome = run(panel, {
      ...small,
      forms: ["log(y)"],
      years: [{}, { from: 2017 }],
      samples: [
        { name: "all", without: [] },
        { name: "without a", without: ["a", "A"] },
      ],
      estimators: ["pooled", "within", "between", "first-difference", "random"],
    });
    const { rows, choices } = outcome.value.curve!;
    expect(rows).toHaveLength(2 * 2 * 5 * 2 * 2);
    expect(rows.filter(({ reason }) => reason !== null).map(({ years, estimator, reason }) => `${years}, ${estimator}: ${reason}`)).toContain("from 2017, first-difference: fewer than two areas have neighbouring years"); // prettier-ignore
    for (const { models, none, positive } of choices) expect(positive).toBeLessThanOrEqual(models - none);
    const split = choices.filter(({ choice, outcome: form }) => choice === "estimator" && form === "y");
    expect(split.map(({ value }) => value)).toEqual(["pooled", "within", "between", "first-difference", "random"]);
    expect(split.reduce((sum, { models }) => sum + models, 0)).toBe(40);
    const codes = outcome.notes.map(({ code }) => code);
    expect(codes).toContain("sample-area-unknown");
    expect(codes).toContain("models-without-figure");
    expect(outcome.statement).toContain("80 models");
  });

  it.skipIf(!hasR()).each([
    ["times with gaps", { estimators: ["first-difference", "random", "two-way"] }],
    ["no time as a group", { years: [{}, { to: 2016 }], estimators: ["within", "random", "between"] }],
    ["one year, and none", { years: [{ from: 2017 }, { from: 2030 }], estimators: ["pooled", "within", "first-difference", "random"] }], // prettier-ignore
    [
      "measures in words",
      { add: { Z: ["kind"] }, blocks: { Area: "area", Year: "time", X: ["x"] }, estimators: ["pooled", "random"] },
    ],
    [
      "no covariates",
      {
        covariates: ["x"],
        samples: [
          { name: "all", without: [] },
          { name: "three", without: ["d"] },
        ],
      },
    ],
  ] as [string, Partial<OmittedOptions>][])("the curve of a small panel equals its R script: %s", (_, more) => {
    const own = makePanel(
      {
        area,
        year: area.map((_each, i) => (i === 5 ? 2019 : 2015 + (i % 3))),
        ...{ x: [1, 4, 2, 5, 3, 6, 9, 7, 8, 2, 1, 3], z: [3, 1, 2, 5, 4, 6, 2, 8, 1, 4, 3, 9], y: [2, 5, 1, 7, 3, 8, 9, 9, 8, 1, 2, 5] }, // prettier-ignore
        kind: ["p", "q", "r", "q", "p", "r", "p", "q", "q", "p", "q", "r"],
      },
      { area: "area", time: "year" },
    );
    const outcome = run(own, { ...small, ...more });
    expect(outcome.value.curve!.rows.some(({ estimate }) => estimate !== null)).toBe(true);
    expectSameAsR(own, { value: { curve: curveFigures(outcome.value) }, rCode: outcome.rCode }, { tolerance: 1e-8 });
  });

  it.skipIf(!hasR())("a product that was left out is one in the R script too", () => {
    const { value, rCode } = run(panel, { ...small, add: { Both: ["z", "x:z"] } });
    const figures = curveFigures(value);
    expect(figures.rows.length).toBeGreaterThan(2);
    expectSameAsR(panel, { value: { curve: figures }, rCode }, { tolerance: 1e-8 });
  });

  const x = [1, 4, 2, 5, 3, 6, 9, 7, 8, 2, 1, 3];
  const z = [3, 1, 2, 5, 4, 6, 2, 8, 1, 4, 3, 9];
  const rest = [...ols({ y: [2, 5, 1, 7, 3, 8, 9, 9, 8, 1, 2, 5], X: { x, z } }).residuals];
  it.skipIf(!hasR()).each([
    ["goes with it", x, z.map((value, i) => value + x[i]!), rest.map((e, i) => e + 2 * x[i]! + z[i]!), null],
    [
      "does not go with it",
      x,
      z,
      rest.map((e, i) => e + x[i]! + z[i]!),
      "no amount of what is unseen would bring it to nothing",
    ],
    [
      "is the same",
      x,
      x.map((value) => 2 * value),
      x.map((value, i) => value + rest[i]!),
      "nothing else was left out that can be told apart from what is there",
    ],
    [
      "does not raise R2",
      x,
      z.map((value, i) => value + x[i]!),
      rest.map((e, i) => e + x[i]!),
      "what was left out does not raise R-squared",
    ],
  ] as [string, number[], number[], number[], string | null][])(
    "Oster's delta, or why not, as its R script: what was left out %s",
    (_, one, more, y, reason) => {
      const own = makePanel({ area, year: area.map((_each, i) => 2015 + (i % 3)), x: one, z: more, y }, { area: "area", time: "year" }); // prettier-ignore
      const { value, statement, rCode } = run(own, small);
      const { reason: said, ...stability } = value.robustness!.stability;
      expect(said).toBe(reason);
      expect(stability.delta === null).toBe(reason !== null);
      expect(statement).toContain(reason ?? "of what the other published measures leave");
      expectSameAsR(own, { value: { robustness: { stability } }, rCode });
    },
  );

  it.each([
    [{ add: { X: ["z"] } }, "name-twice"],
    [{ outcome: "flat" }, "constant-outcome"],
    [{ add: { Z: ["x"] } }, "shared-column"],
    [{ weights: "z", estimators: ["within", "between"] }, "estimator-without-weights"],
    [{ add: { Z: ["z", ...Array.from({ length: 9 }, (_, k) => `I(z^${k + 2})`)] }, estimators: ["pooled", "within", "random"], forms: ["log(y)", "sqrt(y)"] }, "too-many-models"], // prettier-ignore
  ] as [Partial<OmittedOptions>, string][])("%j", (more, code) => {
    const outcome = drain(omitted.run({ panel }, { ...small, ...more }));
    expect("problem" in outcome && outcome.problem.code).toBe(code);
  });
});
