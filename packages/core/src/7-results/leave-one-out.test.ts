import { describe, expect, it } from "vitest";
import { fitFormula, laPanel } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { referenceData, relativeGap } from "../../test/reference.ts";
import { hasSpecificationA, specificationA } from "../../test/spec-a.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";
import { equivalence } from "./equivalence.ts";
import { leaveOneOut } from "./leave-one-out.ts";

const d = referenceData("la_panel.csv");
const codes = d["la_code"] as string[];

describe("leave one area out", () => {
  it.each([
    ["plain", "cpp_rate ~ spend_per_child + imd + year", false],
    ["weighted", "cpp_rate ~ spend_per_child + imd + year", true],
    ["area effects", "cpp_rate ~ spend_per_child + vacancy_rate | la_code", true],
    ["area and year effects", "cpp_rate ~ spend_per_child + vacancy_rate | la_code + year", true],
    ["year effects", "cpp_rate ~ spend_per_child + vacancy_rate | year", false],
  ])("%s: the same as fitting again", (_, formula, weighted) => {
    const weights = weighted ? (d["child_pop"] as number[]) : undefined;
    const area = factorOf("la_code", codes);
    const [found] = leaveOneOut(fitFormula(laPanel(), formula, weights).fit, area).filter(
      (row) => row.term === "spend_per_child",
    );
    for (const g of [0, 77, found!.lowest, found!.highest, found!.mostMoved]) {
      const rows = codes.flatMap((_code, row) => (area.codes[row] === g ? [] : [row]));
      const part = Object.fromEntries(Object.entries(d).map(([name, cells]) => [name, rows.map((row) => cells[row]!)]));
      const again = fitFormula(makePanel(part), formula, weights && rows.map((row) => weights[row]!)).fit;
      const wanted = again.coefficients[again.names.indexOf("spend_per_child")]!;
      expect(relativeGap([found!.without[g]!], [wanted])).toBeLessThan(1e-9);
    }
  });

  it("says nothing where the other areas cannot tell the coefficient", () => {
    const only = codes.map((code) => (code === codes[0] ? 1 : 0));
    const { fit } = fitFormula(makePanel({ ...d, only }), "cpp_rate ~ imd + only");
    const rows = leaveOneOut(fit, factorOf("la_code", codes));
    expect(rows[2]!.without[0]).toBeNaN();
    expect(rows[2]!.without[1]).toBeGreaterThan(-Infinity);
  });
});

describe("an area that is alone in its region", () => {
  const alone = codes[40]!;
  const region = d["region"]!.map((name, i) => (codes[i] === alone ? "Islands" : name));
  const data = { ...d, region };
  const formula = "cpp_rate ~ spend_per_child + vacancy_rate + region";
  it.each([false, true])("is left out like any other: only its region has no figure (weights: %s)", (weighted) => {
    const weights = weighted ? (d["child_pop"] as number[]) : undefined;
    const area = factorOf("la_code", codes);
    const found = leaveOneOut(fitFormula(makePanel(data), formula, weights).fit, area);
    const g = area.codes[codes.indexOf(alone)]!;
    const rows = codes.flatMap((code, row) => (code === alone ? [] : [row]));
    const part = Object.fromEntries(
      Object.entries(data).map(([name, cells]) => [name, rows.map((row) => cells[row]!)]),
    );
    const { names, coefficients } = fitFormula(
      makePanel(part),
      formula,
      weights && rows.map((row) => weights[row]!),
    ).fit;
    for (const { term, without } of found) {
      if (term === "regionIslands") expect(without[g]).toBeNaN();
      else expect(relativeGap([without[g]!], [coefficients[names.indexOf(term)]!]), term).toBeLessThan(1e-9);
    }
  });

  it("where its region is the one that others are compared with, no region has a figure, and the slopes have theirs", () => {
    const first = { ...d, region: region.map((name) => (name === "Islands" ? "A" : name)) };
    const found = leaveOneOut(fitFormula(makePanel(first), formula).fit, factorOf("la_code", codes));
    const g = factorOf("la_code", codes).codes[codes.indexOf(alone)]!;
    for (const { term, without } of found) {
      const slope = term === "spend_per_child" || term === "vacancy_rate";
      expect(Number.isNaN(without[g]), term).toBe(!slope);
    }
  });

  it("a year that one area alone has leaves the others' slopes theirs", () => {
    const year = d["year"]!.map((name, i) => (i === codes.indexOf(alone) ? "1999-00" : name));
    const absorbed = "cpp_rate ~ spend_per_child | la_code + year";
    const { fit } = fitFormula(makePanel({ ...d, year }), absorbed);
    const [row] = leaveOneOut(fit, factorOf("la_code", codes));
    expect(row!.without.every((value) => value === value)).toBe(true);
  });
});

it.skipIf(!hasSpecificationA)(
  "specification A: without Salford the slope of spend doubles; its smallest margin",
  () => {
    const panel = specificationA();
    const formula =
      "cpp_start_rate_published ~ spend_safeguarding_per_child_calc + sw_vacancy_rate_fte + idaci2019_average_score | area + time";
    const { fit, rows } = fitFormula(panel, formula);
    const area = factorOf(
      "area",
      Array.from(rows, (row) => panel.area!.codes[panel.area!.of[row]!]!),
    );
    const spend = leaveOneOut(fit, area).find((row) => row.term === "spend_safeguarding_per_child_calc")!;
    expect([fit.nobs, spend.estimate.toFixed(4)]).toEqual([1017, "0.0306"]);
    expect(spend.without[spend.mostMoved]!.toFixed(4)).toBe("0.0605");
    // What its effect would have to be smaller than, to be called equivalent to none.
    const clustered = coefficientTable(fit, covariance(fit, "CR1", [area])).find((row) => row.term === spend.term)!;
    expect(equivalence(clustered, 1).smallestMargin.toFixed(4)).toBe("0.0588");
    const name = panel.columns.get("la_name")!;
    const salford = rows.find((_, i) => area.codes[i] === spend.mostMoved)!;
    expect(name.at(salford)).toBe("Salford");
  },
);
