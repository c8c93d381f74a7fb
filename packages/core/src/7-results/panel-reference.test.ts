import { describe, expect, it } from "vitest";
import { matrices } from "../../test/glm-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { twoWayRandom } from "../6-estimators/two-way-random.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { pearson } from "../6-estimators/correlation.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { normalTwoSided } from "../distributions/index.ts";
import { areaLevels, panelModel, type PanelInput, type PanelModel } from "../6-estimators/panel-models.ts";
import type { RandomMethod } from "../6-estimators/random-effects.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";
import { panelBreuschGodfrey, crossSectionTest, serialTest } from "./dependence-tests.ts";
import { fitSummary } from "./fit-summary.ts";
import { fTest, hausmanTest, lagrangeTests, type TestResult } from "./panel-tests.ts";

type Data = Record<string, (string | number | null)[]>;
const CASES: { [id: string]: { formula: string; index: [string, string]; data?: (d: Data) => Data } } = {
  grunfeld: { formula: "inv ~ value + capital", index: ["firm", "year"] },
  produc: { formula: "log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp", index: ["state", "year"] },
  fatalities: {
    formula: "fr ~ beertax + unemp + log(income)",
    index: ["state", "year"],
    data: (d) => ({ ...d, fr: d.fatal!.map((x, i) => (10000 * (x as number)) / (d.pop![i] as number)) }),
  },
  laA_unbalanced: {
    formula: "cpp_rate ~ idaci + ethnic_pct + spend_per_child + vacancy_rate + caseload + unemployment",
    index: ["la_code", "year_num"],
  },
};
const MODELS: [PanelModel, string, RandomMethod?][] = [
  ["pooled", "pooling"],
  ["between", "between"],
  ["area", "within"],
  ["twoWay", "within_twoways"],
  ["differences", "fd"],
  ["random", "random_swar"],
  ["random", "random_walhus", "walhus"],
  ["random", "random_amemiya", "amemiya"],
];

const cases = referenceCases("panel.json");
const list = (values: { [name: string]: number }): number[] => Object.values(values);

function inputOf(formula: string, index: [string, string], data: Data): PanelInput & { y: Float64Array } {
  const { y, X, names, rows } = matrices(makePanel(data), `${formula} - 1`);
  const cells = (name: string): (string | number)[] => Array.from(rows, (row) => data[name]![row]!);
  // plm takes differences between rows; calendar ones are ours, and tested beside the other traps.
  return { y, X, names, area: cells(index[0]), time: cells(index[1]) as number[], differences: "rows" };
}

function sorted(input: ReturnType<typeof inputOf>): PanelInput {
  const code = (i: number): string | number => input.area[i]!;
  const order = Array.from(input.y, (_, i) => i).sort(
    (a, b) => (code(a) < code(b) ? -1 : code(a) > code(b) ? 1 : 0) || input.time[a]! - input.time[b]!,
  );
  const take = (column: ArrayLike<number>): Float64Array => Float64Array.from(order, (i) => column[i]!);
  return {
    ...input,
    y: take(input.y),
    X: (input.X as Float64Array[]).map(take),
    area: order.map((i) => input.area[i]!),
    time: take(input.time),
  };
}

/** plm's R2 (squared correlation of the transformed outcome with its fit), adjusted, and the transformed outcome's sum of squares. */
function wholeFit(fit: OlsFit): number[] {
  const absorbed = fit.withinTss !== null;
  const fitted = absorbed
    ? fit.residuals.map((_, i) => fit.kept.reduce((sum, j, k) => sum + fit.coefficients[j]! * fit.design[k]![i]!, 0))
    : fit.fitted;
  const y = fitted.map((value, i) => value + fit.residuals[i]!);
  const r = pearson(y, fitted).estimate;
  const tss = y.reduce((sum, value) => sum + value * value, 0);
  return [r * r, 1 - ((1 - r * r) * (fit.nobs - 1)) / fit.dfResidual, tss];
}

describe("the panel family, as plm", () => {
  it.each(Object.keys(CASES))("%s", (id) => {
    const { formula, index, data = (d: Data) => d } = CASES[id]!;
    const { values, tol_rel, data: file } = cases.get(id)!;
    const input = inputOf(formula, index, data(referenceData(file)));
    const check = (actual: ArrayLike<number | null>, expected: ArrayLike<number | null>, what: string): void =>
      expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol_rel);
    for (const [model, name, randomMethod = "swar"] of MODELS) {
      const { fit, area, random } = panelModel({ ...input, randomMethod }, model);
      const expected = values[name];
      const rows = coefficientTable(fit, covariance(fit, "classical"));
      expect(
        rows.map((row) => row.term),
        name,
      ).toEqual(Object.keys(expected.coef));
      check(
        rows.map((row) => row.estimate),
        list(expected.coef),
        `${name} coefficients`,
      );
      check(
        rows.map((row) => row.stdError),
        list(expected.se),
        `${name} errors`,
      );
      // R tests random effects by the normal distribution, the others by t.
      const z = { ...covariance(fit, "classical"), df: new Float64Array(fit.rank).fill(Infinity) };
      const p = (random === null ? rows : coefficientTable(fit, z)).map((row) => row.pValue);
      check(p, list(expected.p), `${name} p`);
      check(
        rows.map((row) => row.statistic),
        list(expected.stat),
        `${name} statistics`,
      );
      check(wholeFit(fit), [expected.r2, expected.adj_r2, expected.tss], `${name} R2`);
      check([fit.nobs, fit.dfResidual, fit.rss], [expected.n, expected.df_residual, expected.rss], `${name} fit`);
      if (random === null) {
        const summary = fitSummary(fit);
        check([summary.withinRSquared ?? summary.rSquared], [expected.r2], `${name} R2 as shown`);
      }
      if (expected.arellano_HC0) {
        const errors = (type: "CR0" | "HC0"): (number | null)[] =>
          coefficientTable(fit, covariance(fit, type, [area])).map((row) => row.stdError);
        check(errors("CR0"), list(expected.arellano_HC0), `${name} clustered`);
        check(errors("HC0"), list(expected.white1_HC0), `${name} robust`);
        // plm's factors count the columns alone, neither the absorbed effects nor a constant that went with them.
        const { nobs, rank } = fit;
        const scaled = (factor: number): number[] => errors("CR0").map((value) => value! * Math.sqrt(factor));
        check(scaled(nobs / (nobs - rank)), list(expected.arellano_HC1), `${name} HC1`);
        const groups = area.levels / (area.levels - 1);
        check(scaled((groups * (nobs - 1)) / (nobs - rank)), list(expected.arellano_sss), `${name} sss`);
      }
      if (random !== null) {
        const { sigma2, theta } = expected;
        check([random.noiseVariance, random.areaVariance], [sigma2.idios, sigma2.id], "variances");
        // The first areas', in their order of appearance; one where the panel is balanced.
        check(random.theta.slice(0, list(theta).length), list(theta), "theta");
      }
      if (expected.fixef_level_first5) {
        const X = input.X as Float64Array[];
        const { levels, overall } = areaLevels(fit, input.y, X, area);
        const codes = [...new Set(Array.from(input.area))];
        const wanted = Object.keys(expected.fixef_level_first5);
        const found = wanted.map((name) => levels[codes.findIndex((code) => String(code) === name)]!);
        check(found, list(expected.fixef_level_first5), "levels");
        check([overall], [values[name].overall_intercept].flat().map(Number), "overall");
      }
    }
    const fits = Object.fromEntries(MODELS.map(([model]) => [model, panelModel(input, model).fit]));
    const classical = (model: PanelModel) => [fits[model]!, covariance(fits[model]!, "classical")] as const;
    const test = (found: TestResult, name: string): void => {
      const { stat, df, p } = values[name];
      check([found.statistic, ...found.df], [stat, ...[df ?? []].flat()], name);
      check([found.pValue], [p], `${name} p`);
    };
    test(fTest(fits["area"]!, fits["pooled"]!), "pFtest_individual");
    test(fTest(fits["twoWay"]!, fits["pooled"]!), "pFtest_twoways");
    test(hausmanTest(...classical("area"), ...classical("random")), "phtest_within_random");
    for (const type of ["bp", "honda"] as const) {
      const found = lagrangeTests(fits["pooled"]!, factorOf("area", input.area), factorOf("time", input.time), type);
      test(found.area, `plmtest_${type}_individual`);
      test(found.time, `plmtest_${type}_time`);
      test(found.both, `plmtest_${type}_twoways`);
    }
  });

  it.each(Object.keys(CASES))("%s, random effects of areas and years", (id) => {
    const { formula, index, data = (d: Data) => d } = CASES[id]!;
    const { values, tol_rel, data: file } = cases.get(id)!;
    const { y, X, names, ...keys } = inputOf(formula, index, data(referenceData(file)));
    const columns = X as Float64Array[];
    const [area, time] = [factorOf("area", keys.area), factorOf("time", keys.time)];
    const { fit, theta, ...variances } = twoWayRandom(y, columns, names!, area, time);
    const expected = values.random_twoways_swar;
    const { sigma2 } = expected;
    const check = (actual: ArrayLike<number | null>, wanted: ArrayLike<number | null>, what: string): void =>
      expect(relativeGap(actual, wanted), what).toBeLessThanOrEqual(tol_rel);
    const { noiseVariance, areaVariance, timeVariance } = variances;
    check([noiseVariance, areaVariance, timeVariance], [sigma2.idios, sigma2.id, sigma2.time], "variances");
    // Unbalanced, plm forgets the noise in its covariance: its errors are those of noise one.
    const { balanced } = values.pdim;
    const unit = { ...covariance(fit, "classical"), matrix: fit.bread };
    const rows = coefficientTable(fit, balanced ? covariance(fit, "classical") : unit);
    check(rows.map((row) => row.estimate), list(expected.coef), "coefficients"); // prettier-ignore
    check(rows.map((row) => row.stdError), list(expected.se), "errors"); // prettier-ignore
    check(rows.map((row) => row.statistic), list(expected.stat), "statistics"); // prettier-ignore
    const wanted = list(expected.p);
    // Below 1e-307 R gives zero. Far out, p moves by z2 times what the statistic is allowed to.
    rows.forEach(({ statistic, term }, i) => {
      const p = normalTwoSided(statistic!);
      if (wanted[i] === 0) expect(p).toBeLessThan(1e-307);
      else expect(relativeGap([p], [wanted[i]!]), term).toBeLessThanOrEqual(tol_rel * Math.max(1, statistic! ** 2));
    });
    check([fit.nobs, fit.dfResidual], [expected.n, expected.df_residual], "rows");
    // plm describes a balanced fit as transformed, an unbalanced one by the outcome as it is.
    const line = columns.reduce(
      (sum, column, j) => sum.map((value, i) => value + fit.coefficients[j + 1]! * column[i]!),
      new Float64Array(y.length).fill(fit.coefficients[0]!),
    );
    const plain = { ...fit, fitted: line, residuals: y.map((value, i) => value - line[i]!) };
    const told = balanced ? fit : plain;
    check(wholeFit(told), [expected.r2, expected.adj_r2, expected.tss], "R2");
    check([told.residuals.reduce((sum, e) => sum + e * e, 0)], [expected.rss], "rss");
    const first = (found: Float64Array, stored: { [name: string]: number } | number): void => {
      const all = typeof stored === "number" ? [stored] : list(stored);
      check(found.slice(0, all.length), all, "theta");
    };
    first(theta.area, expected.theta.id);
    const order = [...new Set(Array.from(keys.time))].map((year, at) => [year, at] as const).sort(([a], [b]) => a - b);
    first(Float64Array.from(order, ([, at]) => theta.time[at]!), expected.theta.time); // prettier-ignore
    first(theta.total, expected.theta.total);
  });

  it.each(Object.keys(CASES))("%s, dependence of residuals", (id) => {
    const { formula, index, data = (d: Data) => d } = CASES[id]!;
    const { values, tol_rel, data: file } = cases.get(id)!;
    const input = inputOf(formula, index, data(referenceData(file)));
    const { fit, area } = panelModel(input, "area");
    const serial = serialTest(fit, area, input.time, "rows");
    const { stat, df, p } = values.pwartest;
    const found = [serial.statistic, ...serial.df, serial.pValue];
    expect(relativeGap(found, [stat, ...df, p])).toBeLessThanOrEqual(tol_rel);
    // plm's lags run over from area to area, so its order of areas (alphabetical) counts.
    const godfrey = panelBreuschGodfrey(panelModel(sorted(input), "area").fit);
    const pbg = values.pbgtest_within;
    const seen = [godfrey.statistic, ...godfrey.df, godfrey.pValue];
    expect(relativeGap(seen, [pbg.stat, pbg.df, pbg.p])).toBeLessThanOrEqual(tol_rel);
    const crossed = crossSectionTest(fit, area, factorOf("time", input.time));
    const wanted = values.pcdtest_cd;
    expect(relativeGap([crossed.statistic, crossed.pValue], [wanted.stat, wanted.p])).toBeLessThanOrEqual(tol_rel);
    expect(crossed.df).toEqual(wanted.df ?? []);
    const times = new Set(Array.from(input.time));
    const whole = input.y.length === area.levels * times.size;
    const { n, T, N, balanced } = values.pdim;
    expect([area.levels, times.size, input.y.length, whole]).toEqual([n, T, N, balanced]);
  });

  it("laA_random_with_timeinvariant", () => {
    const { values, tol_rel, data } = cases.get("laA_random_with_timeinvariant")!;
    const formula = "cpp_rate ~ imd + log_density + spend_per_child + vacancy_rate";
    const { fit, random } = panelModel(inputOf(formula, ["la_code", "year_num"], referenceData(data)), "random");
    const rows = coefficientTable(fit, covariance(fit, "classical"));
    const check = (actual: ArrayLike<number | null>, expected: ArrayLike<number>): void =>
      expect(relativeGap(actual, expected)).toBeLessThanOrEqual(tol_rel);
    check(
      rows.map((row) => row.estimate),
      list(values.coef),
    );
    check(
      rows.map((row) => row.stdError),
      list(values.se),
    );
    check([random!.noiseVariance, random!.areaVariance], [values.sigma2.idios, values.sigma2.id]);
    check([fit.nobs, fit.dfResidual, fit.rss], [values.n, values.df_residual, values.rss]);
    check(
      rows.map((row) => row.statistic),
      list(values.stat),
    );
    check(
      rows.map((row) => normalTwoSided(row.statistic!)),
      list(values.p),
    );
    check(wholeFit(fit), [values.r2, values.adj_r2, values.tss]);
    check(random!.theta.slice(0, list(values.theta).length), list(values.theta));
  });
});

everyValueIsCompared("panel.json");
