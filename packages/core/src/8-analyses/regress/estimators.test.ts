import { describe, expect, it } from "vitest";
import { safeParse } from "valibot";
import { makePanel } from "../../../test/make-panel.ts";
import { referenceData } from "../../../test/reference.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { hasR } from "../../../test/r.ts";
import { drain } from "../../messages/drain.ts";
import { regress, type RegressOptions } from "./index.ts";

type Entry = Partial<RegressOptions> & { formula: string };

function run(panel: ReturnType<typeof makePanel>, entry: Entry) {
  const parsed = safeParse(regress.options, { id: "model", kind: "regress", ...entry });
  if (!parsed.success) throw new Error(parsed.issues[0].message);
  const outcome = drain(regress.run({ panel }, parsed.output));
  if ("problem" in outcome) throw new Error(`${outcome.problem.code}: ${outcome.problem.text}`);
  return outcome;
}

/** The made-up panel; with `alone`, its fifth area is a region of its own. */
const keyed = (alone = false) => {
  const data = referenceData("la_panel_na.csv");
  const one = data["la_code"]![40]!;
  const region = data["region"]!.map((name, i) => (alone && data["la_code"]![i] === one ? "alone" : name));
  return makePanel({ ...data, region }, { area: "la_code", time: "year_num" });
};

/** What R's own optimisers leave: REML and ML some 1e-6, Laplace 1e-3, lmerTest's degrees of freedom 1e-4 (see the reference's README). */
const CASES: [string, Entry, number][] = [
  ["within", { formula: "cpp_rate ~ spend_per_child + caseload", estimator: "within" }, 1e-9],
  ["within", { formula: "cpp_rate ~ spend_per_child", estimator: "within", years: true, errors: "CR2" }, 1e-9],
  ["pooled", { formula: "cpp_rate ~ imd + spend_per_child", estimator: "pooled", years: true, errors: "CR1S" }, 1e-9],
  ["between", { formula: "cpp_rate ~ imd + spend_per_child", estimator: "between", errors: "classical" }, 1e-9],
  ["between", { formula: "cpp_rate ~ imd", estimator: "between", errors: { type: "CR1", cluster: "region" } }, 1e-9],
  ["first-difference", { formula: "cpp_rate ~ spend_per_child", estimator: "first-difference" }, 1e-9],
  ["first-difference", { formula: "cpp_rate ~ spend_per_child", estimator: "first-difference", errors: "HC3" }, 1e-9],
  ["random", { formula: "cpp_rate ~ imd + spend_per_child", estimator: "random", errors: "classical" }, 1e-9],
  ["random", { formula: "cpp_rate ~ imd + spend_per_child + region", estimator: "random", years: true }, 1e-9],
  ["within-between", { formula: "cpp_rate ~ spend_per_child + imd", estimator: "within-between" }, 1e-8],
  ["mundlak", { formula: "cpp_rate ~ spend_per_child + caseload", estimator: "mundlak", errors: "CR2" }, 1e-8],
  [
    "wild",
    { formula: "cpp_rate ~ imd + spend_per_child", errors: { type: "wild", cluster: "region", draws: 999 } },
    1e-9,
  ],
  ["poisson", { formula: "cpp_count ~ imd + offset(log(child_pop))", estimator: "poisson" }, 1e-8],
  ["poisson", { formula: "cpp_count ~ spend_per_child + offset(log(child_pop)) | area + time", estimator: "poisson", errors: "CR1S" }, 1e-8], // prettier-ignore
  ["poisson", { formula: "cpp_count ~ imd + region", estimator: "poisson", errors: "classical" }, 1e-8],
  ["quasipoisson", { formula: "cpp_count ~ imd + offset(log(child_pop))", estimator: "quasipoisson", errors: "classical" }, 1e-8], // prettier-ignore
  ["poisson", { formula: "cpp_count ~ imd + offset(log(child_pop))", estimator: "poisson", errors: "HC3" }, 1e-8],
  ["nb2", { formula: "cpp_count ~ imd + spend_per_child + offset(log(child_pop))", estimator: "nb2", errors: "classical" }, 1e-6], // prettier-ignore
  ["binomial", { formula: "I(cpp_count / child_pop) ~ imd", estimator: "binomial", weights: "child_pop" }, 1e-8],
  ["quasibinomial", { formula: "I(cpp_count / child_pop) ~ imd", estimator: "quasibinomial", weights: "child_pop", errors: "HC1" }, 1e-8], // prettier-ignore
];

describe.skipIf(!hasR())("every estimator gives what its R script gives", () => {
  it.each(CASES.map(([name, entry, tolerance]) => [name, JSON.stringify(entry), entry, tolerance] as const))(
    "%s %s",
    { timeout: 120_000 },
    (name, _, entry, tolerance) => {
      const panel = keyed();
      const outcome = run(panel, entry);
      const { value } = outcome;
      expect(value.coefficients.length).toBeGreaterThan(0);
      const keys = ["outcome", "fit", "coefficients", "absorbed", ...(value.random === null ? [] : ["random"])];
      expectSameAsR(panel, outcome, { keys, tolerance });
      if (entry.estimator !== undefined) expect(value.estimator).toBe(name);
    },
  );
});

/** The packages that those scripts need. */
const withModels = hasR("lme4", "lmerTest", "ordinal");

describe.skipIf(!withModels)("mixed, ordinal and Laplace fits give what their R scripts give", () => {
  // The other of REML and ML is compared for each of these, number by number, in every-number.test.ts.
  it.each<["REML" | "ML", string]>([
    ["ML", "cpp_rate ~ imd + spend_per_child + (1 | area)"],
    ["ML", "cpp_rate ~ imd + factor(time) + (1 | region/area)"],
    ["ML", "cpp_rate ~ spend_per_child + (1 | area) + (1 | time)"],
    ["ML", "cpp_rate ~ imd + caseload + (1 + caseload | area)"],
    ["REML", "cpp_rate ~ imd + caseload + (caseload || area)"],
  ])("%s, %s", { timeout: 120_000 }, (method, formula) => {
    const panel = keyed();
    const outcome = run(panel, { formula, method });
    const { random: found, coefficients, estimator, converged } = outcome.value;
    expect([estimator, converged]).toEqual(["mixed", true]);
    expectSameAsR(panel, outcome, { keys: ["fit"], tolerance: 1e-6 });
    const { theta: _, ...random } = found!;
    expectSameAsR(panel, { ...outcome, value: { random } }, { tolerance: 2e-4 });
    expectSameAsR(panel, { ...outcome, value: { coefficients } }, { tolerance: 1e-3 });
  });

  it("ordinal", { timeout: 60_000 }, () => {
    const panel = keyed();
    const levels = ["Inadequate", "Requires improvement", "Good", "Outstanding"];
    const outcome = run(panel, { formula: "ofsted ~ imd + spend_per_child", estimator: "ordinal", levels });
    const { fit, coefficients, ordinal } = outcome.value;
    const { grades, thresholds, proportional } = ordinal!;
    const value = { fit, coefficients, ordinal: { grades, thresholds, proportional } };
    expectSameAsR(panel, { ...outcome, value }, { tolerance: 1e-6 });
    expect(ordinal!.proportional!.terms.map((row) => row.term)).toEqual(["imd", "spend_per_child"]);
  });

  it("poisson with a random intercept", { timeout: 60_000 }, () => {
    const panel = keyed();
    const formula = "cpp_count ~ scale(imd) + offset(log(child_pop)) + (1 | area)";
    const outcome = run(panel, { formula, estimator: "poisson" });
    const { fit, coefficients, random } = outcome.value;
    expectSameAsR(panel, { ...outcome, value: { fit } }, { tolerance: 1e-4 });
    const { variances, modes } = random!;
    expectSameAsR(panel, { ...outcome, value: { coefficients, random: { variances, modes } } }, { tolerance: 1e-3 });
  });
});

describe.skipIf(!hasR())("what stands beside the coefficients is what the R script gives", () => {
  it.each<[string, Entry]>([
    ["panel", { formula: "cpp_rate ~ spend_per_child + imd | area + time" }],
    ["pooled", { formula: "cpp_rate ~ imd * caseload + region", weights: "child_pop" }],
    ["differences", { formula: "cpp_rate ~ spend_per_child + caseload", estimator: "first-difference" }],
    ["offset", { formula: "cpp_rate ~ spend_per_child + caseload + offset(agency_rate) | area" }],
    ["an area alone in its region", { formula: "cpp_rate ~ spend_per_child + caseload + region" }],
    ["the first region has one area", { formula: 'cpp_rate ~ spend_per_child + relevel(region, ref = "alone")' }],
  ])("%s", { timeout: 120_000 }, (name, entry) => {
    const panel = keyed(name.endsWith("region") || name.endsWith("area"));
    const outcome = run(panel, entry);
    const { family, inflation, termTests } = outcome.value;
    const influential = outcome.value.influential.map(({ row: _, label: __, ...rest }) => rest);
    const leaveOneOut = outcome.value.leaveOneOut.map(({ term, ...ends }) => ({
      term,
      ...Object.fromEntries(Object.entries(ends).map(([key, { area, estimate }]) => [key, { area, estimate }])),
    }));
    expect(leaveOneOut.length).toBeGreaterThan(0);
    expectSameAsR(
      panel,
      { ...outcome, value: { leaveOneOut, influential, inflation, termTests } },
      { tolerance: 1e-8 },
    );
    expect(family === null).toBe(name === "pooled" || name === "offset");
    if (family === null) return;
    expect(family.tests.map(({ id }) => id)).toEqual(["f-area", "f-year", "hausman", "mundlak"]);
    const rows = family.rows;
    const tests = family.tests.map(({ statistic, df, pValue }) => ({ statistic, df, pValue }));
    expectSameAsR(panel, { ...outcome, value: { family: { rows, tests } } }, { tolerance: 1e-7 });
  });
});
