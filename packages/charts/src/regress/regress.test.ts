import { expect, test } from "vitest";
import { fewCoefficients, manyCoefficients } from "../../test/fixtures/coefficients.ts";
import { describeCoefficients } from "./describe.ts";
import { coefficientLayout } from "./layout.ts";
import { coefficientTable } from "./table.ts";

test("the picture leaves the constant to the table; the table has every row and full figures", () => {
  const value = fewCoefficients();
  expect(coefficientLayout(value, 720).rows.map((row) => row.coefficient.term)).not.toContain("(Intercept)");
  const { rows } = coefficientTable(value);
  expect(rows.map((row) => row[0]!.text)).toEqual(value.coefficients.map((row) => row.term));
  expect(rows[1]![1]).toEqual({ text: "0.0306", value: 0.03055 });
  expect(rows[5]!.map((cell) => cell.text)).toEqual(["single", "0.700", "–", "–", "–", "–", "–", "–"]);
});

test("what the picture has no room for is counted in it and in its words", () => {
  const layout = coefficientLayout(manyCoefficients(), 720);
  expect(layout.rows).toHaveLength(40);
  expect(layout.rest!.text).toBe("15 more in the table");
  expect(describeCoefficients(manyCoefficients())).toContain("15 more coefficients in the table");
});

test("a constant alone is drawn, and zero is always in sight", () => {
  const value = { ...fewCoefficients(), coefficients: fewCoefficients().coefficients.slice(0, 1) };
  const { rows, axis } = coefficientLayout(value, 340);
  expect(rows).toHaveLength(1);
  expect(axis.low).toBe(0);
  expect(axis.high).toBeGreaterThan(47);
});
