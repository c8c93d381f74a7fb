import { describe, expect, it } from "vitest";
import { safeParse } from "valibot";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { drain } from "../../messages/drain.ts";
import { MersenneTwister } from "../../random/index.ts";
import { regress, type RegressOptions } from "./index.ts";

type Entry = Partial<RegressOptions> & { formula: string };

function ask(panel: ReturnType<typeof makePanel>, entry: Entry) {
  const parsed = safeParse(regress.options, { id: "model", kind: "regress", ...entry });
  if (!parsed.success) throw new Error(parsed.issues[0].message);
  return drain(regress.run({ panel }, parsed.output));
}

function answered(panel: ReturnType<typeof makePanel>, entry: Entry) {
  const outcome = ask(panel, entry);
  if ("problem" in outcome) throw new Error(`${outcome.problem.code}: ${outcome.problem.text}`);
  return outcome;
}

/** Twelve areas over six years; the last area is the only one of its region, and a measure is one only there. */
function panel() {
  const random = new MersenneTwister(21);
  const cells = Array.from({ length: 72 }, (_, i) => ({ area: Math.floor(i / 6), year: 2012 + (i % 6) }));
  const of = (value: (area: number, year: number) => number | string) => cells.map(({ area, year }) => value(area, year)); // prettier-ignore
  return makePanel(
    {
      area: of((area) => `a${String(area).padStart(2, "0")}`),
      time: of((_, year) => year),
      y: of((area) => 3 + area * random.uniform()),
      x: of(() => random.uniform()),
      v: of(() => random.uniform()),
      region: of((area) => (area === 11 ? "z" : ["p", "q", "r"][area % 3]!)),
      country: of(() => "one"),
      kind: of((area, year) => (area === year - 2012 ? "m" : "k")),
    },
    { area: "area", time: "time" },
  );
}

describe("a coefficient that one cluster alone tells", () => {
  it.each(["CR0", "CR1", "CR1S", "CR2", "CR3"] as const)("%s: no error, rather than an error of 1e-16", (type) => {
    const { value } = answered(panel(), { formula: "y ~ 0 + region", errors: { type, cluster: "region" } });
    for (const row of value.coefficients) {
      expect(row.estimate).toBeGreaterThan(0);
      expect([row.stdError, row.statistic, row.pValue, row.low, row.high]).toEqual([null, null, null, null, null]);
    }
  });

  it("wild: no p value, rather than that of 1e-16", () => {
    const { value } = answered(panel(), { formula: "y ~ 0 + region", errors: { type: "wild", cluster: "region", draws: 99 } }); // prettier-ignore
    for (const row of value.coefficients) expect([row.statistic, row.pValue, row.low]).toEqual([null, null, null]);
  });
});

describe("a measure that is the same in all rows", () => {
  it("is refused by its name, as R refuses it, and does not silently leave the model", () => {
    const outcome = ask(panel(), { formula: "y ~ x + country" });
    expect("problem" in outcome && outcome.problem).toMatchObject({ code: "one-level", text: expect.stringContaining("country") }); // prettier-ignore
  });
});

describe.skipIf(!hasR())("the R script gives the same", () => {
  it.each<[string, Entry]>([
    ["year and year squared, HC3", { formula: "y ~ x + time + I(time^2)", errors: "HC3" }],
    ["year and year squared, clustered", { formula: "y ~ x + time + I(time^2)", errors: "CR1S" }],
    ["year and year squared, CR2", { formula: "y ~ x + time + I(time^2)", errors: "CR2" }],
    ["year and year squared, wild", { formula: "y ~ x + time + I(time^2)", errors: { type: "wild", cluster: "region", draws: 199 } }], // prettier-ignore
    ["one cluster alone tells a region", { formula: "y ~ x + region", errors: { type: "CR1", cluster: "region" } }],
    ["cases beside a first coefficient without error", { formula: 'y ~ 0 + relevel(region, ref = "z")', errors: "CR1", predict: [{ name: "usual" }] }], // prettier-ignore
    ["columns that cannot be told apart, each area left out", { formula: "y ~ region * kind + x" }],
    ["a product before its parts", { formula: "y ~ v:x + x * kind + region:v" }],
    ["a product before its parts, random", { formula: "y ~ v:x + x", estimator: "random", errors: "CR1" }],
    ["years beside a product", { formula: "y ~ x:v", estimator: "random", years: true, errors: "classical" }],
  ])("%s", { timeout: 60_000 }, (_, entry) => {
    const data = panel();
    const outcome = answered(data, entry);
    const { fit, coefficients, leverage, satterthwaite, termTests, inflation, predictions } = outcome.value;
    const told = leverage.map(({ term, share }) => ({ term, share }));
    const rest = outcome.value.leaveOneOut.map(({ term, lowest, highest }) => ({ term, lowest: { estimate: lowest.estimate }, highest: { estimate: highest.estimate } })); // prettier-ignore
    expectSameAsR(data, { ...outcome, value: { fit, coefficients, leverage: told, satterthwaite, termTests, inflation, predictions: predictions.map(({ fit, df }) => ({ fit, df })), leaveOneOut: rest } }, { tolerance: 1e-6 }); // prettier-ignore
  });
});
