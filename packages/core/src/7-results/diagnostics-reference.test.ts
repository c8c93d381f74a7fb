import { describe, expect, it } from "vitest";
import { F10, fitFormula, laPanel } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { matrices } from "../../test/glm-formula.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { FAMILIES, glmMatrix } from "../6-estimators/glm.ts";
import { shapiroWilk } from "../6-estimators/shapiro-wilk.ts";
import { covariance } from "./covariance.ts";
import { glmSummary } from "./glm-summary.ts";
import { termTests } from "./term-tests.ts";
import {
  breuschGodfrey,
  breuschPagan,
  durbinWatson,
  harveyCollier,
  reset,
  residualShape,
  type DiagnosticTest,
} from "./diagnostics.ts";

const cases = referenceCases("diagnostics.json");

/**
 * Without a constant. R 4.2.2, lmtest 0.9-40: `m <- lm(mpg ~ 0 + wt + hp, mtcars)`, then `bptest(m)`, `bptest(m, studentize = FALSE)`,
 * `resettest(m, power = 2:3, type = "fitted")`.
 */
describe("diagnostics of a model without a constant", () => {
  const { fit } = fitFormula(makePanel(referenceData("mtcars.csv")), "mpg ~ 0 + wt + hp");
  it.each<[string, () => DiagnosticTest, number[]]>([
    ["spread", () => breuschPagan(fit), [1.0162345876981662, 1.0, 0.3134138436274045]],
    ["spread, not studentised", () => breuschPagan(fit, false), [1.0527068578926058, 1.0, 0.30488449585284016]],
    ["form", () => reset(fit), [166.345305743434, 2.0, 28.0, 2.8861885898211863e-16]],
  ])("%s", (_, test, wanted) => {
    const { statistic, df, pValue } = test();
    expect(relativeGap([statistic, ...df, pValue], wanted)).toBeLessThan(1e-9);
  });
});

describe.each([
  ["duncan", "prestige ~ income + education"],
  ["mtcars", "mpg ~ wt + hp"],
  ["laA", F10],
])("diagnostics %s", (id, formula) => {
  const { values, data, tol_rel } = cases.get(id)!;
  const { fit } = fitFormula(id === "laA" ? laPanel() : makePanel(referenceData(data)), formula);
  const within = (actual: number[], expected: number[], what: string): void =>
    expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol_rel);
  const same = ({ statistic, df, pValue }: DiagnosticTest, name: string): void =>
    within([statistic, ...df, pValue], [values[name].stat, ...[values[name].df].flat(), values[name].p], name);

  it("spread, form, order", () => {
    same(breuschPagan(fit), "bp");
    same(breuschPagan(fit, false), "bp_nonstudentised");
    same(reset(fit), "reset");
    within([durbinWatson(fit)], [values.dw.stat], "dw");
    same(breuschGodfrey(fit), "bg1");
    const line = harveyCollier(fit);
    if (values.harvey_collier.stat === "NaN") expect(line).toBeNull();
    else same(line!, "harvey_collier");
  });

  it("shape of the residuals", () => {
    const { statistic, pValue } = shapiroWilk(fit.residuals);
    within([statistic, pValue], [values.shapiro_resid.stat, values.shapiro_resid.p], "Shapiro");
    const { skewness, kurtosis } = residualShape(fit);
    within([skewness, kurtosis], [values.skew_kurt.skew, values.skew_kurt.kurt], "shape");
  });
});

it("laA: dispersion of a Poisson model, and years jointly with clustered errors", () => {
  const { values, data, tol_rel } = cases.get("laA")!;
  const input = matrices(makePanel(referenceData(data)), "cpp_count ~ imd + year", { logOffset: "child_pop" });
  const { pearson, dfResidual } = glmSummary(glmMatrix({ ...input, family: FAMILIES.poisson }));
  const wanted = values.poisson_overdispersion;
  expect(relativeGap([pearson, dfResidual], [wanted.pearson, wanted.df])).toBeLessThanOrEqual(tol_rel);
  const cluster = factorOf("la_code", referenceData(data)["la_code"] as string[]);
  const small = fitFormula(laPanel(), "cpp_rate ~ imd + spend_per_child").fit;
  const { fit, terms } = fitFormula(laPanel(), "cpp_rate ~ imd + spend_per_child + year");
  const year = termTests(fit, terms, 3, covariance(fit, "CR1S", [cluster])).at(-1)!;
  const table = values.waldtest_cluster_year;
  expect([small.dfResidual, fit.dfResidual]).toEqual([...table["Res.Df"]]);
  expect([null, year.df]).toEqual([...table.Df]);
  expect(relativeGap([null, year.statistic], table.F)).toBeLessThanOrEqual(tol_rel);
  expect(relativeGap([null, year.pValue], table["Pr(>F)"])).toBeLessThanOrEqual(tol_rel);
});

everyValueIsCompared("diagnostics.json", {
  except: {
    "laA harvey_collier df": "R gives no statistic there (NaN), we say null",
    "laA harvey_collier p": "R gives no statistic there (NaN), we say null",
  },
});
