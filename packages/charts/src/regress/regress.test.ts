import { expect, test } from "vitest";
import { familyFlips, fewCoefficients, manyCoefficients } from "../../test/fixtures/coefficients.ts";
import { regress } from "./index.ts";
import { describeCoefficients } from "./describe.ts";
import { regressDetails } from "./details.ts";
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

test("the details hold the family, and the range without single areas by name; what a model has not is left away", () => {
  const plain = regressDetails(fewCoefficients());
  expect(plain.map((table) => table.caption)).toEqual(["The model as a whole"]);
  const cell = { estimate: 1.2, stdError: 0.1, pValue: 0.01, low: 1, high: 1.4 };
  const end = (label: string, estimate: number) => ({ area: label, label, estimate });
  const tables = regressDetails({
    ...fewCoefficients(),
    leverage: [{ term: "spend", area: "355", label: "Saltmere", share: 0.52 }],
    leaveOneOut: [
      { term: "spend", lowest: end("Ashby", 0.02), highest: end("Saltmere", 0.06), mostMoved: end("Saltmere", 0.06) },
    ],
    family: {
      errors: "CR1",
      models: [
        { id: "pooled", label: "Pooled", nobs: 10 },
        { id: "area", label: "Area effects", nobs: 10 },
      ],
      rows: [{ term: "spend", cells: [cell, null] }],
      reversed: [],
      tests: [{ id: "hausman", name: "Hausman", statistic: -1.5, df: [1], pValue: null }],
    },
  });
  expect(tables).toHaveLength(4);
  expect(tables[1]!.table.rows[0]!.map(({ text }) => text)).toEqual(["spend", "Saltmere", "52.0%", "–", "0.0200", "Ashby", "0.0600", "Saltmere"]); // prettier-ignore
  expect(tables[2]!.table.rows[0]!.map(({ value }) => value)).toEqual(["spend", 1.2, null]);
  expect(tables[3]!.table.rows[0]!.at(-1)).toEqual({ text: "–", value: null });
});

test("a term whose sign depends on the model comes first, and its words say so; residuals only where there are some", () => {
  const value = familyFlips();
  const views = regress.views!(value).map(({ id }) => id);
  expect(views).toEqual(["coefficients", "family poverty", "family spend", "residuals", "normal"]);
  const said = regress.describe(value, { view: "family poverty" });
  expect(said).toContain("Area effects: −0.505");
  expect(said).toContain("Its sign depends on the model: from −0.505 to 1.36.");
  expect(regress.describe(value, { view: "residuals" })).toContain("200 of 879 rows are drawn");
  expect(regress.views!(fewCoefficients()).map(({ id }) => id)).toEqual(["coefficients"]);
});
