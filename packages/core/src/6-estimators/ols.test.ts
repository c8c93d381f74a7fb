import { describe, expect, it } from "vitest";
import { relativeGap } from "../../test/reference.ts";
import { coefficientTable } from "../7-results/coefficient-table.ts";
import { covariance } from "../7-results/covariance.ts";
import { fitSummary } from "../7-results/fit-summary.ts";
import { ols, type OlsInput } from "./ols.ts";

function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function large(rows: number): OlsInput & { X: Record<string, Float64Array> } {
  const random = stream(11);
  const column = (shift: number, spread: number): Float64Array =>
    Float64Array.from({ length: rows }, () => shift + spread * (random() - 0.5));
  const X = { a: column(2010, 10), b: column(0, 1), c: column(50, 3) };
  const y = Float64Array.from({ length: rows }, (_, i) => 3 + 0.2 * X.a[i]! - X.b[i]! + random());
  return { y, X, weights: column(2, 1) };
}

describe("ols", () => {
  it("gives its documented example", () => {
    const fit = ols({ y: [1, 2, 4], X: { x: [0, 1, 2] } });
    expect(relativeGap(fit.coefficients, [5 / 6, 1.5])).toBeLessThan(1e-14);
  });

  it.each<[string, { weights?: true; intercept?: false; absorb?: true }]>([
    ["plain", {}],
    ["weighted", { weights: true }],
    ["without a constant", { intercept: false }],
    ["with absorbed effects", { absorb: true }],
  ])("gives the same by cross-products and by QR: %s", (_, kind) => {
    const { y, X, weights } = large(30_001);
    const groups = Array.from({ length: 30_001 }, (_, i) => (i * 7) % 90);
    const input: OlsInput = {
      y,
      X,
      ...(kind.weights && { weights: weights! }),
      ...(kind.intercept === false && { intercept: false }),
      ...(kind.absorb && { absorb: { group: groups } }),
    };
    const fast = ols(input);
    const slow = ols({ ...input, route: "qr" });
    expect(slow.route.method).toBe("qr");
    // Without a constant the columns are not centred, and a (about 2010) and c (about 50) are nearly the same direction.
    expect(fast.route.method).toBe("cross-products");
    const figures = (fit: typeof fast): (number | null)[] =>
      coefficientTable(fit, covariance(fit, "HC1")).flatMap((row) => [row.estimate, row.stdError]);
    expect(relativeGap(figures(fast), figures(slow))).toBeLessThan(1e-10);
    const whole = (fit: typeof fast): (number | null)[] =>
      (["rSquared", "sigma", "logLik", "fStatistic"] as const).map((key) => fitSummary(fit)[key]);
    expect(relativeGap(whole(fast), whole(slow))).toBeLessThan(1e-10);
  });

  it("leaves columns that nearly coincide to QR, and names those that do", () => {
    const { y, X } = large(30_001);
    const near = X.a.map((value, i) => value + 1e-6 * X.b[i]!);
    expect(ols({ y, X: { ...X, near } }).route.method).toBe("qr");
    const same = X.a.map((value, i) => 2 * value - X.b[i]!);
    expect(ols({ y, X: { ...X, same } }).aliased).toEqual(["same"]);
    const fixed = Float64Array.from({ length: 30_001 }, (_, i) => 5 + 3 * (i % 90));
    const groups = Array.from({ length: 30_001 }, (_, i) => i % 90);
    expect(ols({ y, X: { ...X, fixed }, absorb: { group: groups } }).aliased).toEqual(["fixed"]);
  });

  it("finds columns that lie in the effects, and R2 within them", () => {
    const y = [1, 3, 2, 6, 5, 9];
    const group = ["a", "a", "b", "b", "c", "c"];
    const fit = ols({ y, X: { x: [1, 2, 1, 3, 1, 4], fixed: [7, 7, 8, 8, 5, 5] }, absorb: { group } });
    expect(fit.aliased).toEqual(["fixed"]);
    expect(fit.dfResidual).toBe(6 - 3 - 1);
    // Within: x is -.5 .5, -1 1, -1.5 1.5; y is -1 1, -2 2, -2 2: slope 11 / 7, R2 = 121 / 7 / 18.
    expect(fit.coefficients[0]).toBeCloseTo(11 / 7, 14);
    expect(fitSummary(fit).withinRSquared).toBeCloseTo(121 / 126, 14);
  });

  it("takes an offset and leaves aliased and exact fits finite", () => {
    const fit = ols({ y: [2, 4, 6], X: { x: [1, 2, 3] }, offset: [1, 1, 1] });
    expect(relativeGap(fit.coefficients, [-1, 2])).toBeLessThan(1e-14);
    expect(ols({ y: [1, 2], X: { x: [1, 2], z: [1, 5] } }).aliased).toEqual(["z"]);
  });

  it.each<[string, OlsInput]>([
    ["lengths", { y: [1, 2], X: { x: [1] } }],
    ["values", { y: [1, NaN], X: { x: [1, 2] } }],
    ["weights", { y: [1, 2], X: { x: [1, 2] }, weights: [1, 0] }],
    ["effects", { y: [1, 2], X: {}, absorb: { a: [1, 2], b: [1, 2], c: [1, 2] } }],
  ])("throws on the caller's mistakes: %s", (_, input) => {
    expect(() => ols(input)).toThrow(RangeError);
  });
});
