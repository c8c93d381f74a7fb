import { describe, expect, it } from "vitest";
import { F10, fitFormula, laPanel } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { ols } from "../6-estimators/ols.ts";
import { eigenSymmetric } from "../linalg/eigen-symmetric.ts";
import { pearson } from "../6-estimators/correlation.ts";
import { dfbetas, influence } from "./influence.ts";
import { vif, type VarianceInflation } from "./vif.ts";

const cases = referenceCases("influence.json");

describe.each([
  ["duncan", "prestige ~ income + education + type"],
  ["swiss", "Fertility ~ Agriculture + Examination + Education + Catholic + Infant.Mortality"],
  ["duncan_weighted", "prestige ~ income + education"],
])("influence %s", (id, formula) => {
  const { values, data, tol_rel } = cases.get(id)!;
  const columns = referenceData(data);
  const rows = Object.values(columns)[0]!.length;
  const weights = id === "duncan_weighted" ? Array.from({ length: rows }, (_, i) => (i + 1) / 10) : undefined;
  const { fit, terms } = fitFormula(makePanel(columns), formula, weights);

  it("leverage, Cook and the like", () => {
    const found = influence(fit);
    for (const name of ["hat", "cooks", "rstandard", "rstudent", "dffits", "covratio"] as const)
      expect(relativeGap(found[name], values[name]), name).toBeLessThanOrEqual(tol_rel);
    const changes = dfbetas(fit);
    expect(
      relativeGap(
        Array.from({ length: rows }, (_, i) => changes.map((column) => column[i]!)).flat(),
        values.dfbetas.data.flat(),
      ),
    ).toBeLessThanOrEqual(tol_rel);
  });

  it("variance inflation", () => {
    if (values.vif === undefined) return expect(id).toBe("duncan_weighted");
    expect(relativeGap(figures(vif(fit, terms), values.vif), wantedVif(values.vif))).toBeLessThanOrEqual(tol_rel);
  });
});

type Vif = { data: number[][] } | { [name: string]: number };
const isMatrix = (v: Vif): v is { data: number[][] } => Array.isArray(v["data"]);
const figures = (found: VarianceInflation[], v: Vif): number[] =>
  found.flatMap(({ gvif, df, scaled }) => (isMatrix(v) ? [gvif, df, scaled] : [gvif]));
const wantedVif = (v: Vif): number[] => (isMatrix(v) ? v.data.flat() : (Object.values(v) as number[]));

it("laA_10_top", () => {
  const { values, tol_rel } = cases.get("laA_10_top")!;
  const { fit, terms } = fitFormula(laPanel(), F10);
  const { hat, cooks, rstudent } = influence(fit);
  const top = Array.from(cooks.keys())
    .sort((a, b) => cooks[b]! - cooks[a]!)
    .slice(0, 25);
  const sum = (x: Float64Array): number => x.reduce((total, value) => total + value, 0);
  expect(top.map((row) => row + 1)).toEqual(values.top25_row_1based);
  const within = (actual: number[], expected: number[], what: string): void =>
    expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol_rel);
  within(
    top.map((i) => cooks[i]!),
    values.top25_cooks,
    "Cook",
  );
  within(
    top.map((i) => hat[i]!),
    values.top25_hat,
    "hat",
  );
  within(
    top.map((i) => rstudent[i]!),
    values.top25_rstudent,
    "rstudent",
  );
  within(
    [sum(hat), sum(cooks), sum(rstudent.map((t) => t * t))],
    [values.sum_hat, values.sum_cooks, values.sum_rstudent2],
    "sums",
  );
  within(figures(vif(fit, terms), values.vif), wantedVif(values.vif), "vif");
  const second = fitFormula(laPanel(), "cpp_rate ~ imd + vacancy_rate + region + year");
  within(figures(vif(second.fit, second.terms), values.gvif), wantedVif(values.gvif), "gvif");
  const columns = F10.split("~")[1]!
    .split("+")
    .map((name) => referenceData("la_panel.csv")[name.trim()] as number[]);
  const R = columns.map((a) => Float64Array.from(columns, (b) => (a === b ? 1 : pearson(a, b).estimate)));
  const { values: roots } = eigenSymmetric(R);
  within([Math.sqrt(Math.max(...roots) / Math.min(...roots))], [values.condition_number_kappa], "kappa");
});

it("a row with a parameter of its own has no figures", () => {
  const fit = ols({ y: [1, 3, 2, 5, 9], X: { x: [1, 2, 3, 4, 5], own: [0, 0, 0, 0, 1] } });
  const { cooks, hat } = influence(fit);
  expect(hat[4]).toBeCloseTo(1, 12);
  expect(cooks[4]).toBeNaN();
  expect(cooks[0]).toBeGreaterThan(0);
});

everyValueIsCompared("influence.json");
