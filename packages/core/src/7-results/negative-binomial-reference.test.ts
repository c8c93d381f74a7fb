import { describe, expect, it } from "vitest";
import { matrices } from "../../test/glm-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { negativeBinomial, negativeBinomialMatrix } from "../6-estimators/negative-binomial.ts";
import { exp } from "../elementary/index.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { glmCovariance, glmResiduals, glmSummary } from "./glm-summary.ts";

const CASES: { [id: string]: { formula: string; logOffset?: string } } = {
  quine_nb: { formula: "Days ~ Sex + Age + Eth + Lrn" },
  doctorvisits_nb: { formula: "visits ~ gender + age + income + illness + reduced + health" },
  laA_nb_offset: {
    formula: "cpp_count ~ imd + idaci + ethnic_pct + spend_per_child + vacancy_rate + caseload + year",
    logOffset: "child_pop",
  },
};
const cases = referenceCases("glm.json");

/**
 * MASS takes the error of theta from the information before its last step, 3e-6 off on quine. This is the information (R's trigamma)
 * at MASS's own theta and means.
 */
const QUINE_SE = 0.16103566171353065;
const list = (values: { [name: string]: number }): number[] => Object.values(values);

describe("negative binomial, as MASS", () => {
  it.each(Object.keys(CASES))("%s", (id) => {
    const { formula, logOffset } = CASES[id]!;
    const { values, tol_rel, data } = cases.get(id)!;
    const input = matrices(makePanel(referenceData(data)), formula, logOffset === undefined ? {} : { logOffset });
    const fit = negativeBinomialMatrix(input);
    expect(fit.converged).toBe(true);
    const rows = coefficientTable(fit.working, glmCovariance(fit, "classical"));
    const check = (actual: ArrayLike<number | null>, expected: ArrayLike<number | null>, what: string): void =>
      expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol_rel);
    expect(rows.map((row) => row.term)).toEqual(Object.keys(values.coef));
    const parts = [
      ["estimate", "coef"],
      ["stdError", "se"],
      ["statistic", "z"],
      ["pValue", "p"],
      ["low", "ci_wald_lo"],
      ["high", "ci_wald_hi"],
    ] as const;
    for (const [ours, theirs] of parts)
      check(
        rows.map((row) => row[ours]),
        list(values[theirs]),
        theirs,
      );
    const thetaError = id === "quine_nb" ? QUINE_SE : values.se_theta;
    check([fit.theta, fit.thetaError, fit.alpha], [values.theta, thetaError, values.alpha], "theta");
    const s = glmSummary(fit);
    const { deviance, null_deviance, df_residual, df_null, logLik, aic, bic, pearson_chi2 } = values;
    check(
      [s.deviance, s.nullDeviance, s.dfResidual, s.dfNull, s.logLik, s.aic, s.bic, s.pearson],
      [deviance, null_deviance, df_residual, df_null, logLik, aic, bic, pearson_chi2],
      "summary",
    );
    check([2 * s.logLik!], [values.twologlik], "likelihood");
    check([s.nobs, s.dispersion], [values.n, values.dispersion], "rows, dispersion");
    check(
      rows.map((row) => exp(row.estimate)),
      list(values.rate_ratio),
      "ratios",
    );
    expect(relativeGap([fit.thetaError], [values.se_theta]), "error of theta as MASS has it").toBeLessThan(1e-5);
    check(fit.fitted.slice(0, 5), values.fitted_first5, "fitted");
    check(glmResiduals(fit).slice(0, 5), values.resid_dev_first5, "residuals");
    check(glmResiduals(fit, "pearson").slice(0, 5), values.resid_pearson_first5, "Pearson residuals");
  });

  it("counts that vary less than Poisson ones give Poisson's fit and say so", () => {
    const x = Array.from({ length: 40 }, (_, i) => i / 10);
    const y = x.map((v) => Math.round(Math.exp(1 + v / 2)));
    const fit = negativeBinomial({ y, X: { x } });
    expect(fit.theta).toBe(Infinity);
    expect(fit.alpha).toBe(0);
    expect(fit.family.name).toBe("poisson");
  });

  it("counts of very different size have a null deviance too", () => {
    const y = [1, 2867, 1, 1, 16, 869131, 24840, 1];
    const X = { z: [-1.5, -1.5, -1.5, -2.3, -2.3, 0.4, 0.4, 0.4], r: [0, 0, 0, 1, 1, 0, 0, 0] };
    const fit = negativeBinomial({ y, X });
    const { deviance, nullDeviance } = glmSummary(fit);
    // R: glm(y ~ z + r and y ~ 1, MASS::negative.binomial(0.20036263472166818)), from near; glm.nb itself runs off to a theta of 7e12.
    expect(relativeGap([deviance, nullDeviance], [11.138521848339, 23.284540385971])).toBeLessThan(1e-9);
    expect(fit.theta).toBeCloseTo(0.200362634721, 9);
  });

  it("refuses counts that are all zero, and scales as it should", () => {
    const x = Array.from({ length: 60 }, (_, i) => ((i * 7) % 11) - 5);
    const y = x.map((v, i) => Math.round(Math.exp(1 + v / 6) * [0.2, 1, 3][i % 3]!));
    expect(() => negativeBinomial({ y: y.map(() => 0), X: { x } })).toThrow(/every count is zero/);
    const [a, b] = [negativeBinomial({ y, X: { x } }), negativeBinomial({ y, X: { x: x.map((v) => v * 1e9) } })];
    expect(b.working.coefficients[1]! * 1e9).toBeCloseTo(a.working.coefficients[1]!, 9);
    const twice = negativeBinomial({ y: [...y, ...y], X: { x: [...x, ...x] } });
    expect(twice.theta).toBeCloseTo(a.theta, 8);
  });
});

everyValueIsCompared("glm.json", { ids: Object.keys(CASES) });
