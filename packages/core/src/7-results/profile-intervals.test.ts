import { expect, it } from "vitest";
import { relativeGap } from "../../test/reference.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { profileIntervals } from "./profile-intervals.ts";

it("a variance that is zero at the best fit is free to grow elsewhere on the profile", () => {
  const y = [43, 12, 18, 19, 0, 2, -2, 0, -9, -6, -2, 12, 12, 19, 5, 17, 11, -3, 15, 6, -5, -9, -15, -2];
  const x = y.map((_, i) => (i % 4) - 1);
  const by = y.map((_, i) => Math.floor(i / 4));
  const found = profileIntervals({ y, X: { x }, random: [{ by, name: "g", slopes: { x }, correlated: false }] });
  expect(found.map(({ parameter }) => parameter)).toEqual([
    "sd of (Intercept)|g",
    "sd of x|g",
    "sigma",
    "(Intercept)",
    "x",
  ]);
  const ends = found.flatMap(({ low, high }) => [low, high]);
  // R: uniroot of the deviance (devFunOnly), the rest at its best by nlminb, less its minimum and qchisq(.95, 1).
  const exact = [4.51556794609, 19.9826615146, 5.84161559873, 11.8807937032];
  expect(relativeGap([...ends.slice(0, 2), ...ends.slice(4, 6)], exact)).toBeLessThan(1e-8);
  // R: confint(lmer(y ~ x + (1 + x || g), REML = FALSE), devtol = 1e-6, delta = 0.05), which puts a spline through some points.
  const near = [0, 5.7912544, -3.9968463, 15.4301796, -3.1716428, 3.3049762];
  expect(relativeGap([...ends.slice(2, 4), ...ends.slice(6)], near)).toBeLessThan(1e-6);
});

it("no interval where the degrees of freedom are next to nothing", () => {
  const fit = { kept: Int32Array.of(0), names: ["x"], coefficients: Float64Array.of(1) };
  const [row] = coefficientTable(fit, { matrix: [Float64Array.of(1)], df: Float64Array.of(1e-6) });
  expect([row!.stdError, row!.low, row!.high]).toEqual([1, null, null]);
});
