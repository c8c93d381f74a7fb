import { describe, expect, it } from "vitest";
import { matrices } from "../../test/glm-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { negativeBinomial } from "../6-estimators/negative-binomial.ts";
import { MersenneTwister } from "../random/index.ts";
import { negativeBinomialRandomIntercept } from "../6-estimators/negative-binomial-random-intercept.ts";
import { poissonRandomIntercept, type PoissonRandomInput } from "../6-estimators/poisson-random-intercept.ts";
import { glm } from "../6-estimators/glm.ts";
import { coefficientTable } from "./coefficient-table.ts";

type Data = Record<string, (string | number | null)[]>;
const CASES: { [id: string]: { formula: string; by: string; offset: string; data: (d: Data) => Data } } = {
  quine_like_ships: {
    formula: "incidents ~ factor(period)",
    by: "type",
    offset: "service",
    data: (d) =>
      Object.fromEntries(
        Object.entries(d).map(([name, cells]) => [name, cells.filter((_, i) => Number(d.service![i]) > 0)]),
      ),
  },
  laA_poisson_ri: {
    formula: "cpp_count ~ imd_s + spend_s + vac_s + year",
    by: "la_code",
    offset: "child_pop",
    data: (d) => ({
      ...d,
      imd_s: d.imd!.map((x) => ((x as number) - 22) / 8),
      spend_s: d.spend_per_child!.map((x) => ((x as number) - 520) / 100),
      vac_s: d.vacancy_rate!.map((x) => ((x as number) - 15) / 5),
    }),
  },
};
const cases = referenceCases("glmm.json");
const list = (values: { [name: string]: number }): number[] => Object.values(values);

function inputOf(id: string): PoissonRandomInput & { codes: string[] } {
  const { formula, by, offset, data } = CASES[id]!;
  const columns = data(referenceData(cases.get(id)!.data));
  const { y, X, names, offset: logs } = matrices(makePanel(columns), formula, { logOffset: offset });
  const codes = columns[by]!.map(String);
  return { y, X: X.slice(1), names: names.slice(1), offset: logs!, by: codes, codes };
}

describe("Poisson with a random intercept, as lme4's glmer and glmmTMB", () => {
  it.each(Object.keys(CASES))("%s", (id) => {
    const { values, tol_rel } = cases.get(id)!;
    const input = inputOf(id);
    const fit = poissonRandomIntercept(input);
    expect(fit.converged).toBe(true);
    const rows = coefficientTable(fit, fit);
    const tmb = values.glmmTMB ?? values.glmmTMB_poisson;
    const check = (actual: ArrayLike<number | null>, expected: ArrayLike<number>, what: string, tol = tol_rel): void =>
      expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol);
    expect(rows.map((row) => row.term)).toEqual(Object.keys(values.laplace.coef));
    for (const peer of [values.laplace, tmb]) {
      check(
        rows.map((row) => row.estimate),
        list(peer.coef),
        "coefficients",
      );
      check([fit.areaDeviation], [peer.sd_intercept], "deviation");
    }
    const { nAGQ, var_intercept, aic, z, p, se } = values.laplace;
    expect([nAGQ, tmb.sigma]).toEqual([1, 1]);
    check([fit.areaDeviation ** 2, fit.aic], [var_intercept, aic], "variance, AIC");
    // lme4's own errors (see below) move z by as much, and p by z2 of it.
    const slack = id === "quine_like_ships" ? 2.5e-3 : tol_rel;
    check(rows.map((row) => row.stdError), list(se), "errors, lme4", slack); // prettier-ignore
    check(rows.map((row) => row.statistic), list(z), "z, lme4", slack); // prettier-ignore
    rows.forEach((row, i) => {
      const wanted = list(p)[i]!;
      const square = Math.max(1, row.statistic! ** 2);
      if (wanted === 0) expect(row.pValue).toBeLessThan(1e-307);
      else expect(Math.abs(Math.log(row.pValue! / wanted)), `p of ${row.term}`).toBeLessThan(slack * square);
    });
    const errors = rows.map((row) => row.stdError);
    // The two programs' own errors differ by up to 2.1e-3 on ships (lme4 by differences, TMB by exact derivatives, as here).
    check(errors, list(tmb.se), "errors, TMB");
    if (id !== "quine_like_ships") {
      check(errors, list(values.laplace.se), "errors");
      check(
        rows.map((row) => row.statistic),
        list(values.laplace.z),
        "z",
      );
    }
    // On ships lme4 stops 6e-8 short of the greatest likelihood, which glmmTMB finds.
    check([fit.logLik], [Math.max(values.laplace.logLik, tmb.logLik)], "likelihood", 1e-8);
    const wanted = (values.laplace.ranef_first10 as (number | null)[]).filter((mode) => mode !== null);
    const codes = [...new Set(input.codes)];
    const order = [...codes].sort().slice(0, wanted.length);
    expect(wanted).toHaveLength(Math.min(10, codes.length));
    check(
      order.map((code) => fit.modes[codes.indexOf(code)]!),
      wanted,
      "modes",
    );
  });

  it("laA_poisson_ri, the same with negative binomial counts, as glmmTMB", () => {
    const { values, tol_rel } = cases.get("laA_poisson_ri")!;
    const expected = values.glmmTMB_nbinom2;
    const fit = negativeBinomialRandomIntercept(inputOf("laA_poisson_ri"));
    expect(fit.converged).toBe(true);
    const rows = coefficientTable(fit, fit);
    const check = (actual: (number | null)[], wanted: number[], tol = tol_rel): void =>
      expect(relativeGap(actual, wanted)).toBeLessThanOrEqual(tol);
    check(rows.map((row) => row.estimate), list(expected.coef)); // prettier-ignore
    check(rows.map((row) => row.stdError), list(expected.se)); // prettier-ignore
    check([fit.areaDeviation, fit.theta], [expected.sd_intercept, expected.sigma]);
    check([fit.logLik], [expected.logLik], 1e-8);
    expect(fit.pearsonDispersion).toBeLessThan(1.5);
  });

  it("negative binomial: no areas apart, no extra scatter, one area", () => {
    const by = Array.from({ length: 60 }, (_, i) => i % 6);
    const y = by.map((_, i) => [0, 9, 2, 14, 1][Math.floor(i / 6) % 5]!);
    const x = by.map((_, i) => Math.floor(i / 6));
    const fit = negativeBinomialRandomIntercept({ y, X: { x }, by });
    expect([fit.areaDeviation, fit.areaDeviationError]).toEqual([0, null]);
    const pooled = negativeBinomial({ y, X: { x } });
    expect(fit.coefficients[1]).toBeCloseTo(pooled.working.coefficients[1]!, 8);
    expect(fit.theta).toBeCloseTo(pooled.theta, 6);
    expect(() => negativeBinomialRandomIntercept({ y, X: { x }, by: by.map(() => "one") })).toThrow(/one area only/);
    const even = by.map((_, i) => 4 + (Math.floor(i / 6) % 3));
    expect(() => negativeBinomialRandomIntercept({ y: even, X: { x }, by })).toThrow(/no more than Poisson/);
  });

  it("negative binomial: the greatest of several maxima, with areas apart and without", () => {
    const of = (y: number[]) =>
      negativeBinomialRandomIntercept({ y, X: { x: y.map((_, i) => i % 2) }, by: y.map((_, i) => Math.floor(i / 2)) });
    // R: MASS::glm.nb(y ~ x), which is the fit with no areas apart.
    const none = of([55, 81, 68, 82, 29, 13, 84, 43, 56, 139]);
    expect(none.areaDeviation).toBe(0);
    expect(relativeGap([none.logLik, none.theta], [-48.7725900103, 3.5998569268])).toBeLessThan(1e-8);
    // R: nlminb of the same likelihood by the formula; lme4::glmer.nb stops at -45.93653655 with no areas apart.
    const some = of([4, 19, 14, 19, 17, 2, 68, 32, 265, 15]);
    expect(
      relativeGap(
        [some.logLik, ...some.coefficients, some.areaDeviation, some.theta],
        [-45.902583446496, 4.057445998832, -1.175222636, 0.507705272, 1.117727737],
      ),
    ).toBeLessThan(1e-6);
    expect([none.converged, some.converged]).toEqual([true, true]);
  });

  it("negative binomial: no theta where counts within areas scatter no more than Poisson's", () => {
    const y = [10, 4, 11, 7, 11, 13, 18, 16, 6, 10, 10, 5, 1, 2, 2, 5];
    const fit = () => negativeBinomialRandomIntercept({ y, X: {}, by: y.map((_, i) => Math.floor(i / 4)) });
    expect(fit).toThrow(/within areas the counts scatter no more than Poisson's/);
  });

  it("a coefficient that runs away is told by the rows without an event", () => {
    const y = [0, 0, 0, 0, 0, 0, 3, 1, 4, 2, 2, 5];
    const by = y.map((_, i) => i % 3);
    const fit = poissonRandomIntercept({ y, X: { x: y.map((_, i) => (i < 6 ? 1 : 0)) }, by });
    expect(fit.boundaryRows).toBe(6);
    expect(poissonRandomIntercept({ y, X: { x: y.map((_, i) => i % 4) }, by }).boundaryRows).toBe(0);
  });

  it("what cannot be worked out is refused, and nothing is searched for ever", () => {
    const y = [141775, 518099, 8, 21110, 0, 5220, 1332, 41, 42458281, 0, 153938315, 4];
    const offset = y.map((_, i) => [700, -700, 0][i % 3]!);
    const by = y.map((_, i) => i % 2);
    expect(() => negativeBinomialRandomIntercept({ y, X: { x: y.map((_, i) => i % 5) }, by, offset })).toThrow(
      RangeError,
    );
  });

  it("does not mind row order, labels or units", () => {
    const input = inputOf("laA_poisson_ri");
    const fit = poissonRandomIntercept(input);
    const n = input.codes.length;
    const mix = <T>(values: ArrayLike<T>): T[] => Array.from({ length: n }, (_, i) => values[(i * 7) % n]!);
    const X = (input.X as Float64Array[]).map((column, j) => mix(column).map((x) => (j === 0 ? x * 1e6 : x)));
    const by = mix(input.codes).map((code) => `x${code}`);
    const turned = poissonRandomIntercept({ ...input, y: mix(input.y), X, offset: mix(input.offset!), by });
    expect(turned.coefficients[1]! * 1e6).toBeCloseTo(fit.coefficients[1]!, 8);
    expect(turned.areaDeviation).toBeCloseTo(fit.areaDeviation, 8);
    expect(fit.pearsonDispersion).toBeGreaterThan(10);
  });

  it.each([
    ["Poisson", poissonRandomIntercept],
    ["negative binomial", negativeBinomialRandomIntercept],
  ] as const)("%s: huge, far shifted and nearly collinear columns keep their digits", (_, fitted) => {
    const random = new MersenneTwister(3);
    const by = Array.from({ length: 200 }, (_, i) => i % 20);
    // Eighths, so that the shifts and scales below are exact.
    const draw = (): number[] => by.map(() => Math.round(random.uniform() * 64) / 8);
    const [x, z] = [draw(), draw()];
    const y = by.map((g, i) => Math.floor(random.uniform() ** 2 * (4 + x[i]! + z[i]! / 2 + (g % 5))));
    const table = (...X: number[][]) => {
      const fit = fitted({ y, X, by });
      expect([fit.converged, fit.aliased]).toEqual([true, []]);
      return coefficientTable(fit, fit);
    };
    const plain = table(x, z);
    expect(plain[2]!.estimate).not.toBe(0);
    const check = (rows: typeof plain, j: number, scale: number): void => {
      expect(relativeGap([rows[j]!.estimate, rows[j]!.stdError], [plain[j]!.estimate / scale, plain[j]!.stdError! / scale])).toBeLessThan(1e-9); // prettier-ignore
    };
    const huge = table(x.map((value) => value * 1e9), z.map((value) => value + 2 ** 24)); // prettier-ignore
    check(huge, 1, 1e9);
    check(huge, 2, 1);
    // x and x with a hair of z beside it: the second coefficient is z's.
    const hair = 2 ** -16;
    check(table(x, x.map((value, i) => value + z[i]! * hair)), 2, hair); // prettier-ignore
  });

  it("areas that differ no more than chance give zero, the pooled fit and no error of it", () => {
    const by = Array.from({ length: 60 }, (_, i) => i % 6);
    const y = by.map((_, i) => 4 + (Math.floor(i / 6) % 3));
    const x = by.map((_, i) => Math.floor(i / 6));
    const fit = poissonRandomIntercept({ y, X: { x }, by });
    expect(fit.areaDeviation).toBe(0);
    expect(fit.areaDeviationError).toBeNull();
    const pooled = glm({ y, X: { x }, family: "poisson" });
    expect(fit.coefficients[1]).toBeCloseTo(pooled.working.coefficients[1]!, 9);
    expect(fit.modes.every((mode) => mode === 0)).toBe(true);
  });

  it("an area without events is as good as others; one area, or no event at all, is not", () => {
    const input = inputOf("laA_poisson_ri");
    const quiet = Float64Array.from(input.y, (count, i) => (input.codes[i] === input.codes[0] ? 0 : count));
    const fit = poissonRandomIntercept({ ...input, y: quiet });
    expect(fit.modes[0]).toBeLessThan(Math.min(...fit.modes.slice(1)));
    expect(() => poissonRandomIntercept({ ...input, by: input.codes.map(() => "one") })).toThrow(/one area only/);
    expect(() => poissonRandomIntercept({ ...input, y: quiet.map(() => 0) })).toThrow(/every count is zero/);
  });
});

everyValueIsCompared("glmm.json");
