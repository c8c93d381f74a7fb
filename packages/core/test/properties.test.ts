import { array, assert, integer, property } from "fast-check";
import { safeParse } from "valibot";
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
import { kinds } from "../src/8-analyses/index.ts";
import { drain } from "../src/messages/drain.ts";
import { makePanel } from "./make-panel.ts";

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

const few = (holds: (d: Data) => void): void => assert(property(data, holds), { numRuns: 5, seed: 11 });

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

/** Every estimator of the regression, asked as a study asks: its formula, what it cannot be asked to keep, and how far its search goes. */
const ASKED: [string, { formula: string; digits?: number; twice?: boolean; weighted?: boolean }][] = [
  ["ols", { formula: "y ~ a + b", weighted: true, twice: true }],
  ["pooled", { formula: "y ~ a + b", weighted: true, twice: true }],
  ["within", { formula: "y ~ a + b", weighted: true, twice: true }],
  ["between", { formula: "y ~ a + b" }],
  ["first-difference", { formula: "y ~ a + b" }],
  ["random", { formula: "y ~ a + b" }],
  ["two-way-random", { formula: "y ~ a + b" }],
  ["within-between", { formula: "y ~ a + b" }],
  ["mundlak", { formula: "y ~ a + b" }],
  ["mixed", { formula: "y ~ a + b + (1 | area)", weighted: true, digits: 1e-5 }],
  ["poisson", { formula: "counts ~ a + b | area", twice: true }],
  ["poisson", { formula: "counts ~ a + b + (1 | area)", digits: 1e-5 }],
  ["quasipoisson", { formula: "counts ~ a + b", weighted: true, twice: true }],
  ["nb2", { formula: "scattered ~ a + b", digits: 1e-5 }],
  ["nb2", { formula: "scattered ~ a + b + (1 | area)", digits: 1e-5 }],
  ["binomial", { formula: "event ~ a + b", twice: true, digits: 1e-5 }],
  ["ordinal", { formula: "grade ~ a + b", digits: 1e-5 }],
];

describe.each(ASKED)("regress by %s, %j", (estimator, { formula, digits = 1e-7, twice = false, weighted = false }) => {
  const columnsOf = (d: Data) => ({
    ...{
      y: d.y,
      a: d.a,
      b: d.b,
      counts: d.counts,
      grade: d.y.map((value) => Math.min(3, Math.max(1, Math.round(value / 7)))),
    },
    // Far more scattered than Poisson counts.
    scattered: d.counts.map((count, i) => (Math.round(d.a[i]! * 97) % 3 === 0 ? count * 3 : Math.round(count / 3))),
    // Of three rows one is an event, one is not, and the outcome decides of the third: nothing separates them.
    event: d.y.map((value, i) => (i % 3 === 2 ? Number(value > 10) : i % 3)),
    one: d.y.map(() => 1),
  });
  type Cells = ReturnType<typeof columnsOf>;
  const ask = (cells: Cells, area: string[], time: number[], more: object = {}): Map<string, number> => {
    const panel = makePanel({ ...cells, code: area, year: time }, { area: "code", time: "year" });
    const parsed = safeParse(kinds.regress.options, { id: "m", kind: "regress", formula, estimator, ...more });
    if (!parsed.success) throw new Error(parsed.issues[0].message);
    const outcome = drain(kinds.regress.run({ panel }, parsed.output));
    if ("problem" in outcome) throw new Error(outcome.problem.text);
    const { coefficients } = outcome.value;
    return new Map(coefficients.flatMap(({ term, estimate, stdError }) => [[term, estimate], [`${term}'s error`, stdError!]])); // prettier-ignore
  };
  const year = rows.map((i) => 2010 + (i % T));
  const alike = (found: Map<string, number>, wanted: Map<string, number>): void => {
    expect([...found.keys()]).toEqual([...wanted.keys()]);
    for (const [term, value] of found) near(value, wanted.get(term)!, term, digits);
  };

  it("does not hang on the order of rows or the labels of areas", () =>
    few((d) => {
      const order = rows.map((i) => (i * 17 + 3) % N);
      const cells = columnsOf(d);
      const plain = ask(cells, d.area, year);
      const mixed = Object.fromEntries(
        Object.entries(cells).map(([name, values]) => [name, order.map((i) => values[i]!)]),
      );
      const labels = order.map((i) => `z${9 - Number(d.area[i]!.slice(5))}`);
      alike(ask(mixed as Cells, labels, order.map((i) => year[i]!)), plain); // prettier-ignore
    }));

  it("scales a coefficient and its error against its column, and keeps its digits far from zero", () =>
    few((d) => {
      // Steps of 1/1024 stay exact beside a million.
      const cells = columnsOf({ ...d, a: d.a.map((value) => Math.round(value * 1024) / 1024) });
      const plain = ask(cells, d.area, year);
      const changed = { ...cells, a: cells.a.map((value) => (value + 2 ** 20) * 2 ** 30) };
      const large = ask(changed, d.area, year);
      for (const [term, value] of large) {
        if (term.startsWith("(Intercept)") || term.includes("year") || /^[0-9]/.test(term)) continue;
        const scale = /^a(_|'|$)/.test(term) ? 2 ** 30 : 1;
        near(value * scale, plain.get(term)!, term, Math.max(digits, 1e-6));
      }
    }));

  if (weighted)
    it("takes weights of one for none", () =>
      few((d) => alike(ask(columnsOf(d), d.area, year, { weights: "one" }), ask(columnsOf(d), d.area, year))));

  if (twice)
    it("keeps its coefficients when every row stands twice", () =>
      few((d) => {
        const cells = columnsOf(d);
        const two = Object.fromEntries(Object.entries(cells).map(([name, values]) => [name, [...values, ...values]]));
        // A second row of an area and year is a year of its own.
        const found = ask(two as Cells, [...d.area, ...d.area], [...year, ...year.map((t) => t + 100)]);
        const plain = ask(cells, d.area, year);
        for (const [term, value] of found) if (!term.endsWith("'s error")) near(value, plain.get(term)!, term, digits);
      }));
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
