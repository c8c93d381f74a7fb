import { expect, it } from "vitest";
import { kendall } from "./correlation.ts";
import { shapiroWilk } from "./shapiro-wilk.ts";

it("three values are enough for normality, and hundreds of pairs for an exact tau", () => {
  // R 4.2.2: shapiro.test(c(1, 2, 4)), shapiro.test(c(3, 1, 1.5)).
  const near = (found: number, wanted: number): void => expect(Math.abs(found - wanted)).toBeLessThan(1e-12);
  near(shapiroWilk([1, 2, 4]).statistic, 0.964285714285714);
  near(shapiroWilk([1, 2, 4]).pValue, 0.636886845028963);
  near(shapiroWilk([3, 1, 1.5]).pValue, 0.463262874933794);
  expect(shapiroWilk([0, 0, 1]).pValue).toBeLessThan(1e-12);
  expect(() => shapiroWilk([1, 2])).toThrow(/from 3 to/);
  // R 4.2.2: cor.test(x, y, method = "kendall", exact = TRUE).
  const y = [2, 1, 8, 4, 9, 3, 5, 7, 6, 12, 10, 11];
  near(kendall([5, 1, 9, 3, 7, 2, 8, 6, 4, 10, 12, 11], y, { exact: true }).pValue!, 0.000974481087328227);
  // Beside the normal limit.
  const many = Array.from({ length: 400 }, (_, i) => i);
  const other = many.map((i) => (i * 379 + Math.floor(i / 3) * 40) % 401);
  const kept = many.filter((i) => other.indexOf(other[i]!) === i);
  const [a, b] = [kept, kept.map((i) => other[i]!)];
  const exact = kendall(a, b, { exact: true });
  const limit = kendall(a, b).pValue!;
  expect(exact.pValue).not.toBe(limit);
  expect(a.length).toBeGreaterThan(150);
  expect(Math.abs(exact.pValue! - limit)).toBeLessThan(0.002);
});
