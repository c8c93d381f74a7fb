import { describe, expect, it } from "vitest";
import { matrices } from "../../test/glm-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { ordinalLogit, type OrdinalFit, type OrdinalInput } from "../6-estimators/ordinal.ts";
import { brantTest } from "./brant-test.ts";
import { coefficientTable } from "./coefficient-table.ts";

const cases = referenceCases("ordinal.json");
type Numbers = { [name: string]: number };
const list = (values: { [name: string]: number }): number[] => Object.values(values);
const OFSTED = ["Outstanding", "Good", "Requires improvement", "Inadequate"];

function ofsted(data = referenceData("la_panel.csv")): OrdinalInput & { X: Record<string, number[]> } {
  const numbers = (name: string): number[] => data[name] as number[];
  return {
    y: data.ofsted as string[],
    levels: OFSTED,
    X: {
      vacancy_rate: numbers("vacancy_rate"),
      caseload: numbers("caseload"),
      imd: numbers("imd"),
      sp: numbers("spend_per_child").map((x) => x / 100),
    },
  };
}

function housing(): OrdinalInput {
  const data = referenceData("housing.csv");
  const levels = (name: string, order: string[]): string =>
    `factor(${name}, levels = c(${order.map((level) => `"${level}"`).join(", ")}))`;
  const infl = levels("Infl", ["Low", "Medium", "High"]);
  const type = levels("Type", ["Tower", "Apartment", "Atrium", "Terrace"]);
  const { X, names } = matrices(makePanel(data), `Freq ~ ${infl} + ${type} + Cont`);
  const short = names.map((name) => name.replace(/factor\((\w+),.*\)/, "$1"));
  const weights = data.Freq as number[];
  return { y: data.Sat as string[], levels: ["Low", "Medium", "High"], X: X.slice(1), names: short.slice(1), weights };
}

function compare(fit: OrdinalFit, clm: { [part: string]: { [name: string]: number } }, tol: number): void {
  const rows = coefficientTable(fit, fit);
  const order = rows.map((row) => Object.keys(clm.coef!).indexOf(row.term));
  expect([...order].sort((a, b) => a - b)).toEqual(rows.map((_, k) => k));
  const parts = [
    ["estimate", "coef"],
    ["stdError", "se"],
    ["statistic", "z"],
    ["pValue", "p"],
  ] as const;
  for (const [ours, theirs] of parts) {
    const wanted = order.map((place) => list(clm[theirs]!)[place]!);
    const found = rows.map((row) => row[ours]);
    expect(relativeGap(found, wanted), theirs).toBeLessThanOrEqual(tol);
  }
}

/** polr stops its search early and takes the second derivatives by differences: errors up to 2.4e-5 off, the rest 1e-8. */
function comparePolr(fit: OrdinalFit, polr: { coef: Numbers; zeta: Numbers; se: Numbers }): void {
  const rows = new Map(coefficientTable(fit, fit).map((row) => [row.term, row]));
  for (const [term, value] of Object.entries({ ...polr.coef, ...polr.zeta }))
    expect(relativeGap([rows.get(term)!.estimate], [value]), term).toBeLessThan(1e-7);
  for (const [term, value] of Object.entries(polr.se))
    expect(relativeGap([rows.get(term)!.stdError], [value]), `error of ${term}`).toBeLessThan(3e-5);
}

describe("ordinal logit, as ordinal's clm", () => {
  it("housing", () => {
    const { values, tol_rel } = cases.get("housing")!;
    const fit = ordinalLogit(housing());
    compare(fit, values.clm, tol_rel);
    comparePolr(fit, values.polr);
    expect(relativeGap([fit.logLik], [values.clm.logLik])).toBeLessThanOrEqual(tol_rel);
    expect(relativeGap([fit.deviance], [values.polr.deviance])).toBeLessThanOrEqual(tol_rel);
  });

  it("laA_ofsted", () => {
    const { values, tol_rel } = cases.get("laA_ofsted")!;
    const fit = ordinalLogit(ofsted());
    compare(fit, values.clm, tol_rel);
    comparePolr(fit, values.polr);
    const { deviance, logLik, edf } = values.polr;
    expect(relativeGap([fit.deviance, fit.logLik, fit.kept.length], [deviance, logLik, edf])).toBeLessThanOrEqual(
      tol_rel,
    );
    const empty = ordinalLogit({ ...ofsted(), X: {} });
    expect(
      relativeGap([fit.logLik, fit.aic, empty.logLik], [values.clm.logLik, values.polr.aic, values.null_logLik]),
    ).toBeLessThanOrEqual(tol_rel);
    const first = [0, 1, 2].map((i) => fit.probabilities.map((column) => column[i]!));
    // polr's optimiser leaves some six digits.
    expect(relativeGap(first.flat(), values.polr.fitted_first3.data.flat())).toBeLessThan(1e-5);
  });

  it("Brant's check of proportional odds, as its formula in plain R", () => {
    // Logits of y > k by glm.fit and their joint covariance, R 4.2.2: statistic and p overall, then by predictor.
    const R = [
      21.760856159832517, 0.0053786856578813469, 1.3501260142399483, 0.50912434113849847, 5.343599082896926,
      0.069127715123724037, 6.1916488289743175, 0.04523770246563958, 13.962852003928427, 0.0009289775344376416,
    ];
    const { overall, terms } = brantTest(ordinalLogit(ofsted()));
    const found = [overall, ...terms].flatMap(({ statistic, pValue }) => [statistic, pValue]);
    expect(relativeGap(found, R)).toBeLessThan(1e-9);
    expect([overall, ...terms].map(({ df }) => df[0])).toEqual([8, 2, 2, 2, 2]);
  });
});

describe("ordinal logit's promises and traps", () => {
  const input = ofsted();
  const fit = ordinalLogit(input);

  it("whatever the order and the units; doubled rows and weights of two are the same", () => {
    const back = <T>(values: ArrayLike<T>): T[] => Array.from(values).reverse();
    const X = Object.fromEntries(Object.entries(input.X).map(([name, column]) => [name, back(column)]));
    const turned = ordinalLogit({ y: back(input.y), levels: OFSTED, X });
    expect(relativeGap(turned.coefficients, fit.coefficients)).toBeLessThan(1e-9);
    const scaled = ordinalLogit({ ...input, X: { ...input.X, sp: input.X.sp!.map((x) => x * 1e9) } });
    expect(relativeGap([scaled.coefficients.at(-1)! * 1e9], [fit.coefficients.at(-1)!])).toBeLessThan(1e-9);
    const weighted = ordinalLogit({ ...input, weights: new Float64Array(input.y.length).fill(2) });
    expect(relativeGap(weighted.coefficients, fit.coefficients)).toBeLessThan(1e-9);
    expect(weighted.matrix[0]![0]! * 2).toBeCloseTo(fit.matrix[0]![0]!, 10);
  });

  it("turning the grades round turns the signs", () => {
    const turned = ordinalLogit({ ...input, levels: [...OFSTED].reverse() });
    expect(turned.coefficients.at(-1)).toBeCloseTo(-fit.coefficients.at(-1)!, 9);
    expect(turned.logLik).toBeCloseTo(fit.logLik, 8);
  });

  it("leaves out a grade that nobody has, and names it; refuses unknown and single grades", () => {
    const more = ordinalLogit({ ...input, levels: [...OFSTED, "Suspended"] });
    expect(more.emptyLevels).toEqual(["Suspended"]);
    expect(more.coefficients).toEqual(fit.coefficients);
    expect(() => ordinalLogit({ ...input, levels: OFSTED.slice(1) })).toThrow(/none of the levels/);
    expect(() => ordinalLogit({ y: ["a", "a"], levels: ["a", "b"], X: { x: [1, 2] } })).toThrow(/fewer than two/);
  });

  it("names a column that is a combination of others, and says when grades are separated", () => {
    const again = ordinalLogit({ ...input, X: { ...input.X, again: input.X.sp!.map((x) => 3 * x - 2) } });
    expect(again.aliased).toEqual(["again"]);
    const x = Array.from({ length: 30 }, (_, i) => i);
    const apart = ordinalLogit({ y: x.map((v) => Math.floor(v / 10)), levels: [0, 1, 2], X: { x } });
    expect(apart.boundaryRows).toBeGreaterThan(10);
    expect(fit.boundaryRows).toBe(0);
  });
});

everyValueIsCompared("ordinal.json");
