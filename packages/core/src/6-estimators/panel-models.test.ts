import { describe, expect, it } from "vitest";
import { referenceData } from "../../test/reference.ts";
import { panelModel, PANEL_MODELS, type PanelInput } from "./panel-models.ts";
import { factorOf } from "./absorb.ts";
import { covariance } from "../7-results/covariance.ts";
import { hausmanTest, waldTest } from "../7-results/panel-tests.ts";

const data = referenceData("la_panel.csv");
const numbers = (name: string): Float64Array => Float64Array.from(data[name] as number[]);
const input: PanelInput = {
  y: numbers("cpp_rate"),
  X: { imd: numbers("imd"), spend: numbers("spend_per_child"), vacancies: numbers("vacancy_rate") },
  area: data.la_code as string[],
  time: numbers("year_num"),
};
const named = (model: (typeof PANEL_MODELS)[number], extra: Partial<PanelInput> = {}) => {
  const found = panelModel({ ...input, ...extra }, model);
  return { ...found, b: Object.fromEntries(found.fit.names.map((name, j) => [name, found.fit.coefficients[j]!])) };
};

describe("the panel family holds together", () => {
  it("whatever the order of the rows and the labels of the areas", () => {
    const order = Array.from({ length: input.time.length }, (_, i) => (i * 7) % input.time.length);
    expect(new Set(order).size).toBe(order.length);
    const mix = <T>(values: ArrayLike<T>): T[] => order.map((i) => values[i]!);
    const X = Object.fromEntries(Object.entries(input.X).map(([name, column]) => [name, mix(column as number[])]));
    const area = mix(input.area).map((code) => `council ${String(code)}`);
    const mixed = { y: mix(input.y), X, area, time: mix(input.time) };
    for (const model of PANEL_MODELS) {
      const [a, b] = [named(model).b, named(model, mixed).b];
      expect(Object.keys(b)).toEqual(Object.keys(a));
      for (const name of Object.keys(a).filter((x) => a[x] === a[x]))
        expect(b[name], `${model} ${name}`).toBeCloseTo(a[name]!, 9);
    }
  });

  it("the within part of REWB is the area-effects coefficient; Mundlak's gap is between less within", () => {
    const rewb = named("withinBetween").b;
    const mundlak = named("mundlak").b;
    const within = named("area").b;
    expect(rewb["spend_within"]).toBeCloseTo(within["spend"]!, 10);
    expect(mundlak["spend"]).toBeCloseTo(within["spend"]!, 10);
    expect(mundlak["spend_mean"]).toBeCloseTo(rewb["spend_between"]! - rewb["spend_within"]!, 10);
    expect(rewb["imd"]).toBeCloseTo(mundlak["imd"]!, 10);
  });

  it("with years and their area means the within part is exactly the two-way one, also unbalanced", () => {
    const rewb = named("withinBetween", { years: true }).b;
    expect(rewb["vacancies_within"]).toBeCloseTo(named("twoWay").b["vacancies"]!, 10);
  });

  it("a measure that never changes within an area has no coefficient beside area effects", () => {
    expect(named("area").fit.aliased).toEqual(["imd"]);
    expect(named("twoWay").fit.aliased).toEqual(["imd"]);
    expect(named("differences").fit.aliased).toEqual(["imd"]);
    expect(named("random").fit.aliased).toEqual([]);
  });

  it("differences leave out a gap year by the calendar, and bridge it only when asked", () => {
    const years = new Set(Array.from(input.area, (code, i) => `${String(code)} ${input.time[i]!}`));
    const neighbours = Array.from(input.area, (code, i) => years.has(`${String(code)} ${input.time[i]! - 1}`));
    expect(named("differences").fit.nobs).toBe(neighbours.filter(Boolean).length);
    expect(named("differences", { differences: "rows" }).fit.nobs).toBe(input.time.length - 152);
    expect(named("differences").fit.nobs).toBeLessThan(input.time.length - 152);
  });

  it("years of a balanced panel do not stop random effects", () => {
    const whole = Array.from(input.time, (_, i) => i).filter((i) => {
      const code = input.area[i]!;
      return Array.from(input.area).filter((other) => other === code).length === 8;
    });
    const pick = (values: ArrayLike<unknown>): never[] => whole.map((i) => values[i]) as never[];
    const X = Object.fromEntries(Object.entries(input.X).map(([name, column]) => [name, pick(column as number[])]));
    const balanced = { y: pick(input.y), X, area: pick(input.area), time: pick(input.time), years: true };
    expect(named("random", balanced).random!.areaVariance).toBeGreaterThan(0);
  });

  it("Mundlak's test with clustered errors needs no positive difference of variances, Hausman's does", () => {
    const { fit, area } = named("mundlak");
    const gaps = fit.names.filter((name) => name.endsWith("_mean"));
    const clustered = waldTest(fit, covariance(fit, "CR1", [area]), gaps);
    expect(clustered.df).toEqual([2, 151]);
    expect(clustered.pValue).toBeGreaterThan(0);
    expect(clustered.pValue).toBeLessThan(1);
    const [within, random] = [named("area").fit, named("random").fit];
    const [small, large] = [covariance(within, "classical"), covariance(random, "classical")];
    const widened = { ...large, matrix: large.matrix.map((c) => c.map((v) => 100 * v)) };
    const turned = hausmanTest(within, small, random, widened);
    expect(turned.statistic).toBeLessThan(0);
    expect(turned.pValue).toBeNull();
  });

  it("refuses what cannot be: one year of differences, one area between, two rows for one year", () => {
    const one = Array.from(input.time, (_, i) => i).filter((i) => input.time[i] === 2012);
    const pick = (values: ArrayLike<unknown>): never[] => one.map((i) => values[i]) as never[];
    const X = { spend: pick((input.X as Record<string, Float64Array>)["spend"]!) };
    const year = { y: pick(input.y), X, area: pick(input.area), time: pick(input.time) };
    expect(() => panelModel(year, "differences")).toThrow(/no two neighbouring years/);
    expect(() => panelModel(year, "random")).toThrow(/within the areas/);
    const same = { ...year, area: year.time, time: Array.from(one, (_, i) => i) };
    expect(() => panelModel(same, "random")).toThrow(/no more areas/);
    expect(() => panelModel({ ...same, time: year.time }, "differences")).toThrow(/two rows for one time/);
  });

  it("area variance of zero gives the pooled fit and says so", () => {
    const area = Array.from({ length: 60 }, (_, i) => i % 20);
    const noise = Array.from({ length: 60 }, (_, i) => [1, -0.5, -0.5][Math.floor(i / 20)]! * (1 + (i % 20)));
    const x = Array.from({ length: 60 }, (_, i) => (i * 37) % 11);
    const tiny = { y: noise, X: { x }, area, time: Array.from({ length: 60 }, (_, i) => Math.floor(i / 20)) };
    const { fit, random } = panelModel(tiny, "random");
    expect(random!.negative).toBe(true);
    expect(random!.areaVariance).toBe(0);
    expect(fit.coefficients[1]).toBeCloseTo(panelModel(tiny, "pooled").fit.coefficients[1]!, 12);
  });

  it("has no joint test with fewer clusters than coefficients", () => {
    const few = Array.from(input.area, (_, i) => (i % 3 === 0 ? "a" : "b"));
    const { fit } = named("pooled");
    const clustered = covariance(fit, "CR1", [factorOf("few", few)]);
    expect(waldTest(fit, clustered, ["imd", "spend", "vacancies"])).toEqual({
      statistic: null,
      df: [3, 1],
      pValue: null,
    });
    expect(waldTest(fit, clustered, ["imd"]).pValue).toBeGreaterThan(0);
    expect(() => waldTest(fit, clustered, ["nothing"])).toThrow(/no coefficient/);
  });
});
