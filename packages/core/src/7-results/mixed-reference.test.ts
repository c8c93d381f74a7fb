import { describe, expect, it } from "vitest";
import { matrices } from "../../test/glm-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { mixedModel, type MixedFit, type MixedInput } from "../6-estimators/mixed.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { conditionalModes, mixedFitted } from "./conditional-modes.ts";
import { profileIntervals } from "./profile-intervals.ts";
import { likelihoodRatio, mixedVariances, satterthwaite } from "./satterthwaite.ts";

type Data = Record<string, (string | number | null)[]>;
type Random = { by: string; name: string; slopes?: string[]; correlated?: boolean };
const P10 =
  "imd + idaci + ethnic_pct + spend_per_child + vacancy_rate + agency_rate + caseload + lone_parent_pct + unemployment + log_density";

function meansApart(d: Data): Data {
  const out = { ...d };
  for (const name of ["idaci", "spend_per_child", "vacancy_rate"]) {
    const sums = new Map<unknown, [number, number]>();
    d[name]!.forEach((x, i) => {
      const [sum, count] = sums.get(d.la_code![i]) ?? [0, 0];
      sums.set(d.la_code![i], [sum + (x as number), count + 1]);
    });
    const mean = (i: number): number => sums.get(d.la_code![i])![0] / sums.get(d.la_code![i])![1];
    out[`${name}_b`] = d[name]!.map((_, i) => mean(i));
    out[`${name}_w`] = d[name]!.map((x, i) => (x as number) - mean(i));
  }
  return out;
}

const CASES: { [id: string]: { formula: string; random: Random[]; data?: (d: Data) => Data } } = {
  sleepstudy_ri: { formula: "Reaction ~ Days", random: [{ by: "Subject", name: "Subject" }] },
  sleepstudy_rs: { formula: "Reaction ~ Days", random: [{ by: "Subject", name: "Subject", slopes: ["Days"] }] },
  sleepstudy_rs_uncor: {
    formula: "Reaction ~ Days",
    random: [{ by: "Subject", name: "Subject", slopes: ["Days"], correlated: false }],
  },
  dyestuff: { formula: "Yield ~ 1", random: [{ by: "Batch", name: "Batch" }] },
  orthodont_ri: { formula: "distance ~ age * Sex", random: [{ by: "Subject", name: "Subject" }] },
  orthodont_rs: {
    formula: "distance ~ age * Sex",
    random: [{ by: "Subject", name: "Subject", slopes: ["age"] }],
    data: (d) => ({ ...d, age: d.age!.map((x) => (x as number) - 11) }),
  },
  grunfeld_ri: { formula: "inv ~ value + capital", random: [{ by: "firm", name: "firm" }] },
  laA_ri_null: { formula: "cpp_rate ~ 1", random: [{ by: "la_code", name: "la_code" }] },
  laA_ri: { formula: `cpp_rate ~ ${P10} + year`, random: [{ by: "la_code", name: "la_code" }] },
  laA_rs_year: {
    formula: "cpp_rate ~ imd + spend_per_child + t",
    random: [{ by: "la_code", name: "la_code", slopes: ["t"] }],
    data: (d) => ({ ...d, t: d.year_num!.map((x) => (x as number) - 2013.5) }),
  },
  laA_mundlak: {
    formula:
      "cpp_rate ~ imd + idaci_w + idaci_b + spend_per_child_w + spend_per_child_b + vacancy_rate_w + vacancy_rate_b",
    random: [{ by: "la_code", name: "la_code" }],
    data: meansApart,
  },
  laA_la_in_region: {
    formula: "cpp_rate ~ imd + spend_per_child",
    random: [
      { by: "la_code", name: "la_code:region" },
      { by: "region", name: "region" },
    ],
  },
};

const cases = referenceCases("mixed.json");
const list = (values: number | { [name: string]: number }): number[] =>
  typeof values === "number" ? [values] : Object.values(values);

function inputOf(formula: string, random: Random[], data: Data): MixedInput & { levels: Map<string, unknown[]> } {
  const { y, X, names, rows, intercept } = matrices(makePanel(data), formula);
  const cells = (name: string): (string | number)[] => Array.from(rows, (row) => data[name]![row]!);
  const columns = intercept ? X.slice(1) : X;
  const terms = random.map(({ by, name, slopes = [], correlated = true }) => ({
    by: cells(by),
    name,
    correlated,
    slopes: Object.fromEntries(slopes.map((slope) => [slope, cells(slope) as number[]])),
  }));
  const levels = new Map(random.map(({ by, name }) => [name, [...new Set(cells(by))]]));
  return { y, X: columns, names: intercept ? names.slice(1) : names, intercept, random: terms, levels };
}

/** Standard deviations then correlations term by term, as lme4's VarCorr lists variances then covariances. */
function varcorr(fit: MixedFit, correlated: boolean): number[] {
  const terms = fit.terms.flatMap(({ covariance }) => {
    const diagonal = covariance.map((column, j) => column[j]!);
    return correlated && covariance.length > 1 ? [...diagonal, covariance[0]![1]!] : diagonal;
  });
  return [...terms, fit.residualVariance];
}

/** The same as standard deviations and correlations. */
function deviations(fit: MixedFit, correlated: boolean): number[] {
  const terms = fit.terms.flatMap(({ covariance, deviations: own }) =>
    correlated && own.length > 1 ? [...own, covariance[0]![1]! / (own[0]! * own[1]!)] : [...own],
  );
  return [...terms, Math.sqrt(fit.residualVariance)];
}

/** lme4's table of parts: group, first and second name of each; parts of one group that go their own ways are told apart by number. */
function partNames(fit: MixedFit, random: Random[]): (string | null)[][] {
  const parts = random.flatMap(({ name, slopes = [], correlated = true }): [string, string, string | null][] => {
    const names = ["(Intercept)", ...slopes];
    const own = names.map((part, k): [string, string, null] => [
      correlated || k === 0 ? name : `${name}.${k}`,
      part,
      null,
    ]);
    return correlated && names.length > 1 ? [...own, [name, names[0]!, names[1]!]] : own;
  });
  const all = [...parts, ["Residual", null, null] as const];
  expect(fit.terms.length).toBeGreaterThan(0);
  return [0, 1, 2].map((at) => all.map((part) => part[at] ?? null));
}

describe("mixed models, as lme4", () => {
  it.each(Object.keys(CASES))("%s", (id) => {
    const { formula, random, data = (d: Data) => d } = CASES[id]!;
    const { values, tol_rel, data: file } = cases.get(id)!;
    const input = inputOf(formula, random, data(referenceData(file)));
    for (const method of ["REML", "ML"] as const) {
      const expected = values[method];
      const fit = mixedModel({ ...input, method });
      expect(fit.converged).toBe(true);
      const check = (actual: ArrayLike<number | null>, wanted: ArrayLike<number>, what: string, tol = tol_rel): void =>
        expect(relativeGap(actual, wanted), `${method} ${what}`).toBeLessThanOrEqual(tol);
      check([fit.logLik, fit.aic, fit.bic], [expected.logLik, expected.aic, expected.bic], "likelihood", 1e-8);
      check(fit.coefficients, list(expected.coef), "coefficients");
      check(
        fit.matrix.map((column, k) => Math.sqrt(column[k]!)),
        list(expected.se),
        "errors",
      );
      check([fit.residualVariance], [expected.sigma ** 2], "sigma");
      check(
        coefficientTable(fit, { matrix: fit.matrix, df: new Float64Array(fit.kept.length).fill(Infinity) }).map(
          (row) => row.statistic,
        ),
        list(expected.t),
        "t",
      );
      check([-2 * fit.logLik], [expected.reml_or_ml_deviance], "deviance", 1e-8);
      expect([fit.nobs, fit.method === "REML"]).toEqual([expected.n, expected.reml]);
      const groups = Object.fromEntries(conditionalModes(fit).map(({ group, modes }) => [group, modes[0]!.length]));
      expect(groups).toEqual({ ...expected.ngrps });
      if (id === "laA_rs_year") {
        // A correlation of one, at the edge: lme4 stops a hair before it, so of theta only the rest is compared.
        expect(fit.singular).toBe(true);
        check(fit.theta.slice(0, 2), list(expected.theta).slice(0, 2), "theta");
        expect(Math.abs(fit.theta[2]! - list(expected.theta)[2]!)).toBeLessThan(1e-4);
      } else {
        expect(fit.singular).toBe(false);
        check(fit.theta, list(expected.theta), "theta");
      }
      check(varcorr(fit, random[0]!.correlated !== false), expected.varcorr.vcov, "variances");
      check(deviations(fit, random[0]!.correlated !== false), expected.varcorr.sdcor, "deviations and correlations");
      expect(partNames(fit, random)).toEqual(
        [0, 1, 2].map((at) => [...expected.varcorr[["grp", "var1", "var2"][at]!]]),
      );
      // Covariances that cancel to nothing are held against the standard errors they belong to.
      const wantedMatrix: number[][] = expected.vcov_fixed.data;
      fit.matrix.forEach((column, j) =>
        column.forEach((v, i) => {
          const size = Math.sqrt(wantedMatrix[i]![i]! * wantedMatrix[j]![j]!);
          expect(Math.abs(v - wantedMatrix[j]![i]!) / size, `${method} covariance`).toBeLessThanOrEqual(tol_rel);
        }),
      );
      const modes = conditionalModes(fit);
      check(mixedFitted(fit, modes).slice(0, 5), expected.fitted_first5, "fitted");
      if (!expected.ranef) continue;
      for (const { group, modes: found, variances } of modes) {
        const { rows, data: wanted } = expected.ranef[group];
        const codes = input.levels.get(group)!.map(String);
        const places = (rows as string[]).map((row) => codes.indexOf(row.split(":")[0]!));
        const size = (x: number[]): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);
        found.forEach((column, c) => {
          const [a, b] = [places.map((place) => column[place]!), (wanted as number[][]).map((row) => row[c]!)];
          // Modes near zero have no digits of their own: their errors are held against the modes' usual size.
          const gap = size(a.map((v, i) => v - b[i]!)) / size(b);
          expect(gap, `${method} modes of ${group}`).toBeLessThanOrEqual(tol_rel);
        });
        const wantedVariances = expected.ranef_condvar_first5[group];
        const columns: number[][] =
          wantedVariances.data ?? (wantedVariances["(Intercept)"] ? Object.values(wantedVariances) : [wantedVariances]);
        columns.forEach((column, c) =>
          check(
            places.slice(0, 5).map((place) => variances[c]![place]!),
            list(column as unknown as { [name: string]: number }),
            "variances of modes",
          ),
        );
      }
      if (method === "REML" && values.icc) {
        const shares = mixedVariances(fit);
        const { icc, var_fixed, r2_marginal, r2_conditional } = values.icc;
        check([shares.vpc, shares.conditional], [icc, r2_conditional], "shares");
        expect(shares.fixed).toBeCloseTo(var_fixed, 3);
        expect(shares.marginal).toBeCloseTo(r2_marginal, 6);
      }
    }
  });
});

describe("Satterthwaite's degrees of freedom, as lmerTest", () => {
  it("sleepstudy_lmerTest", () => {
    const { values, tol_rel, data } = cases.get("sleepstudy_lmerTest")!;
    const random = [{ by: "Subject", name: "Subject" }];
    const input = inputOf("Reaction ~ Days", random, referenceData(data));
    const fit = mixedModel(input);
    const rows = coefficientTable(fit, satterthwaite(fit));
    const check = (actual: (number | null)[], expected: number[]): void =>
      expect(relativeGap(actual, expected)).toBeLessThanOrEqual(tol_rel);
    check(
      rows.map((row) => row.df),
      list(values.satterthwaite_df),
    );
    check(
      rows.map((row) => row.statistic),
      list(values.t),
    );
    check(
      rows.map((row) => row.pValue),
      list(values.p),
    );
    const without = inputOf("Reaction ~ 1", random, referenceData(data));
    const test = likelihoodRatio(mixedModel({ ...input, method: "ML" }), mixedModel({ ...without, method: "ML" }));
    check([test.statistic, test.pValue], [values.lrt_chisq, values.lrt_p]);
    const intervals = profileIntervals(input);
    expect(intervals.map(({ parameter }) => parameter)).toEqual([
      "sd of (Intercept)|Subject",
      "sigma",
      "(Intercept)",
      "Days",
    ]);
    check(
      intervals.flatMap(({ low, high }) => [low, high]),
      values.profile_ci.data.flat(),
    );
  });

  it("laA_satterthwaite", () => {
    const { values, tol_rel, data } = cases.get("laA_satterthwaite")!;
    const formula = "cpp_rate ~ imd + spend_per_child + vacancy_rate";
    const fit = mixedModel(inputOf(formula, [{ by: "la_code", name: "la_code" }], referenceData(data)));
    const found = coefficientTable(fit, satterthwaite(fit)).map((row) => [
      row.estimate,
      row.stdError,
      row.df,
      row.statistic,
      row.pValue,
    ]);
    expect(relativeGap(found.flat(), values.data.flat())).toBeLessThanOrEqual(tol_rel);
  });

  it("laA_nlme_crosscheck", () => {
    const { values, tol_rel, data } = cases.get("laA_nlme_crosscheck")!;
    const formula = "cpp_rate ~ imd + spend_per_child + vacancy_rate";
    const fit = mixedModel(inputOf(formula, [{ by: "la_code", name: "la_code" }], referenceData(data)));
    const sigma = Math.sqrt(fit.residualVariance);
    for (const from of ["nlme", "lme4"])
      expect(
        relativeGap(
          [...fit.coefficients, sigma, fit.logLik],
          [...list(values[`${from}_coef`]), values[`${from}_sigma`], values[`${from}_logLik`]],
        ),
      ).toBeLessThanOrEqual(tol_rel);
    const errors = fit.matrix.map((column, k) => Math.sqrt(column[k]!));
    expect(relativeGap(errors, list(values.nlme_se))).toBeLessThanOrEqual(tol_rel);
  });
});

everyValueIsCompared("mixed.json");
