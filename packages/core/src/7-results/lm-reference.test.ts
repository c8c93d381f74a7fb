import { describe, expect, it } from "vitest";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { fitFormula, laPanel, F10 } from "../../test/fit-formula.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";
import { fitSummary } from "./fit-summary.ts";
import { predict } from "./predict.ts";

type Data = Record<string, (string | number | null)[]>;

const LEVELS = 'factor(ofsted, levels = c("Outstanding", "Good", "Requires improvement", "Inadequate"))';

/** Each case's formula in the project's own grammar, and what R did to the data first. */
const CASES: { [id: string]: { formula: string; data?: (d: Data) => Data; weights?: (d: Data) => number[] } } = {
  mtcars_factor: { formula: "mpg ~ wt + hp + factor(cyl)" },
  longley_R: { formula: "Employed ~ GNP.deflator + GNP + Unemployed + Armed.Forces + Population + Year" },
  grunfeld_pooled: { formula: "inv ~ value + capital" },
  grunfeld_lsdv: { formula: "inv ~ value + capital + factor(firm) + factor(year)" },
  iris_interaction: { formula: "Sepal.Length ~ Petal.Length * Species" },
  mtcars_poly_raw: { formula: "mpg ~ poly(hp, 3, raw = TRUE)" },
  mtcars_poly_orth: { formula: "mpg ~ poly(hp, 3)" },
  mtcars_noint: { formula: "mpg ~ 0 + wt + hp" },
  airquality_na: { formula: "Ozone ~ Solar.R + Wind + Temp" },
  aliased: {
    formula: "mpg ~ wt + wt2 + hp",
    data: (d) => ({ ...d, wt2: d.wt!.map((x) => 2 * (x as number)) }),
  },
  duncan_weighted: {
    formula: "prestige ~ income + education",
    weights: (d) => d.prestige!.map((_, i) => (i + 1) / 10),
  },
  laA_10: { formula: F10 },
  laA_factors: { formula: `cpp_rate ~ imd + spend_per_child + region + year + ${LEVELS}` },
  laA_interaction: { formula: "cpp_rate ~ imd * vacancy_rate + region:ethnic_pct + year" },
  laA_poly: { formula: "cpp_rate ~ poly(imd, 2) + I(spend_per_child^2) + spend_per_child + log(child_pop)" },
  laA_wls_pop: { formula: F10, weights: (d) => d.child_pop as number[] },
  laA_standardised: { formula: F10.replace(/\b[a-z_]+\b/g, "scale($&)") },
  laA_na_complete_case: { formula: `${F10} + ofsted` },
};

/** R glued the preparation's names; only the spelling differs. */
const rNames = (name: string): string =>
  name
    .replace(LEVELS, "ofsted")
    .replace(/scale\((\w+)\)/g, "$1")
    .replace(/^poly\(/, "stats::poly(");

const named = (values: { [name: string]: number | null }): (number | null)[] => Object.values(values);

describe("lm, as R computes it", () => {
  const cases = referenceCases("lm.json");

  it.each(Object.keys(CASES))("%s", (id) => {
    const item = cases.get(id)!;
    const { formula, data = (d: Data) => d, weights } = CASES[id]!;
    const columns = data(referenceData(item.data));
    const { fit } = fitFormula(makePanel(columns), formula, weights?.(columns));
    const chosen = covariance(fit, "classical");
    const rows = coefficientTable(fit, chosen);
    const summary = fitSummary(fit);
    const { values } = item;
    // The intercept of standardised variables is a rounded zero in R too: judge it by the size of the others.
    const zero = id === "laA_standardised";
    const wide = (actual: (number | null)[], expected: (number | null)[], what: string): void => {
      if (!zero) return within(actual, expected, what);
      expect(Math.abs(actual[0]!)).toBeLessThan(1e-13);
      within(actual.slice(1), expected.slice(1), what);
    };
    const within = (actual: (number | null)[], expected: (number | null)[], what: string): void =>
      expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(item.tol_rel);

    expect(rows.map((row) => rNames(row.term))).toEqual(Object.keys(values.se));
    expect(fit.aliased).toEqual([values.aliased].flat());
    wide(
      rows.map((row) => row.estimate),
      named(values.coef).filter((x) => x !== null),
      "coefficients",
    );
    within(
      rows.map((row) => row.stdError),
      named(values.se),
      "standard errors",
    );
    wide(
      rows.map((row) => row.statistic),
      named(values.t),
      "t",
    );
    within(
      rows.map((row) => row.pValue),
      named(values.p),
      "p",
    );
    within(
      rows.map((row) => row.low),
      named(values.ci_lo).filter((x) => x !== null),
      "low",
    );
    within(
      rows.map((row) => row.high),
      named(values.ci_hi).filter((x) => x !== null),
      "high",
    );
    const { sigma, rss, rSquared, adjRSquared, fStatistic, fDf1, fDf2, fPValue, logLik, aic, bic } = summary;
    within(
      [summary.nobs, summary.dfResidual, sigma, rss, rSquared, adjRSquared, fStatistic, fDf1, fDf2, logLik, aic, bic],
      [
        ...[values.n, values.df_residual, values.sigma, values.rss, values.r2, values.adj_r2],
        ...[values.f, values.f_df1, values.f_df2, values.logLik, values.aic, values.bic],
      ],
      "summary",
    );
    within([fPValue], [values.f_p], "p of F");
    within([...fit.fitted.slice(0, 5)], values.fitted_first5, "fitted");
    within([...fit.residuals.slice(0, 5)], values.resid_first5, "residuals");
    if (values.poly_first5) {
      const columns = fit.design.slice(1, 1 + values.poly_first5.data[0].length);
      within(
        [0, 1, 2, 3, 4].flatMap((i) => columns.map((column) => column[i]!)),
        values.poly_first5.data.flat(),
        "polynomial",
      );
    }
    if (values.vcov)
      within(
        chosen.matrix.flatMap((c) => [...c]),
        values.vcov.data.flat(),
        "covariance",
      );
  });

  it("laA_lsdv_la_year, written out and absorbed", () => {
    const { values, tol_rel } = cases.get("laA_lsdv_la_year")!;
    for (const formula of [
      "cpp_rate ~ spend_per_child + vacancy_rate + caseload + la_code + year",
      "cpp_rate ~ spend_per_child + vacancy_rate + caseload | la_code + year",
    ]) {
      const { fit } = fitFormula(laPanel(), formula);
      const rows = coefficientTable(fit, covariance(fit, "classical")).filter((row) => row.term in values.coef);
      expect(rows.length).toBe(3);
      const { rSquared, adjRSquared, rss, dfResidual, logLik } = fitSummary(fit);
      const found = [...rows.flatMap((row) => [row.estimate, row.stdError, row.pValue])];
      const wanted = Object.keys(values.coef).flatMap((name) => [values.coef[name], values.se[name], values.p[name]]);
      expect(relativeGap(found, wanted)).toBeLessThanOrEqual(tol_rel);
      expect(
        relativeGap(
          [rSquared, adjRSquared, rss, dfResidual, logLik],
          [values.r2, values.adj_r2, values.rss, values.df_residual, values.logLik],
        ),
      ).toBeLessThanOrEqual(tol_rel);
    }
  });

  it("duncan_predict", () => {
    const { values, tol_rel } = cases.get("duncan_predict")!;
    const { fit } = fitFormula(makePanel(referenceData("duncan.csv")), "prestige ~ income + education");
    const at = [
      [1, 1, 1],
      [20, 50, 80],
      [30, 50, 90],
    ];
    const rows = predict(fit, covariance(fit, "classical"), at);
    expect(
      relativeGap(
        rows.flatMap((r) => [r.fit, r.low, r.high]),
        values.conf.data.flat(),
      ),
    ).toBeLessThanOrEqual(tol_rel);
    expect(
      relativeGap(
        rows.flatMap((r) => [r.fit, r.predictionLow, r.predictionHigh]),
        values.pred.data.flat(),
      ),
    ).toBeLessThanOrEqual(tol_rel);
    expect(
      relativeGap(
        rows.map((r) => r.stdError),
        values.se_fit,
      ),
    ).toBeLessThanOrEqual(tol_rel);
  });
});

everyValueIsCompared("lm.json");
