import { array, assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  coefficientTable,
  covariance,
  decompose,
  factorOf,
  glm,
  glmCovariance,
  mixedModel,
  ols,
  type CoefficientRow,
} from "../src/index.ts";

/** What must hold of every estimator, whatever the data: drawn by seed, shrunk on failure. */

interface Data {
  y: number[];
  counts: number[];
  a: number[];
  b: number[];
  area: string[];
}

const G = 8;
const T = 5;
const N = G * T;
const noise = array(integer({ min: -1000, max: 1000 }), { minLength: 3 * N, maxLength: 3 * N });
/** Noise from the generator on a fixed frame, so that no draw is without variation. */
const data = noise.map((draws): Data => {
  const row = Array.from({ length: N }, (_, i) => i);
  const a = row.map((i) => ((i * 13) % 29) / 10 + draws[i]! / 2000);
  const b = row.map((i) => ((i * 7) % 17) / 5 + draws[N + i]! / 2000);
  const y = row.map(
    (i) => 5 + 2 * a[i]! - b[i]! + Math.floor(i / T) * 0.8 + ((i * 11) % 19) / 6 + draws[2 * N + i]! / 500,
  );
  const area = row.map((i) => `area ${Math.floor(i / T)}`);
  return { y, a, b, area, counts: row.map((i) => Math.max(0, Math.round(3 * y[i]!))) };
});

type Fit = (d: Data) => CoefficientRow[];
const X = (d: Data) => ({ a: d.a, b: d.b });
const clusters = (d: Data) => [factorOf("area", d.area)];
const ESTIMATORS: Record<string, Fit> = {
  "least squares": (d) => coefficientTable(...both(ols({ y: d.y, X: X(d) }), d)),
  "area effects": (d) => coefficientTable(...both(ols({ y: d.y, X: X(d), absorb: { area: d.area } }), d)),
  Poisson: (d) => {
    const fit = glm({ y: d.counts, X: X(d), family: "poisson" });
    return coefficientTable(fit.working, glmCovariance(fit, "CR1", clusters(d)));
  },
};
const both = (fit: ReturnType<typeof ols>, d: Data) => [fit, covariance(fit, "CR1", clusters(d))] as const;

const near = (found: number | null, wanted: number | null, what: string, tolerance = 1e-7): void =>
  expect(Math.abs(found! - wanted!), `${what}: ${found} for ${wanted}`).toBeLessThanOrEqual(
    tolerance * Math.max(1e-3, Math.abs(wanted!)),
  );
const same = (found: CoefficientRow[], wanted: CoefficientRow[], errors = true): void => {
  expect(found.map(({ term }) => term)).toEqual(wanted.map(({ term }) => term));
  found.forEach((row, j) => {
    near(row.estimate, wanted[j]!.estimate, row.term);
    if (errors) near(row.stdError, wanted[j]!.stdError, `${row.term}'s error`);
  });
};
const take = (d: Data, order: number[]): Data => ({
  y: order.map((i) => d.y[i]!),
  counts: order.map((i) => d.counts[i]!),
  a: order.map((i) => d.a[i]!),
  b: order.map((i) => d.b[i]!),
  area: order.map((i) => d.area[i]!),
});
const rows = Array.from({ length: N }, (_, i) => i);
const check = (holds: (d: Data) => void): void => assert(property(data, holds), { numRuns: 25, seed: 7 });

describe.each(Object.entries(ESTIMATORS))("%s", (_, fit) => {
  it("does not hang on the order of rows or the labels of areas", () =>
    check((d) => {
      const order = rows.map((i) => (i * 17 + 3) % N);
      same(fit(take(d, order)), fit(d));
      same(fit({ ...d, area: d.area.map((name) => `z${9 - Number(name.slice(5))}`) }), fit(d));
    }));

  it("scales a coefficient and its error against its column", () =>
    check((d) => {
      const scaled = fit({ ...d, a: d.a.map((value) => value * 1000) });
      const at = (table: CoefficientRow[], term: string) => table.find((row) => row.term === term)!;
      near(at(scaled, "a").estimate! * 1000, at(fit(d), "a").estimate, "a");
      near(at(scaled, "a").stdError! * 1000, at(fit(d), "a").stdError, "a's error");
      near(at(scaled, "b").estimate, at(fit(d), "b").estimate, "b");
    }));

  it("keeps its coefficients when every row stands twice", () => {
    check((d) => same(fit(take(d, [...rows, ...rows])), fit(d), false));
  });
});

describe("weights of one are no weights", () => {
  const one = rows.map(() => 1);
  it("in least squares, Poisson and random intercepts", () =>
    check((d) => {
      const list = (values: ArrayLike<number>): number[] => Array.from(values);
      const gap = (x: ArrayLike<number>, z: ArrayLike<number>): void =>
        list(x).forEach((value, j) => near(value, z[j]!, `coefficient ${j}`));
      gap(ols({ y: d.y, X: X(d), weights: one }).coefficients, ols({ y: d.y, X: X(d) }).coefficients);
      const poisson = { y: d.counts, X: X(d), family: "poisson" } as const;
      gap(glm({ ...poisson, weights: one }).working.coefficients, glm(poisson).working.coefficients);
      const mixed = { y: d.y, X: X(d), random: [{ by: d.area }] };
      const [weighted, plain] = [mixedModel({ ...mixed, weights: one }), mixedModel(mixed)];
      gap(weighted.coefficients as ArrayLike<number>, plain.coefficients as ArrayLike<number>);
    }));
});

describe("shares of variation", () => {
  const sharesOf = (d: Data) => {
    const found = decompose({ y: d.y, area: d.area, blocks: { Area: "area", A: { a: d.a }, B: { b: d.b } } });
    if (!found.ok) throw new Error(found.problem.text);
    return found.value;
  };
  it("add up to R2, and do not hang on order, labels or units", () =>
    check((d) => {
      const value = sharesOf(d);
      near(
        value.shares.reduce((sum, row) => sum + row.shapley, 0),
        value.rSquared,
        "sum",
        1e-10,
      );
      const changed = sharesOf({
        ...take({ ...d, area: d.area.map((name) => `x ${name}`) }, rows.toReversed()),
        y: d.y.toReversed().map((each) => 100 * each - 7),
        a: d.a.toReversed().map((each) => each / 1e4),
      });
      changed.shares.forEach((row, j) => near(row.shapley, value.shares[j]!.shapley, row.block, 1e-9));
    }));
});

describe("hard columns keep their digits or are refused", () => {
  it("far from zero, and nearly the same", () =>
    check((d) => {
      const wanted = ols({ y: d.y, X: X(d) }).coefficients;
      // Steps of 1/1024 stay exact beside 1e9, so that the shifted column holds the same differences.
      const grid = d.a.map((value) => Math.round(value * 1024) / 1024);
      const exact = ols({ y: d.y, X: { a: grid, b: d.b } }).coefficients;
      const shifted = ols({ y: d.y, X: { a: grid.map((value) => value + 1e9), b: d.b } });
      near(shifted.coefficients[1]!, exact[1]!, "shifted by 1e9");
      const large = ols({ y: d.y, X: { a: d.a.map((value) => value * 1e9), b: d.b } });
      near(large.coefficients[1]! * 1e9, wanted[1]!, "scaled by 1e9");
      const twin = d.a.map((value, i) => value + (i % 2 ? 1e-6 : -1e-6));
      const both = ols({ y: d.y, X: { a: d.a, twin } });
      // a + twin and a + the step between them span the same space: the same fitted values.
      const apart = ols({ y: d.y, X: { a: d.a, step: rows.map((i) => (i % 2 ? 1 : -1)) } });
      both.fitted.forEach((value, i) => near(value, apart.fitted[i]!, "fitted", 1e-6));
      const same = ols({ y: d.y, X: { a: d.a, copy: d.a.map((value) => 3 * value + 1) } });
      expect(same.aliased).toEqual(["copy"]);
    }));
});
