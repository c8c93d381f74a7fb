import { describe, expect, it } from "vitest";
import { relativeGap } from "../../test/reference.ts";
import { MersenneTwister, normal } from "../random/index.ts";
import { glm } from "./glm.ts";

const random = new MersenneTwister(11);
const n = 120;
const x = Float64Array.from({ length: n }, () => normal(random));
const people = Float64Array.from({ length: n }, (_, i) => 50 + 7 * (i % 13));
const area = Array.from({ length: n }, (_, i) => `area ${i % 10}`);
const counts = Float64Array.from({ length: n }, (_, i) => Math.floor((people[i]! / 5) * (1 + 0.3 * x[i]! ** 2)));
const offset = Float64Array.from(people, Math.log);
const base = { y: counts, X: { x }, offset, family: "poisson" as const };
const slope = (input: Parameters<typeof glm>[0]): number => glm(input).working.coefficients.at(-1)!;

describe("glm keeps its promises", () => {
  it("whatever the order of the rows, and with weights of one", () => {
    const back = <T>(values: ArrayLike<T>): T[] => Array.from(values).reverse();
    const turned = { ...base, y: back(counts), X: { x: back(x) }, offset: back(offset) };
    expect(slope(turned)).toBeCloseTo(slope(base), 13);
    expect(slope({ ...base, weights: new Float64Array(n).fill(1) })).toBe(slope(base));
  });

  it("doubling every row leaves coefficients, and equals weights of two", () => {
    const twice = <T>(values: ArrayLike<T>): T[] => [...Array.from(values), ...Array.from(values)];
    const doubled = glm({ ...base, y: twice(counts), X: { x: twice(x) }, offset: twice(offset) });
    const weighted = glm({ ...base, weights: new Float64Array(n).fill(2) });
    expect(doubled.working.coefficients[1]).toBeCloseTo(slope(base), 12);
    expect(relativeGap([doubled.deviance], [weighted.deviance])).toBeLessThan(1e-12);
    expect(relativeGap([doubled.working.bread[1]![1]!], [weighted.working.bread[1]![1]!])).toBeLessThan(1e-9);
  });

  it("scaling a column scales its coefficient, a billion times too", () => {
    expect(slope({ ...base, X: { x: x.map((v) => v * 1e9) } }) * 1e9).toBeCloseTo(slope(base), 11);
  });

  it("names a column that is a combination of others", () => {
    const { working } = glm({ ...base, X: { x, same: x.map((v) => 3 - 2 * v) } });
    expect(working.aliased).toEqual(["same"]);
  });

  it("names a column that never changes within the absorbed areas", () => {
    const fixed = Float64Array.from(area, (name) => Number(name.at(-1)));
    const { working } = glm({ ...base, X: { x, fixed }, absorb: { area } });
    expect(working.aliased).toEqual(["fixed"]);
  });
});

describe("glm's traps", () => {
  it("refuses counts that are all zero, negative counts, and a population of zero", () => {
    expect(() => glm({ ...base, y: new Float64Array(n) })).toThrow(/every count is zero/);
    expect(() => glm({ ...base, y: counts.map((y, i) => (i === 3 ? -1 : y)) })).toThrow(/negative/);
    expect(() => glm({ ...base, offset: people.map((p, i) => Math.log(i === 3 ? 0 : p)) })).toThrow(/offset\[3\]/);
  });

  it("leaves out an absorbed area without a single event, as fixest", () => {
    const some = counts.map((y, i) => (i % 10 === 4 ? 0 : y));
    const fit = glm({ ...base, y: some, absorb: { area } });
    expect(fit.rows).toHaveLength(n - n / 10);
    const keep = <T>(values: ArrayLike<T>): T[] => Array.from(values).filter((_, i) => i % 10 !== 4);
    const without = glm({
      ...base,
      y: keep(some),
      X: { x: keep(x) },
      offset: keep(offset),
      absorb: { area: keep(area) },
    });
    expect(fit.working.coefficients[0]).toBe(without.working.coefficients[0]);
  });

  it("leaves out absorbed areas that are all yes or all no, and refuses where that leaves nothing", () => {
    const yes = x.map((v, i) => (i % 10 === 2 ? 1 : i % 10 === 3 ? 0 : (i + (v > 0 ? 1 : 0)) % 2));
    const fit = glm({ y: yes, X: { x }, family: "binomial", absorb: { area } });
    const kept = new Set(Array.from(fit.rows, (i) => area[i]!));
    expect(kept.has("area 2") || kept.has("area 3")).toBe(false);
    expect(fit.converged).toBe(true);
    expect(fit.boundaryRows).toBe(0);
    const fixed = area.map((name) => (name < "area 5" ? 1 : 0));
    expect(() => glm({ y: fixed, X: { x }, family: "binomial", absorb: { area } })).toThrow(/nothing is left/);
  });

  it("says when a predictor parts yes from no perfectly", () => {
    const fit = glm({ y: x.map((v) => (v > 0 ? 1 : 0)), X: { x }, family: "binomial" });
    expect(fit.boundaryRows).toBeGreaterThan(n / 2);
    expect(glm({ y: x.map((v, i) => (i + (v > 0 ? 1 : 0)) % 2), X: { x }, family: "binomial" }).boundaryRows).toBe(0);
  });

  it("gives the same absorbed and written out, singletons among the areas", () => {
    const alone = area.map((name, i) => (i === 5 ? "alone" : name));
    const levels = [...new Set(alone)];
    const dummies = levels.slice(1).map((name) => Float64Array.from(alone, (a) => (a === name ? 1 : 0)));
    const written = glm({ ...base, X: [x, ...dummies] });
    const absorbed = glm({ ...base, absorb: { area: alone } });
    expect(absorbed.working.coefficients[0]).toBeCloseTo(written.working.coefficients[1]!, 10);
    expect(absorbed.working.dfResidual).toBe(written.working.dfResidual);
  });
});

it("two effects that foretell a zero together end the search, and are said", () => {
  const input = {
    y: [4, 0, 0, 0, 5, 0, 0, 0],
    X: { x: [3, 3, 5, 5, 1, 1, 0, 5] },
    absorb: { area: [0, 0, 0, 1, 1, 2, 2, 2], year: [0, 1, 2, 0, 1, 0, 1, 2] },
    family: "poisson" as const,
  };
  const fit = glm(input);
  // R: glm with dummies on the four rows left fits them exactly, with the warning that rates numerically 0 occurred.
  expect([fit.converged, fit.boundaryRows, fit.rows.length]).toEqual([false, 2, 4]);
  expect(fit.deviance).toBeCloseTo(0, 12);
});

it("a strong slope is no separation", () => {
  const x = Array.from({ length: 60 }, (_, i) => (i - 29.5) / 3);
  const y = x.map((v, i) => ([28, 31].includes(i) ? Number(v < 0) : Number(v > 0)));
  const fit = glm({ y, X: { x: x.map((v) => 5 * v) }, family: "binomial" });
  expect([fit.converged, fit.boundaryRows]).toEqual([true, 0]);
  const apart = glm({ y: x.map((v) => Number(v > 0)), X: { x }, family: "binomial" });
  expect(apart.boundaryRows).toBeGreaterThan(50);
});
