import { describe, expect, it } from "vitest";
import { referenceData } from "../../../test/reference.ts";
import { decompose, type DecomposeInput, type DecomposeValue } from "./index.ts";
import { fractionWords, lowerFirst } from "../../3-panel/words.ts";

const data = referenceData("la_panel.csv");
const numbers = (name: string): number[] => data[name] as number[];
const whole: DecomposeInput = {
  y: numbers("cpp_rate"),
  area: data["la_code"] as string[],
  time: numbers("year_num"),
  blocks: {
    Council: "area",
    Year: "time",
    Deprivation: { imd: numbers("imd") },
    Work: { vacancy: numbers("vacancy_rate"), caseload: numbers("caseload") },
  },
};

function value(input: DecomposeInput): DecomposeValue {
  const result = decompose(input);
  if (!result.ok) throw new Error(result.problem.text);
  return result.value;
}

/** The same input with its rows taken in another order or more than once. */
function rowsOf(input: DecomposeInput, rows: number[]): DecomposeInput {
  const take = <T>(values: ArrayLike<T>): T[] => rows.map((row) => values[row]!);
  const blocks = Object.fromEntries(
    Object.entries(input.blocks).map(([name, given]) => [
      name,
      typeof given === "string"
        ? given
        : Object.fromEntries(Object.entries(given as Record<string, number[]>).map(([key, list]) => [key, take(list)])),
    ]),
  );
  return {
    ...input,
    y: take(input.y),
    area: take(input.area!),
    time: take(input.time!),
    ...(input.weights === undefined ? {} : { weights: take(input.weights) }),
    blocks: blocks as DecomposeInput["blocks"],
  };
}

function near(a: DecomposeValue, b: DecomposeValue, tolerance = 1e-11): void {
  a.shares.forEach((row, j) => {
    const other = b.shares[j]!;
    for (const key of ["alone", "last", "shapley", "min", "max"] as const)
      expect(Math.abs(row[key]! - other[key]!), `${row.block} ${key}`).toBeLessThan(tolerance);
  });
}

describe("shares on plain arrays", () => {
  const all = value(whole);
  const count = whole.y.length;

  it("add up: averages to R2; lasts, contested and left over to one", () => {
    const sum = (key: "shapley" | "last"): number => all.shares.reduce((total, row) => total + row[key], 0);
    expect(sum("shapley")).toBeCloseTo(all.rSquared, 13);
    expect(sum("last") + all.contested + all.leftOver).toBeCloseTo(1, 13);
    for (const row of all.shares) {
      expect(row.min).toBeLessThanOrEqual(row.shapley);
      expect(row.max).toBeGreaterThanOrEqual(row.shapley);
    }
  });

  it("do not depend on the order of rows", () => {
    const rows = Array.from({ length: count }, (_, i) => (i * 577) % count);
    expect(new Set(rows).size).toBe(count);
    near(value(rowsOf(whole, rows)), all);
  });

  it("weights of one are no weights, and doubling rows or weights changes nothing", () => {
    near(value({ ...whole, weights: Array.from({ length: count }, () => 1) }), all);
    near(value({ ...whole, weights: Array.from({ length: count }, () => 250) }), all);
    near(value(rowsOf(whole, [...Array(count).keys(), ...Array(count).keys()])), all);
    const weights = Array.from({ length: count }, (_, i) => 1 + (i % 3));
    const repeated = weights.flatMap((weight, i) => Array.from({ length: weight }, () => i));
    near(value(rowsOf(whole, repeated)), value({ ...whole, weights }));
  });

  it("do not depend on units", () => {
    const scaled = { ...whole, y: numbers("cpp_rate").map((x) => 1e6 + x * 1e-3) };
    const blocks = { ...whole.blocks, Deprivation: { imd: numbers("imd").map((x) => x * 1e8 - 5) } };
    near(value({ ...scaled, blocks }), all, 1e-8);
  });

  it("are the same bytes every time", () => {
    const input = { ...whole, bootstrap: { draws: 50, seed: 9 } };
    expect(JSON.stringify(value(input))).toBe(JSON.stringify(value(input)));
    expect(value(input).shares[0]!.low).not.toBe(
      value({ ...whole, bootstrap: { draws: 50, seed: 10 } }).shares[0]!.low,
    );
  });

  it("a measure fixed in each area adds exactly nothing after the areas; areas spelled out as columns agree", () => {
    expect(all.shares[2]!.last).toBe(0);
    expect(all.shares[2]!.min).toBe(0);
    expect(all.absorbed).toEqual(["imd"]);
    const codes = [...new Set(whole.area as string[])];
    const dummies = Object.fromEntries(
      codes.slice(1).map((code) => [code, (whole.area as string[]).map((cell) => (cell === code ? 1 : 0))]),
    );
    const spelled = value({ ...whole, blocks: { ...whole.blocks, Council: dummies } });
    near(spelled, all);
    spelled.subsets.forEach((share, mask) => expect(Math.abs(share! - all.subsets[mask]!)).toBeLessThan(1e-11));
  });

  it("a group that never adds anything gets 0 to 0", () => {
    const blocks = { ...whole.blocks, Constant: { one: Array.from({ length: count }, () => 7) } };
    const constant = value({ ...whole, blocks, bootstrap: { draws: 20 } }).shares[4]!;
    expect([constant.alone, constant.last, constant.shapley, constant.low, constant.high]).toEqual([0, 0, 0, 0, 0]);
  });

  it("with `after`, a product has no share on its own", () => {
    const product = numbers("vacancy_rate").map((x, i) => x * numbers("imd")[i]!);
    const input: DecomposeInput = {
      ...whole,
      blocks: { A: { a: numbers("vacancy_rate") }, B: { b: numbers("imd") }, AB: { ab: product } },
      after: { AB: ["A", "B"] },
    };
    const { shares, subsets, rSquared } = value(input);
    expect(shares[2]!.alone).toBe(null);
    expect(subsets.map((share) => share === null)).toEqual([false, false, false, false, true, true, true, false]);
    expect(shares[2]!.shapley).toBe(shares[2]!.last);
    // The parents' last share is what they add before the product, which may not stand without them.
    expect(shares[0]!.last).toBeCloseTo(subsets[3]! - subsets[2]!, 14);
    expect(shares.reduce((sum, row) => sum + row.shapley, 0)).toBeCloseTo(rSquared, 13);
  });

  it("large values with a small spread keep their digits", () => {
    const shifted = { ...whole.blocks, Deprivation: { imd: numbers("imd").map((x) => 1e9 + x) } };
    near(value({ ...whole, blocks: shifted }), all, 1e-6);
    expect(value({ ...whole, blocks: shifted }).absorbed).toEqual(["imd"]);
  });

  it("the documented example", () => {
    const { shares } = value({
      y: [1, 2, 4, 3, 6],
      blocks: { a: { x: [1, 2, 3, 4, 5] }, b: { z: [2, 1, 2, 1, 3] } },
    });
    expect(shares.map((row) => row.shapley.toFixed(4))).toEqual(["0.6610", "0.2691"]);
  });

  it("bad data are a problem, bad code throws", () => {
    const refused = (more: Partial<DecomposeInput>): string => {
      const result = decompose({ ...whole, ...more });
      return result.ok ? "ok" : result.problem.code;
    };
    expect(refused({ y: Array.from({ length: count }, () => 2) })).toBe("constant-outcome");
    expect(refused({ area: Array.from({ length: count }, () => "x") })).toBe("one-area");
    expect(refused({ weights: Array.from({ length: count }, () => 0) })).toBe("negative-weight");
    expect(() => decompose({ ...whole, y: [1, 2, 3] })).toThrow(RangeError);
    expect(() => decompose({ ...whole, y: numbers("cpp_rate").map((x, i) => (i === 5 ? NaN : x)) })).toThrow(
      RangeError,
    );
    expect(() => decompose({ ...whole, after: { Work: ["Wrok"] } })).toThrow(RangeError);
    expect(() => decompose({ ...whole, blocks: {} })).toThrow(RangeError);
  });
});

describe("words", () => {
  it("fractions", () => {
    expect([0.01, 0.11, 0.385, 0.5, 0.66, 0.9, 0.99].map(fractionWords)).toEqual([
      "Hardly any",
      "About a tenth",
      "About two-fifths",
      "About half",
      "About two-thirds",
      "About nine-tenths",
      "Almost all",
    ]);
  });

  it("names inside a sentence", () => {
    expect(["Deprivation", "IDACI score", "A", "Ofsted grade"].map(lowerFirst)).toEqual([
      "deprivation",
      "IDACI score",
      "A",
      "Ofsted grade",
    ]);
  });
});
