import { describe, expect, it } from "vitest";
import { matrices } from "../../test/glm-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { olsMatrix } from "../6-estimators/ols-matrix.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance, type Covariance } from "./covariance.ts";
import { fitSummary } from "./fit-summary.ts";

type Data = Record<string, (string | number | null)[]>;
const CASES: { [id: string]: { formula: string; index: [string, string]; data?: (d: Data) => Data } } = {
  grunfeld_twfe: { formula: "inv ~ value + capital | firm + year", index: ["firm", "year"] },
  grunfeld_fe: { formula: "inv ~ value + capital | firm", index: ["firm", "year"] },
  fatalities_twfe: {
    formula: "fr ~ beertax + unemp | state + year",
    index: ["state", "year"],
    data: (d) => ({ ...d, fr: d.fatal!.map((x, i) => (10000 * (x as number)) / (d.pop![i] as number)) }),
  },
  laA_twfe: {
    formula:
      "cpp_rate ~ idaci + ethnic_pct + spend_per_child + vacancy_rate + caseload + unemployment | la_code + year",
    index: ["la_code", "year"],
  },
};

const cases = referenceCases("panel_fixest.json");
const list = (values: { [name: string]: number }): number[] => Object.values(values);
const errors = (fit: OlsFit, chosen: Covariance): number[] => coefficientTable(fit, chosen).map((row) => row.stdError!);

describe("absorbed effects, as fixest's feols", () => {
  it.each(Object.keys(CASES))("%s", (id) => {
    const { formula, index, data = (d: Data) => d } = CASES[id]!;
    const { values, tol_rel, data: file } = cases.get(id)!;
    const input = matrices(makePanel(data(referenceData(file))), formula);
    const fit = olsMatrix(input);
    const [area, time] = index.map(input.factor) as [ReturnType<typeof input.factor>, ReturnType<typeof input.factor>];
    const check = (actual: ArrayLike<number | null>, expected: ArrayLike<number>, what: string): void =>
      expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol_rel);
    const whole = (
      chosen: Covariance,
      expected: { [part: string]: { [name: string]: number } },
      what: string,
    ): void => {
      const rows = coefficientTable(fit, chosen);
      const parts = [
        ["se", "stdError"],
        ["t", "statistic"],
        ["p", "pValue"],
      ] as const;
      for (const [part, ours] of parts)
        check(
          rows.map((row) => row[ours]),
          list(expected[part]!),
          `${what} ${part}`,
        );
    };
    check(fit.coefficients, list(values.coef), "coefficients");
    const summary = fitSummary(fit);
    check([fit.nobs, summary.withinRSquared, summary.rSquared], [values.n, values.r2_within, values.r2], "fit");
    whole(covariance(fit, "classical"), values.iid, "iid");
    whole(covariance(fit, "HC1"), values.hetero, "hetero");
    whole(covariance(fit, "CR1S", [area]), values.cluster, "cluster");
    check(errors(fit, covariance(fit, "CR0", [area])), list(values.cluster_noadj), "no factor");
    // fixest's other conventions are factors on CR0: absorbed effects counted in k ...
    const times = (factor: number, chosen: Covariance): number[] =>
      errors(fit, chosen).map((se) => se * Math.sqrt(factor));
    const groups = (g: number): number => g / (g - 1);
    const counting = groups(area.levels) * ((fit.nobs - 1) / fit.dfResidual);
    check(times(counting, covariance(fit, "CR0", [area])), list(values.cluster_Kfull), "effects counted");
    // ... and for two-way clustering one G / (G - 1), of the smaller G, where ours is each term's own (sandwich's default).
    const smaller = groups(Math.min(area.levels, time.levels)) * ((fit.nobs - 1) / (fit.nobs - fit.rank - 1));
    const both = covariance(fit, "CR0", [area, time]);
    const matrix = both.matrix.map((column) => column.map((value) => value * smaller));
    whole({ ...both, matrix }, values.twoway, "two-way");
  });

  it("laA_twfe_weighted", () => {
    const { values, tol_rel, data } = cases.get("laA_twfe_weighted")!;
    const formula = "cpp_rate ~ spend_per_child + vacancy_rate + caseload | la_code + year";
    const input = matrices(makePanel(referenceData(data)), formula, { weights: "child_pop" });
    const fit = olsMatrix(input);
    const check = (actual: ArrayLike<number | null>, expected: ArrayLike<number>): void =>
      expect(relativeGap(actual, expected)).toBeLessThanOrEqual(tol_rel);
    const summary = fitSummary(fit);
    check(fit.coefficients, list(values.coef));
    check([fit.nobs, summary.withinRSquared, summary.rSquared], [values.n, values.r2_within, values.r2]);
    check(errors(fit, covariance(fit, "classical")), list(values.iid_se));
    check(errors(fit, covariance(fit, "CR1S", [input.factor("la_code")])), list(values.cluster_se));
  });
});

everyValueIsCompared("panel_fixest.json", { ids: [...cases.keys()].filter((id) => id !== "laA_fepois") });
