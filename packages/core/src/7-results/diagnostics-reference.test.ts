import { describe, expect, it } from "vitest";
import { F10, fitFormula, laPanel } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { shapiroWilk } from "../6-estimators/shapiro-wilk.ts";
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

it("mtcars_twosample: Shapiro", () => {
  const { values, tol_rel } = referenceCases("nonparametric.json").get("mtcars_twosample")!;
  const { statistic, pValue } = shapiroWilk(referenceData("mtcars.csv")["mpg"] as number[]);
  expect(relativeGap([statistic, pValue], [values.shapiro.stat, values.shapiro.p])).toBeLessThanOrEqual(tol_rel);
});
