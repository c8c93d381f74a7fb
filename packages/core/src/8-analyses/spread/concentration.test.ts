import { describe, expect, it } from "vitest";
import { answered } from "../../../test/ask-spread.ts";
import { makePanel } from "../../../test/make-panel.ts";

describe("the concentration index beside the slope", () => {
  const rows = { rate: [10, 20, 30], O: [10, 20, 30], n: [1000, 1000, 1000], by: [1, 2, 3] };
  const counted = { count: "O", population: "n", by: "by" };
  const of = (cells: typeof rows) => answered(makePanel(cells), counted).value.gradient!.concentration;

  it("is positive where most of it is at the end of the line, and turns with the line", () => {
    // 2 / mean(y) times the covariance of (10, 20, 30) with ridits (1, 3, 5) / 6: 2 / 20 * 20 / 9.
    expect(of(rows)!.index).toBeCloseTo(2 / 9, 14);
    expect(of({ ...rows, by: [3, 2, 1] })!.index).toBeCloseTo(-2 / 9, 14);
    expect(of({ ...rows, rate: [30, 20, 10], O: [30, 20, 10] })!.index).toBeCloseTo(-2 / 9, 14);
  });

  it("does not hang on the order of the rows, where areas have the same rank", () => {
    const names = ["e", "b", "d", "a", "c"];
    const made = (order: number[]) =>
      answered(
        makePanel(
          {
            area: order.map((i) => names[i]!),
            rate: order.map((i) => 10 + 7 * i),
            O: order.map((i) => 10 + 7 * i),
            n: order.map(() => 1000),
            by: order.map((i) => Math.floor(i / 3)),
          },
          { area: "area" },
        ),
        counted,
      ).value.gradient!.concentration;
    expect(made([4, 2, 0, 1, 3])).toEqual(made([0, 1, 2, 3, 4]));
  });

  it("says whom it ranks, and is not given without counts or below zero", () => {
    expect(answered(makePanel(rows), counted).statement).toContain("Concentration index 0.222 (95% range");
    expect(answered(makePanel(rows), counted).statement).toContain("rows lined up from least to most by");
    expect(answered(makePanel(rows), { by: "by" }).value.gradient!.concentration).toBeNull();
    const below = {
      ...rows,
      rate: [10, 20, 30, -1],
      O: [10, 20, 30, 1],
      n: [1000, 1000, 1000, 1000],
      by: [1, 2, 3, 4],
    };
    expect(of(below)).toBeNull();
    expect(answered(makePanel(below), counted).statement).not.toContain("Concentration");
  });
});
