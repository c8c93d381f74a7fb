import { safeParse } from "valibot";
import { describe, expect, it } from "vitest";
import { kinds } from "../src/8-analyses/index.ts";
import type { AnyKind } from "../src/8-analyses/types.ts";
import { drain } from "../src/messages/drain.ts";
import type { DecomposeValue, FurtherTables } from "../src/8-analyses/decompose/value.ts";
import type { OmittedValue } from "../src/8-analyses/omitted/value.ts";
import type { SpreadValue } from "../src/8-analyses/spread/value.ts";
import type { RelateValue } from "../src/8-analyses/relate/value.ts";
import { makePanel } from "./make-panel.ts";
import { referenceCases, referenceData, relativeGap } from "./reference.ts";

/** Reference cases asked as a question of a study, so that reading the entry, choosing rows and telling are held to R as well. */
function ask<Value>(kind: AnyKind, data: string, keys: { area?: string; time?: string }, entry: object): Value {
  const parsed = safeParse(kind.options, { id: "it", kind: kind.kind, ...entry });
  if (!parsed.success) throw new Error(parsed.issues[0].message);
  const outcome = drain(kind.run({ panel: makePanel(referenceData(data), keys) }, parsed.output));
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome.value as Value;
}

const GROUPS = {
  deprivation: ["imd", "idaci", "lone_parent_pct", "unemployment"],
  workforce: ["vacancy_rate", "agency_rate", "caseload"],
  ethnicity: ["ethnic_pct"],
  spend: ["spend_per_child"],
  density: ["log_density"],
};
const CARS = { size: ["wt", "disp"], power: ["hp", "qsec"], gear: ["gear"], am: ["am"] };

describe("shares of groups", () => {
  const cases = referenceCases("decomposition.json");
  it.each<[string, string, object, { area?: string }]>([
    ["mtcars_grouped", "mpg", CARS, {}],
    ["laA_lmg_grouped", "cpp_rate", GROUPS, {}],
    ["laA_lmg_grouped_factors", "cpp_rate", { ...GROUPS, region: ["region"], year: ["factor(year)"], ofsted: ["ofsted"] }, {}], // prettier-ignore
    ["laA_lmg_with_la_fixed_effects", "cpp_rate", { idaci: ["idaci"], spend: ["spend_per_child"], workforce: ["vacancy_rate", "caseload"], la: "area", year: ["factor(year)"] }, { area: "la_code" }], // prettier-ignore
  ])("%s", (id, outcome, blocks, keys) => {
    const { values, tol_rel, data } = cases.get(id)!;
    const value = ask<DecomposeValue>(kinds.decompose, data, keys, { outcome, blocks, bootstrap: { draws: 0 } });
    const near = (ours: number[], theirs: number[]): void => expect(relativeGap(ours, theirs)).toBeLessThanOrEqual(tol_rel); // prettier-ignore
    near(value.shares.map(({ shapley }) => shapley), Object.values(values.enum_lmg)); // prettier-ignore
    near([value.rSquared], [values.r2 ?? values.relaimpo.r2]);
    if (values.relaimpo === undefined) return;
    const of = (key: "shapley" | "last" | "alone"): number[] => value.shares.map((row) => row[key]!);
    near(of("shapley"), Object.values(values.relaimpo.lmg));
    near(of("last"), Object.values(values.relaimpo.last));
    near(of("alone"), Object.values(values.relaimpo.first));
  });
});

describe("standardised coefficients and Pratt's shares, as relaimpo", () => {
  const cases = referenceCases("decomposition.json");
  it.each<[string, string, string[], string?]>([
    ["swiss_lmg", "Fertility", ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"]],
    ["mtcars_weighted", "mpg", ["wt", "hp", "qsec"], "carb"],
  ])("%s", (id, outcome, names, weights) => {
    const { values, tol_rel, data } = cases.get(id)!;
    const blocks = Object.fromEntries(names.map((name, j) => [`group ${j}`, [name]]));
    const entry = { outcome, blocks, also: ["standardised"], bootstrap: { draws: 0 }, ...(weights && { weights }) };
    const value = ask<DecomposeValue & FurtherTables>(kinds.decompose, data, {}, entry);
    const { columns, blocks: shares } = value.standardised;
    const near = (ours: number[], theirs: object): void => expect(relativeGap(ours, Object.values(theirs))).toBeLessThanOrEqual(tol_rel); // prettier-ignore
    near(columns.map(({ betaSquared }) => betaSquared), values.betasq); // prettier-ignore
    near(Object.values(shares), values.pratt);
    near([Object.values(shares).reduce((sum, share) => sum + share, 0)], [value.rSquared]);
  });
});

describe("how strong an unmeasured factor would have to be, as sensemakr", () => {
  const cases = referenceCases("sensitivity.json");
  const robustnessOf = (id: string, area: string, entry: object) =>
    ask<OmittedValue>(kinds.omitted, cases.get(id)!.data, { area }, entry).robustness!;
  // oxlint-disable-next-line no-explicit-any
  const near = (found: ReturnType<typeof robustnessOf>, values: any, tolerance: number, benchmarks: string[]): void => {
    const { estimate, statistic, df, partialR2, robustness, robustnessAlpha } = found;
    const wanted = [values.estimate, values.t, values.dof, values.partial_r2, values.rv_q1, values.rv_q1_a05];
    const gap = relativeGap([estimate, statistic, df, partialR2, robustness, robustnessAlpha], wanted);
    expect(gap).toBeLessThanOrEqual(tolerance);
    for (const name of benchmarks) {
      const i = values.bounds.bound_label.indexOf(`1x ${name}`);
      const { treatment, outcome, estimate: left, low, high } = found.benchmarks.find(({ column }) => column === name)!;
      const bounds = ["r2dz.x", "r2yz.dx", "adjusted_estimate", "adjusted_lower_CI", "adjusted_upper_CI"];
      const bound = bounds.map((key) => values.bounds[key][i]);
      expect(relativeGap([treatment, outcome, left, low, high], bound), name).toBeLessThanOrEqual(tolerance);
    }
  };

  it("fatalities", () => {
    const { values, tol_rel } = cases.get("fatalities")!;
    const entry = {
      outcome: "I(10000 * fatal / pop)",
      blocks: { State: "area", Published: ["beertax", "unemp", "log(income)"] },
      add: { "Left out": ["drinkage", "miles"] },
    };
    near(robustnessOf("fatalities", "state", entry), values, tol_rel, ["unemp"]);
  });

  it("laA_spend_imd", () => {
    const { values, tol_rel } = cases.get("laA_spend_imd")!;
    const { spend, deprivation, ...rest } = GROUPS;
    const blocks = { Council: "area", Spend: spend, Deprivation: deprivation };
    for (const [follow, wanted, benchmarks] of [
      ["spend_per_child", values.spend, ["caseload"]],
      ["imd", values.imd, ["unemployment", "log_density"]],
    ] as const)
      near(robustnessOf("laA_spend_imd", "la_code", { outcome: "cpp_rate", blocks, add: rest, follow }), wanted, tol_rel, [...benchmarks]); // prettier-ignore
  });
});

describe("links", () => {
  const cases = referenceCases("nonparametric.json");
  it.each([
    ["mtcars_correlations", "wt", "mpg"],
    ["laA", "imd", "cpp_rate"],
  ])("%s, Pearson, Spearman and Kendall", (id, measure, outcome) => {
    const { values, tol_rel, data } = cases.get(id)!;
    const { correlations } = ask<RelateValue>(kinds.relate, data, {}, { measure, outcome });
    const of = (method: string): number => correlations.find((line) => line.level === "rows" && line.method === method)!.estimate; // prettier-ignore
    const found = [of("pearson"), of("spearman"), of("kendall")];
    const wanted = [values.pearson.estimate, values.spearman.rho, values.kendall_tau_b.estimate];
    expect(relativeGap(found, wanted)).toBeLessThanOrEqual(tol_rel);
  });

  it.each(["ofsted", "region"])("laA, rates by %s: Kruskal-Wallis", (outcome) => {
    const { values, tol_rel, data } = cases.get("laA")!;
    const { kruskal } = ask<RelateValue>(kinds.relate, data, {}, { measure: "cpp_rate", outcome });
    const { stat, df, p } = values[`kruskal_${outcome}`];
    expect(relativeGap([kruskal!.statistic, kruskal!.df, kruskal!.pValue], [stat, df, p].flat())).toBeLessThanOrEqual(tol_rel); // prettier-ignore
  });

  it("iris by species: Kruskal-Wallis, and each pair by Wilcoxon with Holm's p", () => {
    const { values, tol_rel, data } = cases.get("iris_kruskal_anova")!;
    const { kruskal, pairs } = ask<RelateValue>(
      kinds.relate,
      data,
      {},
      { measure: "Sepal.Length", outcome: "Species" },
    );
    const { stat, df, p } = values.kruskal;
    expect(relativeGap([kruskal!.statistic, kruskal!.df, kruskal!.pValue], [stat, df, p])).toBeLessThanOrEqual(tol_rel);
    const { rows, cols, data: holm } = values.pairwise_wilcox_holm as { rows: string[]; cols: string[]; data: number[][] }; // prettier-ignore
    const wanted = pairs.map(({ a, b }) => {
      const [row, col] = rows.includes(b) && cols.includes(a) ? [b, a] : [a, b];
      return holm[rows.indexOf(row)]![cols.indexOf(col)]!;
    });
    expect(pairs).toHaveLength(3);
    expect(relativeGap(pairs.map(({ adjusted }) => adjusted), wanted)).toBeLessThanOrEqual(tol_rel); // prettier-ignore
  });

  it("laA, years and all rows: mean, standard deviation, median, tenths and coefficient of variation", () => {
    const { values, tol_rel, data } = cases.get("laA")!;
    const of = (value: { mean: number; sd: number; median: number }) => [value.mean, value.sd, value.median];
    const all = ask<SpreadValue>(kinds.spread, data, {}, { outcome: "cpp_rate" });
    const { figures } = all;
    const tenths = [values.quantile7[values.probs.indexOf(0.1)], values.quantile7[values.probs.indexOf(0.9)]];
    expect(relativeGap([figures.coefficientOfVariation!, figures.p10, figures.p90], [values.cv, ...tenths])).toBeLessThanOrEqual(tol_rel); // prettier-ignore
    const { years } = ask<SpreadValue>(
      kinds.spread,
      data,
      { area: "la_code", time: "year_num" },
      { outcome: "cpp_rate" },
    );
    const names = Object.keys(values.by_year_mean);
    expect(years).toHaveLength(names.length);
    const wanted = names.flatMap((year) => [values.by_year_mean[year], values.by_year_sd[year], values.by_year_median[year]]); // prettier-ignore
    expect(relativeGap(years.flatMap(of), wanted)).toBeLessThanOrEqual(tol_rel);
  });
});
