import { describe, expect, it } from "vitest";
import { safeParse } from "valibot";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { referenceData } from "../../../test/reference.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { drain } from "../../messages/drain.ts";
import { regress, type RegressOptions } from "./index.ts";

type Entry = Partial<RegressOptions> & { formula: string };

/** Eighteen of the areas, one of them with a single year. */
function few() {
  const data = referenceData("la_panel_na.csv") as Record<string, (string | number | null)[]>;
  const codes = [...new Set(data["la_code"]!)].filter((_, i) => i % 8 === 0).slice(0, 18);
  const rows = data["la_code"]!.flatMap((code, i) =>
    codes.includes(code) && (code !== codes[3] || data["year_num"]![i] === 2013) ? [i] : [],
  );
  const cut = Object.fromEntries(Object.entries(data).map(([name, values]) => [name, rows.map((i) => values[i]!)]));
  return makePanel(cut, { area: "la_code", time: "year_num" });
}

function answered(entry: Entry) {
  const parsed = safeParse(regress.options, { id: "model", kind: "regress", ...entry });
  if (!parsed.success) throw new Error(parsed.issues[0].message);
  const outcome = drain(regress.run({ panel: few() }, parsed.output));
  if ("problem" in outcome) throw new Error(`${outcome.problem.code}: ${outcome.problem.text}`);
  return outcome;
}

const CASES: [string, Entry, number][] = [
  ["random", { formula: "cpp_rate ~ imd + spend_per_child", estimator: "random" }, 1e-8],
  ["between", { formula: "cpp_rate ~ imd + spend_per_child", estimator: "between" }, 1e-8],
  ["within-between", { formula: "cpp_rate ~ spend_per_child", estimator: "within-between", errors: "CR2" }, 1e-7],
  ["two-way-random", { formula: "cpp_rate ~ imd + spend_per_child", estimator: "two-way-random" }, 1e-7],
  ["poisson", { formula: "cpp_count ~ imd + spend_per_child + offset(log(child_pop))", estimator: "poisson" }, 1e-8],
  ["poisson with effects", { formula: "cpp_count ~ spend_per_child + offset(log(child_pop)) | area + time", estimator: "poisson", errors: "CR1S" }, 1e-8], // prettier-ignore
  ["nb2", { formula: "cpp_count ~ imd + offset(log(child_pop))", estimator: "nb2" }, 1e-5],
  ["shares by weights", { formula: "I(cpp_count / child_pop) ~ imd", estimator: "quasibinomial", weights: "child_pop" }, 1e-8], // prettier-ignore
  ["mixed", { formula: "cpp_rate ~ poly(imd, 2) + spend_per_child + (1 | area)" }, 1e-5],
  ["poisson with a random intercept", { formula: "cpp_count ~ imd + offset(log(child_pop)) + (1 | area)", estimator: "poisson" }, 2e-3], // prettier-ignore
  ["grades", { formula: "ofsted ~ imd", estimator: "ordinal", levels: ["Inadequate", "Requires improvement", "Good", "Outstanding"] }, 1e-5], // prettier-ignore
];

describe.skipIf(!hasR())("each area left out, the model fitted again, as its R script", () => {
  it.each(CASES)("%s", { timeout: 120_000 }, (_, entry, tolerance) => {
    const { value, rCode } = answered({ ...entry, leaveOut: true });
    expect(value.leaveOneOut.map(({ term }) => term)).toEqual(value.coefficients.map(({ term }) => term));
    const ends = value.leaveOneOut.map(({ term, lowest, highest, mostMoved }) => ({
      term,
      ...{ lowest: { area: lowest.area, estimate: lowest.estimate } },
      ...{ highest: { area: highest.area, estimate: highest.estimate } },
      ...{ mostMoved: { estimate: mostMoved.estimate } },
    }));
    expectSameAsR(few(), { value: { leaveOneOut: ends }, rCode }, { tolerance });
  });
});

it("is asked for: without the word only least squares has it, and with it nothing else changes", () => {
  const entry: Entry = { formula: "cpp_count ~ imd + offset(log(child_pop))", estimator: "poisson" };
  const [plain, asked] = [answered(entry).value, answered({ ...entry, leaveOut: true }).value];
  expect(plain.leaveOneOut).toEqual([]);
  expect(asked.leaveOneOut).toHaveLength(2);
  expect({ ...asked, leaveOneOut: [] }).toEqual(plain);
});
