import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { F10, fitFormula, laPanel } from "../../test/fit-formula.ts";
import { csvColumns, referenceData, relativeGap } from "../../test/reference.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";
import { specificationCurve } from "./specification-curve.ts";

const d = referenceData("la_panel.csv") as Record<string, number[]>;
const names = F10.split("~")[1]!
  .split("+")
  .map((name) => name.trim())
  .filter((name) => name !== "idaci");
const covariates = Object.fromEntries(names.map((name) => [name, d[name]!]));
const area = factorOf("la_code", d["la_code"]!);
const year = factorOf("year", d["year"]!);

describe("specification curve", () => {
  it("meets R's 1,024 clustered fits", () => {
    const text = readFileSync(new URL("../../fixtures/reference/spec_curve_laA.csv", import.meta.url), "utf8");
    const wanted = csvColumns(text) as Record<string, number[]>;
    const log = d["cpp_rate"]!.map((rate) => Math.log(rate));
    const outcomes = { rate: d["cpp_rate"]!, log };
    const found = specificationCurve({ outcomes, focal: d["idaci"]!, covariates, cluster: area });
    expect(found.map((row) => row.mask)).toEqual(wanted["mask"]);
    expect(found.map((row) => (row.outcome === "log" ? 1 : 0))).toEqual(wanted["outcome_log"]);
    const gap = (actual: (number | null)[], name: string): void =>
      expect(relativeGap(actual, wanted[name]!), name).toBeLessThanOrEqual(1e-8);
    gap(
      found.map((row) => row.estimate),
      "estimate",
    );
    gap(
      found.map((row) => row.stdError),
      "se_cr1s",
    );
    gap(
      found.map((row) => row.statistic),
      "t",
    );
    gap(
      found.map((row) => row.pValue),
      "p_t_Gm1",
    );
  });

  it("agrees with single fits under weights, fixed covariates and absorbed effects", () => {
    const some = { vacancy_rate: d["vacancy_rate"]!, imd: d["imd"]! };
    const found = specificationCurve({
      outcomes: { rate: d["cpp_rate"]! },
      focal: d["spend_per_child"]!,
      covariates: some,
      always: { caseload: d["caseload"]! },
      cluster: area,
      weights: d["child_pop"]!,
      absorb: [area, year],
    });
    const { fit } = fitFormula(
      laPanel(),
      "cpp_rate ~ spend_per_child + caseload + vacancy_rate + imd | la_code + year",
      d["child_pop"]!,
    );
    const [row] = coefficientTable(fit, covariance(fit, "CR1S", [area]));
    const last = found[3]!;
    expect(
      relativeGap([last.estimate, last.stdError, last.pValue], [row!.estimate, row!.stdError, row!.pValue]),
    ).toBeLessThan(1e-9);
  });

  it("leaves a specification without a figure where the focal variable cannot be told apart", () => {
    const double = d["idaci"]!.map((value) => 2 * value + 1);
    const found = specificationCurve({
      outcomes: { rate: d["cpp_rate"]! },
      focal: d["idaci"]!,
      covariates: { double, imd: d["imd"]! },
      cluster: area,
    });
    expect(found.map((row) => row.estimate === null)).toEqual([false, true, false, true]);
  });
});
