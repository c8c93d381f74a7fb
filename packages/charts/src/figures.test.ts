import { expect, test } from "vitest";
import { threeFigures, tickText } from "./figures.ts";
import { niceTicks } from "./ticks.ts";

test("three figures, the whole part whole, no minus that is a hyphen", () => {
  expect([0, 0.03052, -1582.1, 12, 1e-5, -4.2e12, 1234567].map(threeFigures)).toEqual([
    "0",
    "0.0305",
    "−1,582",
    "12.0",
    "1.00e−5",
    "−4.20e+12",
    "1,234,567",
  ]);
});

test("ticks are round, cover the figures, and read as they are", () => {
  expect(niceTicks(0, 0.7445, 6)).toEqual({ step: 0.2, ticks: [0, 0.2, 0.4, 0.6, 0.8] });
  expect(niceTicks(-0.3, 2.1, 6).ticks).toEqual([-0.5, 0, 0.5, 1, 1.5, 2, 2.5]);
  expect(niceTicks(0, 0.0000021, 5).ticks.at(-1)).toBe(0.0000025);
  expect(niceTicks(0, 0, 5).ticks).toEqual([0, 1]);
  expect([-0.5, 0, 2].map((at) => tickText(at, 0.5))).toEqual(["−0.5", "0", "2.0"]);
  expect(tickText(12000, 2000)).toBe("12,000");
});
