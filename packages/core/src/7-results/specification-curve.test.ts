import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { F10, fitFormula, laPanel } from "../../test/fit-formula.ts";
import { csvColumns, referenceData, relativeGap } from "../../test/reference.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { panelModel } from "../6-estimators/panel-models.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";
import { CURVE_ESTIMATORS, specificationCurve } from "./specification-curve.ts";

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

  // No two of these rows, years or areas are alike: some areas lack years, some years lack areas.
  const kept = d["year_num"]!.map((t, i) =>
    i % 11 === 3 || (t === 2014 && String(d["la_code"]![i]).endsWith("3")) ? 0 : 1,
  );
  const samples = { late: kept.map((one, i) => one === 1 && d["year_num"]![i]! > 2013), most: kept };

  describe.each([false, true])("each estimator on each sample as panelModel fits it one by one, years %s", (years) => {
    const some = { caseload: d["caseload"]!, imd: d["imd"]!, vacancy_rate: d["vacancy_rate"]! };
    const found = specificationCurve({
      outcomes: { rate: d["cpp_rate"]!, log: d["cpp_rate"]!.map(Math.log) },
      focal: d["spend_per_child"]!,
      covariates: some,
      cluster: area,
      samples,
      estimators: CURVE_ESTIMATORS,
      time: d["year_num"]!,
      years,
    });

    it("has every choice once, in order", () => {
      expect(found).toHaveLength(2 * 6 * 2 * 8);
      expect(new Set(found.map((row) => `${row.sample} ${row.estimator} ${row.outcome} ${row.mask}`)).size).toBe(192);
      expect(found.map((row) => row.sample)).toEqual([...found.map((row) => row.sample)].sort());
    });

    it.each(Object.keys(samples) as (keyof typeof samples)[])("%s", (sample) => {
      const rows = kept.flatMap((_, i) => (samples[sample][i] ? [i] : []));
      const take = (values: ArrayLike<number>): number[] => rows.map((i) => values[i]!);
      for (const row of found.filter((each) => each.sample === sample)) {
        const chosen = Object.entries(some).filter((_, j) => ((row.mask >> j) & 1) === 1);
        const y = take(d["cpp_rate"]!);
        const member = panelModel(
          {
            y: row.outcome === "log" ? y.map(Math.log) : y,
            X: { ...Object.fromEntries(chosen.map(([name, values]) => [name, take(values)])), focal: take(d["spend_per_child"]!) }, // prettier-ignore
            area: take(d["la_code"]!),
            time: take(d["year_num"]!),
            years: years && row.estimator !== "area",
          },
          row.estimator!,
        );
        const table = coefficientTable(member.fit, covariance(member.fit, "CR1S", [member.area]));
        const one = table.find(({ term }) => term === "focal")!;
        const where = `${row.estimator} ${row.outcome} ${row.mask}`;
        expect(row.nobs, where).toBe(member.fit.nobs);
        expect(row.df, where).toBe(one.df);
        expect(
          relativeGap([row.estimate, row.stdError, row.pValue], [one.estimate, one.stdError, one.pValue]),
          where,
        ).toBeLessThan(1e-8);
      }
    });
  });

  it("takes weights where rows stay rows", () => {
    const base = { outcomes: { rate: d["cpp_rate"]! }, focal: d["spend_per_child"]!, covariates: { imd: d["imd"]! } };
    const weighted = { ...base, cluster: area, weights: d["child_pop"]! };
    const strip = (rows: ReturnType<typeof specificationCurve>) => rows.map(({ estimate, stdError }) => [estimate, stdError]); // prettier-ignore
    const found = specificationCurve({ ...weighted, estimators: ["pooled", "area", "twoWay"], time: d["year_num"]!, years: true }); // prettier-ignore
    const apart = [[year], [area], [area, year]].flatMap((absorb) => specificationCurve({ ...weighted, absorb }));
    expect(strip(found)).toEqual(strip(apart));
    expect(new Set(found.map(({ estimate }) => estimate)).size).toBeGreaterThan(3);
  });

  it("says why a model has no figure", () => {
    const flat = d["year_num"]!.map((_, i) => Number(String(d["la_code"]![i]).at(-1)));
    const reasons = (more: Partial<Parameters<typeof specificationCurve>[0]>): (string | null)[] =>
      specificationCurve({
        ...{ outcomes: { rate: d["cpp_rate"]! }, focal: flat, covariates: {}, cluster: area, time: d["year_num"]! },
        ...{ estimators: ["area", "differences", "pooled"], samples: { all: kept } },
        ...more,
      }).map(({ reason }) => reason);
    const apart = "the measure followed cannot be told apart from the others";
    expect(reasons({})).toEqual([apart, apart, null]);
    const first = d["la_code"]![0]!;
    expect(reasons({ samples: { one: d["la_code"]!.map((code) => code === first) } })).toEqual(
      Array(3).fill("there are fewer than two areas"),
    );
    expect(reasons({ estimators: ["differences"], samples: { year: d["year_num"]!.map((t) => t === 2012) } })).toEqual([
      "fewer than two areas have neighbouring years",
    ]);
    const twice = d["year_num"]!.map((t) => (t === 2012 ? 2013 : t));
    expect(reasons({ estimators: ["differences"], time: twice })).toEqual(["an area has two rows for one time"]);
    expect(reasons({ estimators: ["random"], samples: { year: d["year_num"]!.map((t) => t === 2012) } })).toEqual([
      "nothing is left within the areas to measure noise by",
    ]);
  });

  it("refuses what no estimator can take", () => {
    const base = { outcomes: { rate: d["cpp_rate"]! }, focal: d["idaci"]!, covariates: {}, cluster: area };
    const attempt = (more: Partial<Parameters<typeof specificationCurve>[0]>) => () =>
      specificationCurve({ ...base, ...more });
    expect(attempt({ estimators: ["twoWay"] })).toThrow(/"twoWay" needs time/);
    expect(attempt({ estimators: ["pooled"], absorb: [area] })).toThrow(/leave absorb out/);
    expect(attempt({ estimators: ["between"], weights: d["child_pop"]! })).toThrow(/"between" takes no weights/);
    expect(attempt({ samples: { some: [true] } })).toThrow(/some has 1 values/);
  });
});
