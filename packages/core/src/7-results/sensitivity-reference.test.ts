import { describe, expect, it } from "vitest";
import { F10, fitFormula, laPanel } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { ols } from "../6-estimators/ols.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { equivalence } from "./equivalence.ts";
import { oster, realRoots } from "./oster.ts";
import { adjustFor, benchmark, sensitivity } from "./sensitivity.ts";

const cases = referenceCases("sensitivity.json");

type Bounds = { bound_label: string[] } & { [column: string]: number[] };

function sameBounds(
  fit: OlsFit,
  term: string,
  groups: { [name: string]: string[] },
  bounds: Bounds,
  tolerance: number,
) {
  bounds.bound_label.forEach((label, i) => {
    const [times, name] = label.split("x ") as [string, string];
    const found = benchmark(fit, term, groups[name] ?? [name], Number(times));
    const wanted = [
      "r2dz.x",
      "r2yz.dx",
      "adjusted_estimate",
      "adjusted_se",
      "adjusted_t",
      "adjusted_lower_CI",
      "adjusted_upper_CI",
    ];
    const pairs = [
      found.treatment,
      found.outcome,
      found.estimate,
      found.stdError,
      found.statistic,
      found.low,
      found.high,
    ]
      .map((actual, k) => [actual, bounds[wanted[k]!]?.[i]] as const)
      .filter(([, expected]) => expected !== undefined);
    expect(pairs.length).toBeGreaterThan(1);
    const gap = relativeGap(
      pairs.map(([actual]) => actual),
      pairs.map(([, expected]) => expected!),
    );
    expect(gap, label).toBeLessThanOrEqual(tolerance);
  });
}

// The stored values of one treatment, as sensemakr gives them.
// oxlint-disable-next-line no-explicit-any
function same(fit: OlsFit, term: string, values: any, tolerance: number): void {
  const whole = sensitivity(fit, term);
  const half = sensitivity(fit, term, { q: 0.5 });
  const found = [whole.estimate, whole.stdError, whole.statistic, whole.df, whole.partialR2, whole.partialF2];
  found.push(whole.robustness, whole.robustnessAlpha, half.robustness, half.robustnessAlpha);
  found.push(whole.extremeRobustness, whole.extremeRobustnessAlpha);
  const moved = adjustFor(fit, term, { treatment: 0.02, outcome: 0.03 });
  found.push(moved.estimate, moved.stdError, moved.statistic, moved.bias);
  found.push(adjustFor(fit, term, { treatment: 0.1, outcome: 0.1 }).critical);
  const wanted = [
    "estimate",
    "se",
    "t",
    "dof",
    "partial_r2",
    "partial_f2",
    "rv_q1",
    "rv_q1_a05",
    "rv_q05",
    "rv_q05_a05",
  ];
  wanted.push("xrv_q1", "xrv_q1_a05", "adj_est_r2_02_03", "adj_se_r2_02_03", "adj_t_r2_02_03", "bias_r2_02_03");
  wanted.push("adjusted_critical");
  wanted.forEach((name, k) => expect(relativeGap([found[k]!], [values[name]]), name).toBeLessThanOrEqual(tolerance));
  for (const [name, share] of Object.entries(values.partial_r2_all as { [name: string]: number }))
    expect(relativeGap([sensitivity(fit, name).partialR2], [share]), name).toBeLessThanOrEqual(tolerance);
  sameBounds(fit, term, {}, values.bounds, tolerance);
}

describe("sensitivity, as sensemakr", () => {
  it("fatalities", () => {
    const { values, tol_rel } = cases.get("fatalities")!;
    const d = referenceData("fatalities.csv") as Record<string, number[]>;
    const fr = d["fatal"]!.map((count, i) => (10000 * count) / d["pop"]![i]!);
    const { fit } = fitFormula(makePanel({ ...d, fr }), "fr ~ beertax + unemp + log(income) + drinkage + miles");
    same(fit, "beertax", values, tol_rel);
  });

  it("laA_spend_imd", () => {
    const { values, tol_rel } = cases.get("laA_spend_imd")!;
    const { fit } = fitFormula(laPanel(), F10);
    same(fit, "spend_per_child", values.spend, tol_rel);
    same(fit, "imd", values.imd, tol_rel);
    const workforce = ["vacancy_rate", "agency_rate", "caseload"];
    sameBounds(fit, "imd", { workforce }, values.imd_grouped_benchmark, tol_rel);
  });

  it("units do not matter, and absorbed effects are the same as written ones", () => {
    const panel = laPanel();
    const rest = "imd + caseload + unemployment";
    const written = fitFormula(panel, `cpp_rate ~ spend_per_child + ${rest} + year`).fit;
    const absorbed = fitFormula(panel, `cpp_rate ~ spend_per_child + ${rest} | year`).fit;
    const scaled = fitFormula(panel, `cpp_rate ~ I(spend_per_child * 1000) + ${rest} | year`).fit;
    const figures = (fit: OlsFit, term: string): number[] => {
      const { robustness, robustnessAlpha } = sensitivity(fit, term);
      const { treatment, outcome, statistic } = benchmark(fit, term, ["caseload"], 2);
      return [robustness, robustnessAlpha, treatment, outcome, statistic];
    };
    const wanted = figures(written, "spend_per_child");
    expect(relativeGap(figures(absorbed, "spend_per_child"), wanted)).toBeLessThan(1e-9);
    expect(relativeGap(figures(scaled, "I(spend_per_child * 1000)"), wanted)).toBeLessThan(1e-9);
  });
});

describe("Oster", () => {
  const d = referenceData("la_panel.csv") as Record<string, number[]>;
  const controls = { imd: d["imd"]!, unemployment: d["unemployment"]! };
  const found = oster({ y: d["cpp_rate"]!, treatment: d["spend_per_child"]!, controls });

  it("delta and effect are each other's inverse, at every root", () => {
    for (const delta of [0.5, 1, 1.7]) {
      const betas = found.betas(delta);
      expect(betas.length).toBeGreaterThan(0);
      for (const beta of betas) expect(Math.abs(found.delta(beta) - delta)).toBeLessThan(1e-6);
    }
    expect(Math.min(...found.betas(found.delta()).map(Math.abs))).toBeLessThan(1e-10);
    expect(Math.abs(found.delta(found.long.estimate))).toBeLessThan(1e-12);
  });

  it("finds the true delta where the unseen is known and the measure does nothing", () => {
    const wave = (step: number): number[] => Array.from({ length: 40 }, (_, i) => Math.sin(step * i * i + i));
    const [seen, noise] = [wave(0.7), wave(1.3)];
    const unseen = [...ols({ y: wave(2.1), X: { seen } }).residuals];
    const y = seen.map((value, i) => 2 * value + unseen[i]! * 3);
    const treatment = noise.map((value, i) => value + 0.4 * seen[i]! + 0.9 * unseen[i]!);
    const slope = (x: number[]): number => ols({ y: treatment, X: { x } }).coefficients[1]!;
    const truth = slope(unseen.map((value) => 3 * value)) / slope(seen.map((value) => 2 * value));
    const weights = y.map(() => 2.5);
    for (const more of [{}, { weights }]) {
      const exact = oster({ y, treatment, controls: { seen }, rMax: 1, ...more });
      expect(Math.abs(exact.delta() / truth - 1)).toBeLessThan(1e-9);
      expect(Math.min(...exact.betas(truth).map(Math.abs))).toBeLessThan(1e-9);
    }
  });

  it("finds all roots of a cubic", () => {
    const roots = realRoots([-6, 11, -6, 1]).map((x) => x.toFixed(10));
    expect(roots).toEqual(["1.0000000000", "2.0000000000", "3.0000000000"]);
  });

  it("refuses a largest R2 below that reached", () => {
    expect(() => oster({ y: d["cpp_rate"]!, treatment: d["spend_per_child"]!, controls, rMax: 0.01 })).toThrow(
      RangeError,
    );
  });
});

describe("equivalence", () => {
  const row = { estimate: 0.03, stdError: 0.017, df: 147 };

  it("passes from the smallest margin on, and there its interval touches", () => {
    const { smallestMargin: least } = equivalence(row, 0.1);
    expect(equivalence(row, least * 1.0001).equivalent).toBe(true);
    expect(equivalence(row, least * 0.9999).equivalent).toBe(false);
    expect(equivalence(row, least).high).toBeCloseTo(least, 12);
    expect(equivalence(row, least).pValue).toBeCloseTo(0.05, 12);
  });

  it("has no default margin and refuses one upside down", () => {
    expect(() => equivalence(row, [1, -1])).toThrow(RangeError);
    expect(() => equivalence({ ...row, stdError: null }, 1)).toThrow(RangeError);
  });
});

everyValueIsCompared("sensitivity.json", { except: { treatment: "a name, not a figure" } });
