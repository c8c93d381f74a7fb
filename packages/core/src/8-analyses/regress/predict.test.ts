import { safeParse } from "valibot";
import { describe, expect, it } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { referenceData } from "../../../test/reference.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { drain } from "../../messages/drain.ts";
import { regress, type RegressOptions } from "./index.ts";

type Entry = Partial<RegressOptions> & { formula: string };

const keyed = () => makePanel(referenceData("la_panel_na.csv"), { area: "la_code", time: "year_num" });

function run(entry: Entry) {
  const parsed = safeParse(regress.options, { id: "model", kind: "regress", ...entry });
  if (!parsed.success) throw new Error(parsed.issues[0].message);
  return drain(regress.run({ panel: keyed() }, parsed.output));
}

function answered(entry: Entry) {
  const outcome = run(entry);
  if ("problem" in outcome) throw new Error(`${outcome.problem.code}: ${outcome.problem.text}`);
  return outcome;
}

const two: NonNullable<RegressOptions["predict"]> = [
  { name: "usual" },
  { name: "deprived", at: { imd: 40, spend_per_child: 900 } },
];

const CASES: [string, Entry, number][] = [
  ["classical", { formula: "cpp_rate ~ imd + spend_per_child", errors: "classical", predict: two }, 1e-9],
  ["CR1, no constant", { formula: "cpp_rate ~ 0 + imd + spend_per_child", predict: two }, 1e-9],
  ["CR2", { formula: "cpp_rate ~ imd * spend_per_child", errors: "CR2", predict: two }, 1e-8],
  ["CR3 by region", { formula: "cpp_rate ~ imd + spend_per_child", errors: { type: "CR3", cluster: "region" }, predict: two }, 1e-8], // prettier-ignore
  ["HC3, weights", { formula: "cpp_rate ~ imd + spend_per_child", errors: "HC3", weights: "child_pop", predict: two }, 1e-9], // prettier-ignore
  [
    "polynomials, scale, factors and products",
    {
      formula: "cpp_rate ~ poly(imd, 3) + scale(spend_per_child) + relevel(region, ref = \"London\") * log(caseload) + factor(time)", // prettier-ignore
      predict: [
        ...two,
        { name: "London", at: { region: "London", caseload: 12, time: 2013 } },
        { name: "far", at: { imd: 90 } },
      ],
    },
    1e-8,
  ],
  ["a copied column", { formula: "cpp_rate ~ imd + I(2 * imd) + spend_per_child", predict: two }, 1e-9],
  ["a year to come", { formula: "cpp_rate ~ imd + time", predict: [{ name: "2025", at: { time: 2025 } }] }, 1e-7],
  [
    "poisson with an exposure",
    { formula: "cpp_count ~ imd + region + offset(log(child_pop))", estimator: "poisson", predict: [{ name: "a", at: { child_pop: 10000, imd: 20 } }, { name: "b", at: {} }] }, // prettier-ignore
    1e-7,
  ],
  ["nb2", { formula: "cpp_count ~ imd + offset(log(child_pop))", estimator: "nb2", errors: "classical", predict: [{ name: "a", at: { imd: 30 } }] }, 1e-5], // prettier-ignore
  ["shares", { formula: "I(cpp_count / child_pop) ~ imd", estimator: "binomial", weights: "child_pop", predict: [{ name: "a", at: { imd: 30 } }] }, 1e-7], // prettier-ignore
  ["quasi-shares", { formula: "I(cpp_count / child_pop) ~ poly(imd, 2)", estimator: "quasibinomial", weights: "child_pop", errors: "HC1", predict: [{ name: "a", at: { imd: 30 } }] }, 1e-7], // prettier-ignore
  ["mixed", { formula: "cpp_rate ~ imd + spend_per_child + factor(time) + (1 | area)", predict: [...two, { name: "2012", at: { time: 2012 } }] }, 1e-4], // prettier-ignore
  ["mixed, slopes", { formula: "cpp_rate ~ poly(imd, 2) + scale(caseload) + region + (1 | area)", predict: [{ name: "North", at: { region: "North East", caseload: 20 } }] }, 1e-4], // prettier-ignore
];

describe.skipIf(!hasR())("cases are predicted as the R script predicts them", () => {
  it.each(CASES)("%s", { timeout: 120_000 }, (_, entry, tolerance) => {
    const outcome = answered(entry);
    const predictions = outcome.value.predictions.map(({ fit, stdError, df, low, high }) => ({ fit, stdError, df, low, high })); // prettier-ignore
    expect(predictions).toHaveLength(entry.predict!.length);
    expectSameAsR(keyed(), { value: { predictions }, rCode: outcome.rCode }, { tolerance });
    if (outcome.value.predictions[0]!.predictionLow === null) return;
    const wide = outcome.value.predictions.map(({ predictionLow, predictionHigh }) => ({ predictionLow, predictionHigh })); // prettier-ignore
    expectSameAsR(keyed(), { value: { predictions: wide }, rCode: outcome.rCode }, { tolerance });
  });

  it("is what predict() itself gives under classical errors, also on polynomials", () => {
    const entry: Entry = {
      formula: "cpp_rate ~ poly(imd, 3) + scale(spend_per_child) * region",
      errors: "classical",
      predict: [...two, { name: "London", at: { region: "London" } }],
    };
    const outcome = answered(entry);
    const by = ["result$mean <- as.data.frame(predict(model, newdata, interval = \"confidence\"))", "result$wide <- as.data.frame(predict(model, newdata, interval = \"prediction\"))"]; // prettier-ignore
    const rCode = `${outcome.rCode}\n${by.join("\n")}\n`;
    const { predictions } = outcome.value;
    const mean = predictions.map(({ fit, low, high }) => ({ fit, lwr: low, upr: high }));
    const wide = predictions.map(({ fit, predictionLow, predictionHigh }) => ({ fit, lwr: predictionLow, upr: predictionHigh })); // prettier-ignore
    expectSameAsR(keyed(), { value: { mean, wide }, rCode }, { tolerance: 1e-8 });
  });
});

describe("what cases say of themselves", () => {
  it("names usual values and those outside the data, and says the answer in words", () => {
    const { value, notes, statement } = answered({
      formula: "cpp_rate ~ imd + region + factor(time)",
      predict: [{ name: "very deprived", at: { imd: 95 } }],
    });
    const [only] = value.predictions;
    expect(only!.usual).toEqual(["region", "time"]);
    expect(only!.at["time"]).toBe(2017);
    expect(only!.outside).toEqual(["imd"]);
    expect(notes.map(({ code }) => code)).toContain("outside-the-data");
    expect(statement).toContain("very deprived");
  });

  it.each([
    [{ formula: "cpp_rate ~ spend_per_child | area", predict: two }, "no-level"],
    [{ formula: "cpp_rate ~ spend_per_child", predict: [{ name: "a", at: { spend_per_chid: 3 } }] }, "not-in-formula"],
    [{ formula: "cpp_rate ~ spend_per_child", predict: [{ name: "a", at: { spend_per_child: "high" } }] }, "not-a-number"], // prettier-ignore
    [{ formula: "cpp_rate ~ region", predict: [{ name: "a", at: { region: "Atlantis" } }] }, "no-such-group"],
    [{ formula: "cpp_rate ~ factor(time)", predict: [{ name: "a", at: { time: 2099 } }] }, "no-such-group"],
    [{ formula: "cpp_rate ~ imd", estimator: "random", predict: [{ name: "a", at: {} }] }, "no-prediction"],
    [{ formula: "cpp_rate ~ imd", errors: "wild", predict: [{ name: "a", at: {} }] }, "no-prediction"],
  ] as [Entry, string][])("%j is refused: %s", (entry, code) => {
    const outcome = run(entry);
    expect("problem" in outcome && outcome.problem.code).toBe(code);
  });
});
