import { describe, expect, it } from "vitest";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { factorOf } from "./absorb.ts";
import { adjustP, type Adjustment } from "./adjust-p.ts";
import { kendall, pearson, smallestCorrelation, spearman, type Correlation } from "./correlation.ts";
import { tTest, welchAnova, type MeanTest } from "./mean-tests.ts";
import { ols } from "./ols.ts";
import { chisqTable, fisherExact } from "./contingency.ts";
import { kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
import { fiveNumbers, medianDeviation, quantile7, quantileOf, weightedQuantile } from "./quantile.ts";
import { shapiroWilk } from "./shapiro-wilk.ts";
import { binomialTest, shareTest, type ShareTest } from "./share-tests.ts";
import { kruskalWallis, wilcoxonRankSum, wilcoxonSignedRank, type RankTest } from "./rank-tests.ts";
import { meanOf } from "./check-numbers.ts";
import { spread } from "./spread.ts";

import { bartlettTest, flignerTest, leveneTest, varianceRatio, type GroupTest } from "./variance-tests.ts";

const cases = referenceCases("nonparametric.json");
const columns = (file: string): Record<string, number[]> => referenceData(file) as Record<string, number[]>;
const within = (
  id: string,
  actual: ArrayLike<number | null>,
  expected: (number | null)[],
  what: string,
  tolerance = cases.get(id)!.tol_rel,
): void => expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tolerance);
const exactChoose = (n: number, k: number): number => {
  let out = 1;
  for (let i = 0; i < k; i++) out = (out * (n - i)) / (i + 1);
  return k < 0 || k > n ? 0 : out;
};
const test = ({ statistic, df, pValue }: RankTest): (number | null)[] =>
  df === null ? [statistic, pValue] : [statistic, df, pValue];
const wanted = (v: { stat: number; df?: number; p: number }): number[] =>
  v.df === undefined ? [v.stat, v.p] : [v.stat, v.df, v.p];

describe.each([
  ["mtcars_correlations", "mtcars.csv", "mpg", "wt"],
  ["laA", "la_panel.csv", "imd", "cpp_rate"],
])("correlations %s", (id, file, a, b) => {
  const d = columns(file);
  const { values } = cases.get(id)!;
  const all = (c: Correlation): (number | null)[] => [c.estimate, c.statistic, c.df, c.pValue, c.low, c.high];

  it("Pearson, Spearman, Kendall", () => {
    const p = values.pearson;
    within(id, all(pearson(d[a]!, d[b]!)), [p.estimate, p.stat, p.df, p.p, ...p.conf], "Pearson");
    const rho = spearman(d[a]!, d[b]!);
    within(id, [rho.estimate, rho.pValue], [values.spearman.rho, values.spearman.p_t], "Spearman");
    const tau = kendall(d[a]!, d[b]!);
    const k = values.kendall_tau_b;
    within(id, [tau.estimate, tau.statistic, tau.pValue], [k.estimate, k.stat, k.p], "Kendall");
  });
});

describe("mtcars", () => {
  const d = columns("mtcars.csv");

  it("matrix, S and partial", () => {
    const { values } = cases.get("mtcars_correlations")!;
    const names = ["mpg", "wt", "hp", "qsec"];
    const found = names.flatMap((a) => names.map((b) => spearman(d[a]!, d[b]!).estimate));
    within("mtcars_correlations", found, values.matrix_spearman.data.flat(), "matrix");
    const rho = spearman(d["mpg"]!, d["wt"]!);
    const n = d["mpg"]!.length;
    within(
      "mtcars_correlations",
      [((n * n * n - n) * (1 - rho.estimate)) / 6, rho.pValue, rho.estimate],
      [values.spearman_cor_test.stat, values.spearman_cor_test.p, values.spearman_cor_test.estimate],
      "cor.test",
    );
    const left = (name: string): Float64Array => ols({ y: d[name]!, X: { hp: d["hp"]! } }).residuals;
    within("mtcars_correlations", [pearson(left("mpg"), left("wt")).estimate], [values.partial], "partial");
  });

  it("Wilcoxon and t", () => {
    const { values } = cases.get("mtcars_twosample")!;
    const half = (am: number): number[] => d["mpg"]!.filter((_, i) => d["am"]![i] === am);
    const [a, b] = [half(1), half(0)];
    const same = (found: RankTest, name: string): void =>
      within("mtcars_twosample", test(found), wanted(values[name]), name);
    same(wilcoxonRankSum(a, b), "wilcox_corrected");
    same(wilcoxonRankSum(a, b, { correct: false }), "wilcox_uncorrected");
    same(wilcoxonRankSum([1.1, 2.2, 3.3, 4.7], [0.5, 1.9, 5.1, 6.3, 7.2]), "wilcox_exact_noties");
    same(wilcoxonSignedRank(d["drat"]!, d["wt"]!, { exact: false }), "signed_rank");
    const means = (found: MeanTest, name: string): void =>
      within(
        "mtcars_twosample",
        [found.statistic, found.df, found.pValue, found.low, found.high],
        [...wanted(values[name]), ...values[name].conf],
        name,
      );
    means(tTest(a, b), "t_welch");
    means(tTest(a, b, "equal"), "t_equal");
    means(tTest(d["drat"]!, d["wt"]!, "paired"), "t_paired");
    within("mtcars_twosample", [meanOf(a), meanOf(b)], values.t_welch.estimate, "means");
    within("mtcars_twosample", [meanOf(a), meanOf(b)], values.t_equal.estimate, "means");
    const gap = tTest(d["drat"]!, d["wt"]!, "paired").estimate;
    within("mtcars_twosample", [gap], [values.t_paired.estimate], "mean of gaps");
  });

  it("two variances, two distributions, normality", () => {
    const { values } = cases.get("mtcars_twosample")!;
    const half = (am: number): number[] => d["mpg"]!.filter((_, i) => d["am"]![i] === am);
    const [a, b] = [half(1), half(0)];
    const found = varianceRatio(a, b);
    const v = values.var_test;
    within(
      "mtcars_twosample",
      [found.statistic, ...found.df, found.pValue, found.estimate, found.low, found.high],
      [v.stat, ...v.df, v.p, v.estimate, ...v.conf],
      "variances",
    );
    const ks = kolmogorovSmirnov(a, b);
    within("mtcars_twosample", [ks.statistic, ks.pValue], [values.ks.stat, values.ks.p], "Kolmogorov");
    const { statistic, pValue } = shapiroWilk(Float64Array.from(d["mpg"]!));
    within("mtcars_twosample", [statistic, pValue], [values.shapiro.stat, values.shapiro.p], "Shapiro");
    expect(kolmogorovSmirnov([1, 2, 3], [1, 2, 3]).pValue).toBe(1);
    for (const bad of [() => varianceRatio([1, 1], [1, 2]), () => kolmogorovSmirnov([], [1])])
      expect(bad).toThrow(RangeError);
  });

  it("tables and shares", () => {
    const { values } = cases.get("mtcars_twosample")!;
    const table = (a: string, b: string): number[][] => {
      const levels = (name: string): number[] => [...new Set(d[name]!)].sort((x, y) => x - y);
      return levels(a).map((u) => levels(b).map((v) => d[a]!.filter((x, i) => x === u && d[b]![i] === v).length));
    };
    const chisq = chisqTable(table("cyl", "gear"));
    within("mtcars_twosample", [chisq.statistic, chisq.df, chisq.pValue], wanted(values.chisq_table), "chi-square");
    const fisher = fisherExact(table("am", "vs"));
    const f = values.fisher_2x2;
    within("mtcars_twosample", [fisher.pValue], [f.p], "Fisher");
    // R looks for the odds ratio and its limits with a tolerance of 1e-4; ours are held by what they solve, below.
    within("mtcars_twosample", [fisher.estimate], [f.estimate], "odds ratio", 1e-4);
    within("mtcars_twosample", [fisher.low, fisher.high], f.conf, "limits of the odds ratio", 1e-4);
    const all = (t: ShareTest): (number | null)[] => [t.statistic, t.df, t.pValue, ...t.estimates, t.low, t.high];
    for (const [test, name] of [
      [binomialTest(13, 32), "binom"],
      [shareTest([15, 25], [50, 60]), "prop"],
    ] as const) {
      const v = values[name];
      within("mtcars_twosample", all(test), [v.stat, v.df, v.p, ...[v.estimate].flat(), ...v.conf], name);
    }
  });

  it("the odds ratio is what its equations say", () => {
    const table = [
      [12, 7],
      [6, 7],
    ];
    const { estimate, low, high } = fisherExact(table);
    const masses = (odds: number): number[] => {
      const raw = Array.from({ length: 19 }, (_, x) => (x < 5 ? 0 : exactChoose(18, x) * exactChoose(14, 19 - x) * odds ** x)); // prettier-ignore
      return raw.map((mass) => mass / raw.reduce((sum, other) => sum + other, 0));
    };
    const sum = (odds: number, part: (x: number) => number): number =>
      masses(odds).reduce((total, mass, x) => total + mass * part(x), 0);
    expect(sum(estimate, (x) => x)).toBeCloseTo(12, 9);
    expect(sum(low, (x) => Number(x >= 12))).toBeCloseTo(0.025, 11);
    expect(sum(high, (x) => Number(x <= 12))).toBeCloseTo(0.025, 11);
    expect(() => fisherExact([[1, 2, 3], [1, 2, 3]])).toThrow(RangeError); // prettier-ignore
    expect(() => chisqTable([[0, 0], [1, 2]])).toThrow(RangeError); // prettier-ignore
    expect(() => binomialTest(3, 2)).toThrow(RangeError);
    expect(() => shareTest([0, 0], [5, 6])).toThrow(RangeError);
  });

  it("quantiles", () => {
    const id = "quantiles_mtcars";
    const { values } = cases.get(id)!;
    const mpg = d["mpg"]!;
    const sorted = [...mpg].sort((x, y) => x - y);
    const probs = values.probs as number[];
    within(
      id,
      probs.map((p) => quantile7(sorted, p)),
      values.type7,
      "type 7",
    );
    within(
      id,
      probs.map((p) => weightedQuantile(mpg, d["hp"]!, p)),
      values.wtd_quantile_Hmisc_w_hp_default,
      "by hp",
    );
    within(
      id,
      probs.map((p) => weightedQuantile(mpg, d["carb"]!, p)),
      values.equals_replicated_type7,
      "repeated",
    );
    within(id, [meanOf(mpg, d["hp"]!)], [values.wtd_mean], "mean");
    for (const type of [1, 2, 3, 4, 5, 6, 7, 8, 9] as const) {
      const found = probs.map((p) => quantileOf(sorted, p, type));
      within(id, found, values[`type${type}`], `type ${type}`);
    }
    const repeated = probs.map((p) => weightedQuantile(mpg, d["carb"]!, p));
    within(id, repeated, values.wtd_quantile_int_weights, "whole weights");
    const many = mpg.flatMap((value, i) => new Array<number>(d["carb"]![i]!).fill(value));
    const about = meanOf(many);
    const variance = many.reduce((sum, value) => sum + (value - about) ** 2, 0) / (many.length - 1);
    within(id, [variance], [values.wtd_var_unbiased_freq], "variance by whole weights");
    const iqr = quantile7(sorted, 0.75) - quantile7(sorted, 0.25);
    within(id, [medianDeviation(sorted), iqr], [values.mad, values.iqr], "spread");
    within(id, fiveNumbers(sorted), values.fivenum, "five numbers");
    expect(fiveNumbers([1, 2, 3, 4, 5])).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("iris_kruskal_anova", () => {
  const d = columns("iris.csv");
  const species = factorOf("Species", referenceData("iris.csv")["Species"] as string[]);
  const { values } = cases.get("iris_kruskal_anova")!;

  it("Kruskal-Wallis, and pairs of groups by Wilcoxon with Holm", () => {
    const y = d["Sepal.Length"]!;
    within("iris_kruskal_anova", test(kruskalWallis(y, species)), wanted(values.kruskal), "Kruskal");
    const welch = welchAnova(y, species);
    const w = values.welch_anova;
    within("iris_kruskal_anova", [welch.statistic, ...welch.df, welch.pValue], [w.stat, ...w.df, w.p], "Welch");
    const group = (g: number): number[] => y.filter((_, i) => species.codes[i] === g);
    const raw = [
      [1, 0],
      [2, 0],
      [2, 1],
    ].map(([a, b]) => wilcoxonRankSum(group(a!), group(b!), { exact: false }).pValue);
    const matrix = values.pairwise_wilcox_holm.data as (number | null)[][];
    within("iris_kruskal_anova", adjustP(raw, "holm"), [matrix[0]![0]!, matrix[1]![0]!, matrix[1]![1]!], "Holm");
  });
});

describe("iris_kruskal_anova, spread", () => {
  const { values } = cases.get("iris_kruskal_anova")!;
  const y = columns("iris.csv")["Sepal.Length"]!;
  const species = factorOf("Species", referenceData("iris.csv")["Species"] as string[]);
  const flat = (found: GroupTest): number[] => [found.statistic, ...found.df, found.pValue];

  it("Bartlett, Levene, Fligner", () => {
    within("iris_kruskal_anova", flat(bartlettTest(y, species)), wanted(values.bartlett), "Bartlett");
    const levene = values.levene_median;
    const expected = [levene["F value"][0], ...levene.Df, levene["Pr(>F)"][0]];
    within("iris_kruskal_anova", flat(leveneTest(y, species)), expected, "Levene");
    within("iris_kruskal_anova", flat(flignerTest(y, species)), wanted(values.fligner), "Fligner");
    const one = factorOf(
      "Species",
      species.codes.map(() => 0),
    );
    for (const test of [bartlettTest, leveneTest, flignerTest]) expect(() => test(y, one)).toThrow(RangeError);
  });
});

it("p_adjust", () => {
  const { values } = cases.get("p_adjust")!;
  for (const method of ["bonferroni", "holm", "hochberg", "BH", "BY"] satisfies Adjustment[])
    within("p_adjust", adjustP(values.p, method), values[method], method);
});

it("p_adjust by Hommel, and tests of spread where nothing varies", () => {
  // R: p.adjust(p, "hommel").
  const found = adjustP(cases.get("p_adjust")!.values.p, "hommel");
  expect(relativeGap(found, [0.01, 0.072, 0.185, 0.185, 0.185, 0.216, 0.216, 0.216, 0.216, 0.216])).toBeLessThan(1e-13);
  expect(relativeGap(adjustP([0.03, 0.2, 0.01], "hommel"), [0.06, 0.2, 0.03])).toBeLessThan(1e-13);
  expect([...adjustP([0.04], "hommel")]).toEqual([0.04]);
  // R: fligner.test(c(1.1, 2.3, 0.7, 5.9, 3.3, 2.2, 8.1, 0.4), rep(1:4, each = 2)); distances in pairs tie, to the last bit.
  const pairs = factorOf("pair", [1, 1, 2, 2, 3, 3, 4, 4]);
  expect(flignerTest([1.1, 2.3, 0.7, 5.9, 3.3, 2.2, 8.1, 0.4], pairs).statistic).toBeCloseTo(6.624950146098575, 12);
  expect(() => flignerTest([1, 2, 3], factorOf("one each", [1, 2, 3]))).toThrow(/do not vary/);
  expect(() => leveneTest([1.1, 2.3, 0.7, 5.9, 3.3, 2.2], factorOf("pair", [1, 1, 2, 2, 3, 3]))).toThrow(/do not vary/);
});

describe("laA", () => {
  const raw = referenceData("la_panel.csv");
  const d = columns("la_panel.csv");
  const { values } = cases.get("laA")!;

  it("groups, quantiles, spread by year", () => {
    const y = d["cpp_rate"]!;
    for (const name of ["ofsted", "region"])
      within(
        "laA",
        test(kruskalWallis(y, factorOf(name, raw[name] as string[]))),
        wanted(values[`kruskal_${name}`]),
        name,
      );
    const london = (inside: boolean): number[] => y.filter((_, i) => (raw["region"]![i] === "London") === inside);
    within(
      "laA",
      test(wilcoxonRankSum(london(false), london(true), { exact: false })),
      wanted(values.wilcox_london),
      "W",
    );
    const sorted = [...y].sort((a, b) => a - b);
    const probs = values.probs as number[];
    within(
      "laA",
      probs.map((p) => quantile7(sorted, p)),
      values.quantile7,
      "quantiles",
    );
    within(
      "laA",
      probs.map((p) => weightedQuantile(y, d["child_pop"]!, p)),
      values.wtd_quantile_pop,
      "weighted",
    );
    within("laA", [meanOf(y, d["child_pop"]!), spread(y).coefficientOfVariation], [values.wtd_mean, values.cv], "cv");
    for (const year of Object.keys(values.by_year_mean)) {
      const found = spread(y.filter((_, i) => raw["year"]![i] === year));
      const expected = [values.by_year_mean[year], values.by_year_sd[year], values.by_year_median[year]];
      within("laA", [found.mean, found.sd, found.median], expected, year);
    }
  });
});

it("smallest detectable correlation", () => {
  const { detectable, significant } = smallestCorrelation(150);
  expect([detectable.toFixed(3), significant.toFixed(3)]).toEqual(["0.227", "0.160"]);
});

it("Kendall in n log n steps agrees with counting all pairs", () => {
  const x = Array.from({ length: 60 }, (_, i) => (i * 37) % 11);
  const y = Array.from({ length: 60 }, (_, i) => (i * 53 + 7) % 13);
  let S = 0;
  for (let i = 0; i < 60; i++) for (let j = 0; j < i; j++) S += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
  const apart = (v: number[]): number => v.flatMap((a, i) => v.slice(0, i).filter((b) => a !== b)).length;
  expect(kendall(x, y).estimate).toBeCloseTo(S / Math.sqrt(apart(x) * apart(y)), 14);
});

everyValueIsCompared("nonparametric.json", {
  except: {
    "iris_kruskal_anova tukey": "held beside Tukey's test",
    "iris_kruskal_anova levene_median F value 1": "the row of the residuals has no F",
    "iris_kruskal_anova levene_median Pr(>F) 1": "the row of the residuals has no p",
    "iris_kruskal_anova pairwise_wilcox_holm data 0 1": "the upper triangle of the matrix is empty",
  },
});
