import { describe, expect, it } from "vitest";
import { fitFormula, laPanel } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { factorOf, type Factor } from "../6-estimators/absorb.ts";
import { ols } from "../6-estimators/ols.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { covariance } from "./covariance.ts";
import { compareFits, sumContrasts, termTests, type ModelTerm, type TermTest } from "./term-tests.ts";
import { waldStatistic } from "./wald.ts";
import { fTail } from "../distributions/index.ts";

const cases = referenceCases("anova.json");
type Table = { row: string[] } & { [column: string]: (number | null)[] };

function same(found: TermTest[], table: Table, tolerance: number, fit: OlsFit): void {
  const at = table.row.flatMap((name, i) => (name === "(Intercept)" || name === "Residuals" ? [] : [i]));
  const pick = (name: string): (number | null)[] => at.map((i) => table[name]![i]!);
  expect(found.map((row) => row.term)).toEqual(at.map((i) => table.row[i]));
  const gap = (actual: (number | null)[], name: string): void =>
    expect(relativeGap(actual, pick(name)), name).toBeLessThanOrEqual(tolerance);
  gap(
    found.map((row) => row.df),
    "Df",
  );
  if (table["Sum Sq"] !== undefined)
    gap(
      found.map((row) => row.sumSq),
      "Sum Sq",
    );
  gap(
    found.map((row) => row.statistic),
    table["F value"] === undefined ? "F" : "F value",
  );
  gap(
    found.map((row) => row.pValue),
    "Pr(>F)",
  );
  const mean = found.map((row) => (row.sumSq === null ? null : row.sumSq / row.df));
  if (table["Mean Sq"] !== undefined) gap(mean, "Mean Sq");
  others(table, tolerance, fit);
}

/** The rows that are no terms: what is left over, and the constant by itself (type III). */
function others(table: Table, tolerance: number, fit: OlsFit): void {
  const line = (name: string): (number | null)[] | null => {
    const at = table.row.indexOf(name);
    return at < 0 ? null : Object.entries(table).flatMap(([key, column]) => (key === "row" ? [] : [column[at]! as number | null])); // prettier-ignore
  };
  const columns = Object.keys(table).filter((key) => key !== "row");
  const shown = (row: { [key: string]: number | null }): (number | null)[] => columns.map((key) => row[key] ?? null);
  const { rss, dfResidual } = fit;
  const variance = rss / dfResidual;
  const left = line("Residuals");
  if (left !== null) {
    const expected = shown({ Df: dfResidual, "Sum Sq": rss, "Mean Sq": variance });
    expect(relativeGap(expected, left), "Residuals").toBeLessThanOrEqual(tolerance);
  }
  const first = line("(Intercept)");
  if (first === null) return;
  const sumSq = (fit.coefficients[0]! * fit.coefficients[0]!) / fit.bread[0]![0]!;
  const F = sumSq / variance;
  const expected = shown({ Df: 1, "Sum Sq": sumSq, "F value": F, "Pr(>F)": fTail(F, 1, dfResidual) });
  expect(relativeGap(expected, first), "constant").toBeLessThanOrEqual(tolerance);
}

/** Factors coded to sum to zero, their products, and numbers as they are. */
function sumCoded(y: number[], parts: { [name: string]: Factor | number[] }, products: [string, string][] = []) {
  const coded = (name: string): Float64Array[] => {
    const part = parts[name]!;
    return Array.isArray(part) ? [Float64Array.from(part)] : sumContrasts(part.codes, part.levels);
  };
  const X: Record<string, Float64Array> = {};
  const terms: ModelTerm[] = [];
  const add = (name: string, variables: string[], columns: Float64Array[]): void => {
    const names = columns.map((_, j) => `${name}${j + 1}`);
    names.forEach((column, j) => (X[column] = columns[j]!));
    terms.push({ name, variables, columns: names });
  };
  for (const name of Object.keys(parts)) add(name, [name], coded(name));
  for (const [a, b] of products)
    add(
      `${a}:${b}`,
      [a, b],
      coded(b).flatMap((v) => coded(a).map((u) => u.map((value, i) => value * v[i]!))),
    );
  return { fit: ols({ y, X }) as OlsFit, terms };
}

describe("tests of terms", () => {
  it("warpbreaks", () => {
    const { values, tol_rel } = cases.get("warpbreaks")!;
    const { fit, terms } = fitFormula(makePanel(referenceData("warpbreaks.csv")), "breaks ~ wool * tension");
    same(termTests(fit, terms, 1), values.type1, tol_rel, fit);
    same(termTests(fit, terms, 2), values.type2, tol_rel, fit);
  });

  it("moore", () => {
    const { values, tol_rel } = cases.get("moore")!;
    const d = referenceData("moore.csv");
    const parts = Object.fromEntries(
      ["fcategory", "partner.status"].map((name) => [name, factorOf(name, d[name] as string[])]),
    );
    const { fit, terms } = sumCoded(d["conformity"] as number[], parts, [["fcategory", "partner.status"]]);
    same(termTests(fit, terms, 1), values.type1, tol_rel, fit);
    same(termTests(fit, terms, 2), values.type2, tol_rel, fit);
    same(termTests(fit, terms, 3), values.type3, tol_rel, fit);
  });

  it("mtcars_nested", () => {
    const { values, tol_rel } = cases.get("mtcars_nested")!;
    const panel = makePanel(referenceData("mtcars.csv"));
    const fits = ["wt", "wt + hp", "wt + hp + factor(cyl)"].map((x) => fitFormula(panel, `mpg ~ ${x}`).fit);
    const steps = compareFits(fits);
    expect(steps.map((step) => step.dfResidual)).toEqual([...values["Res.Df"]]);
    expect(steps.map((step) => step.df)).toEqual([...values["Df"]]);
    const within = (actual: (number | null)[], name: string): void =>
      expect(relativeGap(actual, values[name]), name).toBeLessThanOrEqual(tol_rel);
    within(
      steps.map((step) => step.rss),
      "RSS",
    );
    within(
      steps.map((step) => step.sumSq),
      "Sum of Sq",
    );
    within(
      steps.map((step) => step.statistic),
      "F",
    );
    within(
      steps.map((step) => step.pValue),
      "Pr(>F)",
    );
  });

  it("laA_types", () => {
    const { values, tol_rel } = cases.get("laA_types")!;
    const d = referenceData("la_panel.csv");
    const factor = (name: string): Factor => factorOf(name, d[name] as string[]);
    const { fit, terms } = sumCoded(d["cpp_rate"] as number[], {
      ...{ imd: d["imd"] as number[], spend_per_child: d["spend_per_child"] as number[] },
      ...{ region: factor("region"), year: factor("year"), ofsted: factor("ofsted") },
    });
    same(termTests(fit, terms, 1), values.type1, tol_rel, fit);
    same(termTests(fit, terms, 2), values.type2, tol_rel, fit);
    same(termTests(fit, terms, 3), values.type3, tol_rel, fit);
    const clustered = covariance(fit, "CR1S", [factor("la_code")]);
    same(termTests(fit, terms, 2, clustered), values.wald_cluster_type2, tol_rel, fit);
  });
});

it("refuses a joint test of more coefficients than clusters", () => {
  const { fit } = fitFormula(laPanel(), "cpp_rate ~ imd + year");
  const cluster = factorOf(
    "half",
    Array.from({ length: fit.nobs }, (_, i) => i % 2),
  );
  const chosen = covariance(fit, "CR1", [cluster]);
  expect(() => fTail(waldStatistic(fit, chosen.matrix, [2, 3, 4, 5]), 4, 1)).toThrow(RangeError);
});

everyValueIsCompared("anova.json", { except: { "warpbreaks tukey": "held beside Tukey's test" } });
