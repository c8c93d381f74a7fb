import { describe, expect, it } from "vitest";
import { blockModel } from "../../test/block-model.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { fitSubsets } from "../6-estimators/subset-fits.ts";
import { commonality } from "./commonality.ts";
import { averageCoefficients, countOrders } from "./orders.ts";
import { ols } from "../6-estimators/ols.ts";
import { fitSummary } from "./fit-summary.ts";
import { standardisedShares } from "./standardised.ts";
import { sequentialShares, shares } from "./shares.ts";

const cases = referenceCases("decomposition.json");
const P10 =
  "imd idaci ethnic_pct spend_per_child vacancy_rate agency_rate caseload lone_parent_pct unemployment log_density".split(
    " ",
  );
const single = (names: string[]): Record<string, string[]> => Object.fromEntries(names.map((name) => [name, [name]]));
const GRP = {
  deprivation: ["imd", "idaci", "lone_parent_pct", "unemployment"],
  workforce: ["vacancy_rate", "agency_rate", "caseload"],
  ethnicity: ["ethnic_pct"],
  spend: ["spend_per_child"],
  density: ["log_density"],
};
const free = (blocks: number): NonNullable<ReturnType<typeof countOrders>> =>
  countOrders(
    blocks,
    Array.from({ length: blocks }, () => 0),
  )!;

function fitted(
  data: string,
  outcome: string,
  blocks: Record<string, "area" | string[]>,
  options?: Parameters<typeof blockModel>[3],
): { fits: ReturnType<typeof fitSubsets>; rows: ReturnType<typeof shares>; names: string[] } {
  const fits = fitSubsets(blockModel(referenceData(data), outcome, blocks, options));
  return { fits, rows: shares(fits, free(Object.keys(blocks).length)), names: Object.keys(blocks) };
}

function near(actual: Iterable<number | null>, expected: number[] | Record<string, number>, tolerance: number): void {
  expect(relativeGap([...actual], Object.values(expected))).toBeLessThan(tolerance);
}

describe("shares of variation against relaimpo and plain R", () => {
  it.each([
    [
      "swiss_lmg",
      "swiss.csv",
      "Fertility",
      ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"],
    ],
    ["mtcars_weighted", "mtcars.csv", "mpg", ["wt", "hp", "qsec"], "carb"],
    ["laA_lmg10", "la_panel.csv", "cpp_rate", P10],
    ["laA_lmg_weighted", "la_panel.csv", "cpp_rate", P10, "child_pop"],
  ])("%s", (id, data, outcome, names, weights?: string) => {
    const { values, tol_rel } = cases.get(id)!;
    const { fits, rows } = fitted(data, outcome, single(names), weights === undefined ? {} : { weights });
    near([fits.rSquared.at(-1)!], [values.r2], tol_rel);
    near(
      rows.map((row) => row.shapley),
      values.lmg,
      tol_rel,
    );
    near(
      rows.map((row) => row.last),
      values.last,
      tol_rel,
    );
    near(
      rows.map((row) => row.alone),
      values.first,
      tol_rel,
    );
    const columns = referenceData(data) as Record<string, number[]>;
    const plain = ols({
      y: columns[outcome]!,
      X: Object.fromEntries(names.map((name) => [name, columns[name]!])),
      ...(weights !== undefined && { weights: columns[weights]! }),
    });
    const standardised = standardisedShares(plain);
    near(
      standardised.map((row) => row.betaSquared),
      values.betasq,
      tol_rel,
    );
    near(
      standardised.map((row) => row.pratt),
      values.pratt,
      tol_rel,
    );
    if (values.seq_type1) {
      const { increment, r2, adj_r2 } = values.seq_type1;
      near(sequentialShares(fits, [...names.keys()]), increment, tol_rel);
      const { rSquared, adjRSquared } = fitSummary(plain);
      near([rSquared, adjRSquared], [r2, adj_r2], tol_rel);
    }
    if (values.enum_lmg)
      near(
        rows.map((row) => row.shapley),
        values.enum_lmg,
        tol_rel,
      );
    // The reference leaves out the empty set; coefficients near zero carry the rounding of the R2 they are made of.
    if (values.commonality) {
      const expected = Object.values(values.commonality as Record<string, number>);
      const actual = commonality(fits.rSquared).slice(1);
      actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(tol_rel));
    }
  });

  it.each<[string, string, string, Record<string, "area" | string[]>, { area?: string }]>([
    [
      "mtcars_grouped",
      "mtcars.csv",
      "mpg",
      { size: ["wt", "disp"], power: ["hp", "qsec"], gear: ["gear"], am: ["am"] },
      {},
    ],
    ["laA_lmg_grouped", "la_panel.csv", "cpp_rate", GRP, {}],
    [
      "laA_lmg_grouped_factors",
      "la_panel.csv",
      "cpp_rate",
      { ...GRP, region: ["region"], year: ["year"], ofsted: ["ofsted"] },
      {},
    ],
    [
      "laA_lmg_with_la_fixed_effects",
      "la_panel.csv",
      "cpp_rate",
      {
        idaci: ["idaci"],
        spend: ["spend_per_child"],
        workforce: ["vacancy_rate", "caseload"],
        la: "area",
        year: ["year"],
      },
      { area: "la_code" },
    ],
  ])("%s", (id, data, outcome, blocks, options) => {
    const { values, tol_rel } = cases.get(id)!;
    const { fits, rows } = fitted(data, outcome, blocks, options);
    near(
      rows.map((row) => row.shapley),
      values.enum_lmg,
      tol_rel,
    );
    if (values.r2 !== undefined) near([fits.rSquared.at(-1)!], [values.r2], tol_rel);
    if (values.r2_subsets) near(fits.rSquared, values.r2_subsets, tol_rel);
    if (values.relaimpo) {
      near([fits.rSquared.at(-1)!], [values.relaimpo.r2], tol_rel);
      near(
        rows.map((row) => row.shapley),
        values.relaimpo.lmg,
        tol_rel,
      );
      near(
        rows.map((row) => row.last),
        values.relaimpo.last,
        tol_rel,
      );
      near(
        rows.map((row) => row.alone),
        values.relaimpo.first,
        tol_rel,
      );
    }
    if (values.commonality) {
      const expected = Object.values(values.commonality as Record<string, number>);
      const actual = commonality(fits.rSquared).slice(1);
      actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(tol_rel));
    }
  });

  it("laA_sequential", () => {
    const { values, tol_rel } = cases.get("laA_sequential")!;
    const blocks = { ...GRP, ofsted: ["ofsted"], year: ["year"], la: "area" as const };
    const { fits } = fitted("la_panel.csv", "cpp_rate", blocks, { area: "la_code" });
    near(sequentialShares(fits, [0, 1, 2, 3, 4, 5, 6, 7]), values.increment, tol_rel);
    near([fits.rSquared.at(-1)!], [values.r2], tol_rel);
    const rank = fits.rank.at(-1)!;
    near([1 - ((1 - fits.rSquared.at(-1)!) * 1204) / (1204 - rank)], [values.adj_r2], tol_rel);
  });
});

describe("orders", () => {
  it("without needs gives the Shapley weights |S|!(p-|S|-1)!/p!", () => {
    const { weights, count, restricted } = free(4);
    expect(count).toBe(24);
    expect(restricted).toBe(false);
    expect(weights[0]![0]).toBeCloseTo(6 / 24, 15);
    expect(weights[0]![0b0110]).toBeCloseTo(2 / 24, 15);
    expect(weights[0]![0b1110]).toBeCloseTo(6 / 24, 15);
  });

  it("lets a product enter only after its parents", () => {
    const orders = countOrders(4, [0, 0, 0b0011, 0])!;
    // Of 24 orders of a, b, ab, c those with ab after a and b are a third.
    expect(orders.count).toBe(8);
    expect(orders.weights[2]![0]).toBe(0);
    expect(orders.allowed[0b0100]).toBe(false);
    const total = orders.weights.map((weights) => weights.reduce((sum, weight) => sum + weight, 0));
    for (const sum of total) expect(sum).toBeCloseTo(1, 14);
    // Every mask but the empty and the full one is left as often as it is reached.
    const net = averageCoefficients(orders).reduce((sum, own) => sum.map((value, mask) => value + own[mask]!));
    expect(net[0]).toBeCloseTo(-1, 14);
    expect(net[15]).toBeCloseTo(1, 14);
    for (let mask = 1; mask < 15; mask++) expect(Math.abs(net[mask]!)).toBeLessThan(1e-15);
  });

  it("refuses a circle", () => {
    expect(countOrders(2, [0b10, 0b01])).toBe(null);
  });
});

everyValueIsCompared("decomposition.json");
