import { describe, expect, it } from "vitest";
import { factorOf } from "../src/6-estimators/absorb.ts";
import { kendall, spearman } from "../src/6-estimators/correlation.ts";
import { FAMILIES, glmMatrix } from "../src/6-estimators/glm.ts";
import { panelModel } from "../src/6-estimators/panel-models.ts";
import { wilcoxonRankSum, wilcoxonSignedRank } from "../src/6-estimators/rank-tests.ts";
import { twoWayRandom } from "../src/6-estimators/two-way-random.ts";
import { bellMcCaffrey } from "../src/7-results/bell-mccaffrey.ts";
import { covariance } from "../src/7-results/covariance.ts";
import { glmCovariance, glmSummary } from "../src/7-results/glm-summary.ts";
import { MersenneTwister } from "../src/random/index.ts";
import { fitFormula } from "./fit-formula.ts";
import { matrices } from "./glm-formula.ts";
import { makePanel } from "./make-panel.ts";
import { hasR, runR } from "./r.ts";
import { referenceData, relativeGap } from "./reference.ts";

type Data = Record<string, (string | number | null)[]>;

/** The panel of the reference cases with every fifth row of some areas gone: gaps, areas of one row, unequal years. */
function gappy(): Data {
  const data = referenceData("la_panel.csv");
  const kept = data["la_code"]!.flatMap((code, i) => {
    const area = Number(String(code).slice(-2));
    return (i * 7) % 5 === area % 4 || (area % 11 === 3 && i % 8 > 0) ? [] : [i];
  });
  return Object.fromEntries(Object.entries(data).map(([name, cells]) => [name, kept.map((i) => cells[i]!)]));
}

/** Columns as an R data frame `d`. */
function asR(data: Data, names: string[]): string {
  const cell = (value: string | number | null): string => (value === null ? "NA" : typeof value === "number" ? String(value) : JSON.stringify(value)); // prettier-ignore
  return `d <- data.frame(${names.map((name) => `${name} = c(${data[name]!.map(cell).join(", ")})`).join(",\n")})`;
}

const near = (
  found: ArrayLike<number | null>,
  wanted: ArrayLike<number | null>,
  what: string,
  tolerance = 1e-9,
): void => expect(relativeGap(found, wanted), what).toBeLessThanOrEqual(tolerance);
const flat = (matrix: readonly Float64Array[]): number[] => matrix.flatMap((column) => [...column]);

describe.skipIf(!hasR("sandwich", "clubSandwich"))("errors that go together oddly", () => {
  it(
    "weights, clusters that cross regions, products and a cubic, CR1S two-way, CR2 and CR3",
    { timeout: 120_000 },
    () => {
      const d = gappy();
      const formula = "cpp_rate ~ poly(imd, 3) + region * caseload + I(spend_per_child / 100)";
      const { fit, rows } = fitFormula(makePanel(d), formula, d["child_pop"] as number[]);
      const factor = (name: string) =>
        factorOf(
          name,
          Array.from(rows, (row) => d[name]![row]!),
        );
      const names = ["cpp_rate", "imd", "region", "caseload", "spend_per_child", "child_pop", "la_code", "year"];
      const r = runR<{ [key: string]: number[] }>(
        `${asR(d, names)}
      m <- lm(${formula}, d, weights = child_pop)
      # The order of columns is R's: products last, as ours.
      vt <- function(v) as.vector(v)
      club <- function(type) { v <- clubSandwich::vcovCR(m, d$la_code, type = type)
        t <- clubSandwich::coef_test(m, v); list(se = t$SE, df = t$df_Satt) }
      two <- sandwich::vcovCL(m, ~ la_code + year, type = "HC1")
      result <- list(b = unname(coef(m)), two = vt(two), hc4 = vt(sandwich::vcovHC(m, type = "HC4")), cr2se = club("CR2")$se, cr2df = club("CR2")$df,
        cr3se = club("CR3")$se, cr3df = club("CR3")$df)`,
        {},
        "result",
      );
      near(fit.coefficients, r.b!, "coefficients");
      near(flat(covariance(fit, "CR1S", [factor("la_code"), factor("year")]).matrix), r.two!, "two-way", 1e-7);
      near(flat(covariance(fit, "HC4").matrix), r.hc4!, "HC4", 1e-7);
      for (const type of ["CR2", "CR3"] as const) {
        const { matrix, df } = bellMcCaffrey(fit, factor("la_code"), type);
        near(matrix.map((column, j) => Math.sqrt(column[j]!)), r[`${type.toLowerCase()}se`]!, type, 1e-6); // prettier-ignore
        near(df, r[`${type.toLowerCase()}df`]!, `${type} df`, 1e-5);
      }
    },
  );
});

describe.skipIf(!hasR("plm"))("a panel with gaps, areas of one row and a measure that never changes", () => {
  it("every model of the family, and areas and years at random", { timeout: 120_000 }, () => {
    const d = gappy();
    const names = ["cpp_rate", "imd", "spend_per_child", "caseload", "la_code", "year_num"];
    const right = "imd + spend_per_child + caseload";
    const r = runR<{ [key: string]: { b: number[]; v: number[]; s?: number[] } }>(
      `${asR(d, names)}
      fit <- function(...) { m <- plm::plm(cpp_rate ~ ${right}, d, index = c("la_code", "year_num"), ...)
        list(b = unname(coef(m)), v = as.vector(vcov(m)), s = unname(unlist(m$ercomp$sigma2))) }
      result <- list(pooled = fit(model = "pooling"), between = fit(model = "between"), area = fit(model = "within"),
        twoWay = fit(model = "within", effect = "twoways"), differences = fit(model = "fd"), random = fit(model = "random"),
        walhus = fit(model = "random", random.method = "walhus"), both = fit(model = "random", effect = "twoways"))`,
      {},
      "result",
    );
    const { y, X, names: called } = matrices(makePanel(d), `cpp_rate ~ ${right} - 1`);
    const [area, time] = [d["la_code"] as string[], d["year_num"] as number[]];
    const input = { y, X, names: called, area, time, differences: "rows" as const };
    const check = (model: Parameters<typeof panelModel>[1], name: string, more: object = {}): void => {
      const { fit, random } = panelModel({ ...input, ...more }, model);
      near(Array.from(fit.kept, (j) => fit.coefficients[j]!), r[name]!.b, name, 1e-8); // prettier-ignore
      near(flat(covariance(fit, "classical").matrix), r[name]!.v, `${name} covariance`, 1e-7);
      if (random !== null) near([random.noiseVariance, random.areaVariance], r[name]!.s!, `${name} variances`, 1e-8);
    };
    for (const model of ["pooled", "between", "area", "twoWay", "differences", "random"] as const) check(model, model);
    check("random", "walhus", { randomMethod: "walhus" });
    const found = twoWayRandom(y, X as Float64Array[], called!, factorOf("area", area), factorOf("time", time));
    near(found.fit.coefficients, r.both!.b, "both", 1e-7);
    near([found.noiseVariance, found.areaVariance, found.timeVariance], r.both!.s!, "both variances", 1e-7);
  });
});

describe.skipIf(!hasR("sandwich"))("counts in odd company", () => {
  it(
    "quasi-Poisson with an offset, weights and a product; shares by logit with weights; gamma",
    { timeout: 60_000 },
    () => {
      const d = gappy();
      const names = ["cpp_count", "child_pop", "imd", "region", "caseload", "cpp_rate", "la_code"];
      const r = runR<{ [key: string]: number[] }>(
        `${asR(d, names)}
      tight <- glm.control(epsilon = 1e-14, maxit = 100)
      q <- glm(cpp_count ~ imd * region + offset(log(child_pop)), quasipoisson, d, weights = caseload, control = tight)
      b <- glm(cpp_count / child_pop ~ imd + region, binomial, d, weights = child_pop, control = tight)
      g <- glm(cpp_rate ~ imd + region, Gamma(link = "log"), d, control = tight)
      # Not its canonical link: R stops some eight digits in, and goes on where it is started again.
      for (again in 1:5) g <- glm(cpp_rate ~ imd + region, Gamma(link = "log"), d, control = tight, start = coef(g))
      v <- function(m) as.vector(vcov(m))
      result <- list(q = unname(coef(q)), qv = v(q), qd = c(deviance(q), q$null.deviance), b = unname(coef(b)), bv = v(b), g = unname(coef(g)), gv = v(g),
        bc = as.vector(sandwich::vcovCL(b, ~ la_code, type = "HC1")), gl = c(as.numeric(logLik(g)), AIC(g)))`,
        {},
        "result",
      );
      const panel = makePanel({
        ...d,
        share: d["cpp_count"]!.map((x, i) => (x as number) / (d["child_pop"]![i] as number)),
      });
      const q = glmMatrix({
        ...matrices(panel, "cpp_count ~ imd * region", { logOffset: "child_pop" }),
        weights: Float64Array.from(d["caseload"] as number[]),
        family: FAMILIES.quasipoisson,
      });
      near(q.working.coefficients, r.q!, "quasi");
      near(flat(glmCovariance(q, "classical").matrix), r.qv!, "quasi covariance", 1e-8);
      const told = glmSummary(q);
      near([told.deviance, told.nullDeviance], r.qd!, "quasi deviances");
      const bin = matrices(panel, "share ~ imd + region");
      const b = glmMatrix({
        ...bin,
        weights: Float64Array.from(d["child_pop"] as number[]),
        family: FAMILIES.binomial,
      });
      near(b.working.coefficients, r.b!, "binomial");
      near(flat(glmCovariance(b, "classical").matrix), r.bv!, "binomial covariance", 1e-8);
      near(flat(glmCovariance(b, "CR1S", [bin.factor("la_code")]).matrix), r.bc!, "binomial clustered", 1e-7);
      const g = glmMatrix({ ...matrices(panel, "cpp_rate ~ imd + region"), family: FAMILIES.Gamma });
      near(g.working.coefficients, r.g!, "gamma");
      near(flat(glmCovariance(g, "classical").matrix), r.gv!, "gamma covariance", 1e-8);
      const { logLik, aic } = glmSummary(g);
      near([logLik, aic], r.gl!, "gamma likelihood");
    },
  );
});

describe.skipIf(!hasR())("ranks, tied and not, exact and not", () => {
  const x = [3.1, 2.2, 5.5, 4.8, 1.9, 6.3, 2.7, 8.8];
  const y = [2.9, 2.1, 6.6, 3.7, 2.5, 5.1, 1.2, 9.4];
  const tied = [1, 2, 2, 3, 3, 3, 4, 5];
  it("Wilcoxon, Kendall, Spearman", { timeout: 60_000 }, () => {
    const list = (v: number[]): string => `c(${v.join(", ")})`;
    const r = runR<{ [key: string]: number[] }>(
      `x <- ${list(x)}; y <- ${list(y)}; t <- ${list(tied)}
      two <- function(h) unname(c(h$statistic, h$p.value))
      w <- function(...) suppressWarnings(two(wilcox.test(...)))
      k <- function(...) suppressWarnings(two(cor.test(...)))
      result <- list(sum = w(x, y), sumNormal = w(x, y, exact = FALSE), sumTied = w(x, t), sumTiedPlain = w(x, t, exact = FALSE, correct = FALSE),
        sign = w(x, y, paired = TRUE), signTied = w(t, rev(t), paired = TRUE, exact = FALSE),
        kendall = k(x, y, method = "kendall"), kendallTied = k(x, t, method = "kendall", exact = FALSE),
        spearman = k(x, y, method = "spearman"), spearmanTied = cor.test(x, t, method = "spearman", exact = FALSE)$p.value)`,
      {},
      "result",
    );
    const both = ({ statistic, pValue }: { statistic: number; pValue: number }): number[] => [statistic, pValue];
    near(both(wilcoxonRankSum(x, y)), r.sum!, "sum");
    near(both(wilcoxonRankSum(x, y, { exact: false })), r.sumNormal!, "sum, normal");
    near(both(wilcoxonRankSum(x, tied)), r.sumTied!, "sum, tied");
    near(both(wilcoxonRankSum(x, tied, { exact: false, correct: false })), r.sumTiedPlain!, "sum, tied, plain");
    near(both(wilcoxonSignedRank(x, y)), r.sign!, "signs");
    near(both(wilcoxonSignedRank(tied, [...tied].reverse(), { exact: false })), r.signTied!, "signs, tied");
    near(both(kendall(x, y, { exact: true })), r.kendall!, "Kendall");
    near(both(kendall(x, tied)), r.kendallTied!, "Kendall, tied");
    near(both(spearman(x, y, { exact: true })), r.spearman!, "Spearman");
    near([spearman(x, tied).pValue], [r.spearmanTied as unknown as number].flat(), "Spearman, tied");
    expect(() => kendall(x, tied, { exact: true })).toThrow(/ties/);
    const many = Array.from({ length: 1291 }, (_, i) => i);
    expect(() => spearman(many, many, { exact: true })).toThrow(/1,290/);
  });

  it("Spearman's p for more pairs than orders can be counted for, in both tails and far out", () => {
    const random = new MersenneTwister(5);
    const cases = [10, 11, 17, 50, 150, 400, 1290].flatMap((n) =>
      [-0.9, -0.2, 0, 0.05, 0.3, 1].map((slope) => {
        const x = Array.from({ length: n }, () => random.uniform());
        return { x, y: x.map((value) => slope * value + random.uniform()) };
      }),
    );
    const tests = cases.map(({ x, y }) => `two(c(${x.join(", ")}), c(${y.join(", ")}))`).join(",\n");
    const r = runR<number[][]>(`two <- function(x, y) unlist(cor.test(x, y, method = "spearman", exact = TRUE)[c("statistic", "p.value")])\nresult <- list(${tests})`, {}, "result"); // prettier-ignore
    cases.forEach(({ x, y }, k) => {
      const { statistic, pValue } = spearman(x, y, { exact: true });
      near([statistic], [r[k]![0]!], `sum of ${x.length}`);
      // Rounding of a tail that is what is left of one.
      expect(Math.abs(pValue - r[k]![1]!), `p of ${x.length}`).toBeLessThan(1e-14 + 1e-9 * r[k]![1]!);
    });
  });
});
