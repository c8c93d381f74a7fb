import { describe, expect, it } from "vitest";
import { hasSpecificationA, specificationA } from "../../test/spec-a.ts";
import { mixedModel, type MixedInput } from "../6-estimators/mixed.ts";
import { panelModel, type PanelInput } from "../6-estimators/panel-models.ts";
import { splitByArea } from "../6-estimators/within-between.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { proportionalChange } from "./satterthwaite.ts";

/** The known figures of specification A, from the real panel. */
describe.skipIf(!hasSpecificationA)("specification A", () => {
  const panel = hasSpecificationA ? specificationA() : null;
  const names = {
    outcome: "cpp_start_rate_published",
    deprivation: "idaci2019_average_score",
    spend: "spend_safeguarding_per_child_calc",
    vacancy: "sw_vacancy_rate_fte",
  };
  const cell = (name: string, row: number): unknown => panel!.columns.get(name)!.at(row);
  const rows = Array.from({ length: panel?.rows ?? 0 }, (_, row) => row).filter((row) =>
    Object.values(names).every((name) => cell(name, row) !== null),
  );
  const column = (name: string): Float64Array => Float64Array.from(rows, (row) => cell(name, row) as number);
  const input = (): PanelInput & { y: Float64Array; X: Record<string, Float64Array> } => ({
    y: column(names.outcome),
    X: { spend: column(names.spend), vacancy: column(names.vacancy) },
    area: rows.map((row) => cell("old_la_code", row) as string),
    time: column("year"),
  });
  const years = (): Record<string, Float64Array> => {
    const { time } = input();
    const each = [...new Set(Array.from(time))].sort((a, b) => a - b).slice(1);
    return Object.fromEntries(
      each.map((year) => [`year${year}`, Float64Array.from(time, (t) => (t === year ? 1 : 0))]),
    );
  };
  const coefficient = (fit: { names: string[]; coefficients: Float64Array }, name: string): number =>
    fit.coefficients[fit.names.indexOf(name)]!;

  it("spend within councils: .03055 with years and their means, as two-way; .03044 with years alone", () => {
    expect(rows).toHaveLength(1017);
    const twoWay = coefficient(panelModel(input(), "twoWay").fit, "spend");
    expect(twoWay).toBeCloseTo(0.03055, 5);
    const X = { ...input().X, deprivation: column(names.deprivation) };
    const rewb = panelModel({ ...input(), X, years: true }, "withinBetween").fit;
    expect(coefficient(rewb, "spend_within")).toBeCloseTo(twoWay, 10);
    const { area, y } = input();
    const parts = splitByArea(Object.values(X as Record<string, Float64Array>), Object.keys(X), factorOf("area", area));
    const split = Object.fromEntries(parts.names.map((name, j) => [name, parts.columns[j]!]));
    const alone = mixedModel({ y, X: { ...split, ...years() }, random: [{ by: area }] });
    expect(coefficient(alone, "spend_within")).toBeCloseTo(0.03044, 5);
  });

  it("the measures take .372 of the variance between councils", () => {
    const { area, y, X } = input();
    const random: MixedInput["random"] = [{ by: area }];
    const baseline = mixedModel({ y, X: years(), random });
    const full = mixedModel({ y, X: { ...years(), ...X, deprivation: column(names.deprivation) }, random });
    expect(proportionalChange(full, baseline)).toBeCloseTo(0.372, 3);
    expect(() => proportionalChange(full, mixedModel({ y, X: years(), random, method: "ML" }))).toThrow(/method/);
  });
});
