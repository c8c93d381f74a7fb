import { describe, expect, it } from "vitest";
import { groupsOf } from "../../test/block-model.ts";
import { referenceData, relativeGap } from "../../test/reference.ts";
import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import { MersenneTwister, normal } from "../random/index.ts";
import { mixedModel, type MixedInput } from "./mixed.ts";
import { randomIntercept } from "./random-intercept.ts";

const data = referenceData("sleepstudy.csv");
const y = data.Reaction as number[];
const days = data.Days as number[];
const subject = data.Subject!.map(String);
const base: MixedInput = { y, X: { days }, random: [{ by: subject, slopes: { days } }] };
const mix = <T>(values: readonly T[]): T[] => values.map((_, i) => values[(i * 77) % values.length]!);

describe("mixedModel keeps its promises", () => {
  it("whatever the order of rows, the labels and the units", () => {
    const first = mixedModel(base);
    const turned = mixedModel({
      y: mix(y),
      X: { days: mix(days) },
      random: [{ by: mix(subject).map((s) => `area ${s}`), slopes: { days: mix(days) } }],
    });
    expect(relativeGap(turned.coefficients, first.coefficients)).toBeLessThan(1e-8);
    expect(relativeGap(turned.theta, first.theta)).toBeLessThan(1e-6);
    const far = days.map((d) => d * 1e9);
    const scaled = mixedModel({ y, X: { days: far }, random: [{ by: subject, slopes: { days: far } }] });
    expect(scaled.coefficients[1]! * 1e9).toBeCloseTo(first.coefficients[1]!, 8);
    expect(relativeGap([scaled.theta[0]!, scaled.theta[2]! * 1e9], [first.theta[0]!, first.theta[2]!])).toBeLessThan(
      1e-6,
    );
  });

  it("agrees with the random-intercept estimator, weights included; weights of one change nothing", () => {
    const weights = Float64Array.from(y, (_, i) => 1 + (i % 5));
    const fit = mixedModel({ y, X: { days }, weights, random: [{ by: subject }] });
    const simple = randomIntercept({
      y: Float64Array.from(y),
      columns: [Float64Array.from(days)],
      groups: groupsOf(subject),
      weights,
    });
    expect(relativeGap(fit.coefficients, simple.coefficients)).toBeLessThan(1e-9);
    expect(relativeGap([fit.theta[0]!, fit.logLik], [simple.theta, simple.logLik])).toBeLessThan(1e-8);
    const ones = mixedModel({ ...base, weights: new Float64Array(y.length).fill(1) });
    expect(ones.logLik).toBeCloseTo(mixedModel(base).logLik, 9);
  });

  it("crossed terms have the likelihood that the whole covariance matrix gives", () => {
    const random = new MersenneTwister(5);
    const [a, b] = [7, 5];
    const n = a * b;
    const rows = Array.from({ length: n }, (_, i) => [i % a, Math.floor(i / a)] as const);
    const [u, v] = [a, b].map((count) => Array.from({ length: count }, () => 2 * normal(random)));
    const x = rows.map(() => normal(random));
    const outcome = rows.map(([i, j], k) => 3 + x[k]! + u![i]! + v![j]! + normal(random));
    const fit = mixedModel({
      y: outcome,
      X: { x },
      method: "ML",
      random: [{ by: rows.map(([i]) => i) }, { by: rows.map(([, j]) => j), slopes: { x }, correlated: false }],
    });
    const s2 = fit.residualVariance;
    const [inner, outer] = fit.terms;
    const V = rows.map(([i, j], k) =>
      Float64Array.from(rows, ([h, g], l) => {
        const crossed = j === g ? outer!.covariance[0]![0]! + outer!.covariance[1]![1]! * x[k]! * x[l]! : 0;
        return (k === l ? s2 : 0) + (i === h ? inner!.covariance[0]![0]! : 0) + crossed;
      }),
    );
    const L = cholesky(V)!;
    const left = Float64Array.from(outcome, (value, k) => value - fit.fixedPart[k]!);
    const solved = choleskySolve(L, left);
    const square = left.reduce((sum, value, k) => sum + value * solved[k]!, 0);
    const logDet = L.reduce((sum, column, k) => sum + 2 * Math.log(column[k]!), 0);
    expect(fit.logLik).toBeCloseTo(-0.5 * (n * Math.log(2 * Math.PI) + logDet + square), 9);
    // The coefficients solve the generalised normal equations: X' V^-1 r = 0.
    expect(solved.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8);
    expect(solved.reduce((sum, value, k) => sum + value * x[k]!, 0)).toBeCloseTo(0, 8);
  });
});

describe("mixedModel's traps", () => {
  it("zero area variance is an answer, and said", () => {
    const by = Array.from({ length: 60 }, (_, i) => i % 20);
    const flat = by.map((g, i) => (g + 1) * [1, -0.5, -0.5][Math.floor(i / 20)]!);
    const fit = mixedModel({ y: flat, X: {}, random: [{ by }] });
    expect(fit.theta[0]).toBe(0);
    expect(fit.singular).toBe(true);
    expect(mixedModel(base).singular).toBe(false);
  });

  it("refuses a grouping of one level, one for each row, and none at all; names what it cannot tell apart", () => {
    expect(() => mixedModel({ ...base, random: [{ by: y.map(() => 1) }] })).toThrow(/one level/);
    expect(() => mixedModel({ ...base, random: [{ by: y.map((_, i) => i) }] })).toThrow(/every row/);
    expect(() => mixedModel({ ...base, random: [] })).toThrow(/no random term/);
    const fit = mixedModel({ ...base, X: { days, again: days.map((d) => 2 * d + 1) } });
    expect(fit.aliased).toEqual(["again"]);
    expect(fit.coefficients[1]).toBeCloseTo(10.467, 3);
  });

  it("the size of the weights is a unit and no more: populations weigh as their shares do", () => {
    const shares = days.map((_, i) => 0.5 + (i % 7) / 6);
    const of = (by: number) => mixedModel({ ...base, weights: shares.map((share) => share * by) });
    const [small, large] = [of(1), of(1e5)];
    expect(relativeGap(large.coefficients, small.coefficients)).toBeLessThan(1e-8);
    expect(relativeGap(large.terms[0]!.deviations, small.terms[0]!.deviations)).toBeLessThan(1e-6);
    expect(large.logLik).toBeCloseTo(small.logLik, 7);
    expect(large.residualVariance / small.residualVariance / 1e5).toBeCloseTo(1, 7);
    expect(large.theta[0]! * Math.sqrt(1e5)).toBeCloseTo(small.theta[0]!, 6);
  });

  it("finds the lowest of several minima: few levels often have one at zero besides", () => {
    const small = [11, 17, -16, 2, 10, 9, 12, 24, -11, -7, 9, -6, -1];
    const by = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3];
    const fit = mixedModel({ y: small, X: {}, random: [{ by }], method: "ML" });
    // R: lme4::lmer(y ~ 1 + (1 | g), REML = FALSE, control = lmerControl("bobyqa", optCtrl = list(rhoend = 1e-10))).
    const found = [fit.theta[0]!, fit.logLik, fit.coefficients[0]!, Math.sqrt(fit.residualVariance)];
    expect(relativeGap(found, [0.510266825, -49.6667730308, 3.336919385, 10.05791028])).toBeLessThan(1e-7);
    expect(fit.singular).toBe(false);
  });

  it("slopes of years counted from nought are those of years counted from the first", () => {
    const years = days.map((d) => 2010 + d);
    const fit = mixedModel({ y, X: { years }, random: [{ by: subject, slopes: { years } }] });
    const first = mixedModel(base);
    expect([fit.converged, fit.singular]).toEqual([true, false]);
    expect(fit.logLik).toBeCloseTo(first.logLik, 8);
    const { covariance } = first.terms[0]!;
    const [a, b, c] = [covariance[0]![0]!, covariance[0]![1]!, covariance[1]![1]!];
    const moved = [a - 2 * 2010 * b + 2010 * 2010 * c, b - 2010 * c, c];
    const own = fit.terms[0]!.covariance;
    expect(relativeGap([own[0]![0]!, own[0]![1]!, own[1]![1]!], moved)).toBeLessThan(1e-6);
    // theta is lme4's, in the units given: its square is the relative covariance.
    const [t1, t2, t3] = fit.theta;
    const square = [t1! * t1!, t1! * t2!, t2! * t2! + t3! * t3!].map((v) => v * fit.residualVariance);
    expect(relativeGap(square, moved)).toBeLessThan(1e-6);
  });

  it("a likelihood without a greatest value is no fit", () => {
    const by = [0, 0, 1, 1, 2, 2];
    const fit = mixedModel({ y: by.map((g) => g * g), X: {}, random: [{ by }], method: "ML" });
    expect(fit.converged).toBe(false);
  });

  it("fixed columns that leave nothing are refused in words", () => {
    const X = { a: [1, 0, 0, 0, 0], b: [0, 1, 0, 0, 0], c: [0, 0, 1, 0, 0], d: [0, 0, 0, 1, 0] };
    expect(() => mixedModel({ y: [1, 4, 2, 8, 5], X, random: [{ by: [1, 1, 2, 2, 2] }] })).toThrow(/leave nothing/);
  });

  it("an offset is no part of what the terms account for", () => {
    const offset = days.map((d, i) => 3 * d + (i % 4));
    const fit = mixedModel({ ...base, offset });
    const plain = mixedModel({ ...base, y: y.map((v, i) => v - offset[i]!) });
    expect(fit.fixedVariance).toBeCloseTo(plain.fixedVariance, 8);
    expect(fit.fixedPart[5]! - plain.fixedPart[5]!).toBeCloseTo(offset[5]!, 8);
  });

  it("areas with a single row are as good as others", () => {
    const by = subject.map((s, i) => (i % 10 === 0 && i < 50 ? `alone ${i}` : s));
    const fit = mixedModel({ y, X: { days }, random: [{ by }] });
    expect(fit.terms[0]!.levels).toBe(23);
    expect(fit.converged).toBe(true);
  });
});
