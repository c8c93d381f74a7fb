import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { safeParse } from "valibot";
import { regress, type RegressValue } from "../src/8-analyses/regress/index.ts";
import { smallestCorrelation } from "../src/6-estimators/correlation.ts";
import { systematicSpread } from "../src/6-estimators/spread.ts";
import { drain } from "../src/messages/drain.ts";
import { csvColumns } from "./reference.ts";
import { hasSpecificationA, specificationA } from "./spec-a.ts";
import { sharedFile } from "./studies.ts";

/**
 * Known figures that no other test holds. Those of the shares stand in decompose/specification-a, of what was left out in
 * omitted, of the audit in audit, of spread and funnel in spread-real, of the panel models in specification-a-models.
 */

describe.skipIf(!hasSpecificationA)("one council holds most of what a coefficient rests on", () => {
  const panel = hasSpecificationA ? specificationA() : null;
  const spend = "spend_safeguarding_per_child_calc";
  const formula = `cpp_start_rate_published ~ ${spend} + sw_vacancy_rate_fte | area + time`;

  function model(errors: "CR1" | "CR2", of = panel!): RegressValue {
    const parsed = safeParse(regress.options, { id: "m", kind: "regress", formula, errors });
    if (!parsed.success) throw new Error(parsed.issues[0].message);
    const outcome = drain(regress.run({ panel: of }, parsed.output));
    if ("problem" in outcome) throw new Error(outcome.problem.text);
    return outcome.value;
  }

  it("Salford's spend: 1582.1 in 2020 between 216.8 and 276.7", () => {
    const of = (year: number): unknown => {
      const rows = Array.from({ length: panel!.rows }, (_, row) => row);
      const at = rows.find((row) => {
        const name = panel!.columns.get("la_name")!.at(row);
        return name === "Salford" && panel!.columns.get("year")!.at(row) === year;
      })!;
      return panel!.columns.get(spend)!.at(at);
    };
    expect([2019, 2020, 2021].map((year) => Number((of(year) as number).toFixed(1)))).toEqual([216.8, 1582.1, 276.7]);
  });

  it("p = .075 by CR1, .26 on 3.5 degrees of freedom by CR2, and Salford named", () => {
    const [plain] = model("CR1").coefficients;
    expect(plain!.estimate).toBeCloseTo(0.0306, 4);
    expect(plain!.stdError).toBeCloseTo(0.01705, 5);
    expect(plain!.pValue).toBeCloseTo(0.075, 3);
    const { coefficients, leverage, leaveOneOut, clusters } = model("CR2");
    expect(clusters[0]!.count).toBe(148);
    expect(coefficients[0]!.pValue).toBeCloseTo(0.26, 2);
    // Quoted as 3.5; clubSandwich gives 3.4455.
    expect(coefficients[0]!.df).toBeCloseTo(3.4455, 4);
    // Salford's code.
    expect(leverage[0]!.area).toBe("355");
    expect(leverage[0]!.share).toBeGreaterThan(0.5);
    expect(leaveOneOut[0]!.mostMoved.area).toBe("355");
    expect(leaveOneOut[0]!.mostMoved.estimate).toBeCloseTo(0.0605, 4);
  });
});

it("the smallest correlation that 150 areas would show: .227, and .160 is merely significant", () => {
  const { detectable, significant } = smallestCorrelation(150);
  expect([detectable.toFixed(3), significant.toFixed(3)]).toEqual(["0.227", "0.160"]);
});

const PANEL = sharedFile("panel/england-la-panel.csv");

/** Mean of 10^8 O / n^2 over the variance of the rates. The 1.9% that is quoted is that of plans started, not of the stock. */
describe.skipIf(PANEL === null)("counting noise in 2018", () => {
  it.each([
    ["cpp_at_31_march", 147, "2.6"],
    ["cpp_started", 148, "1.9"],
  ])("%s, %i councils: %s%% of the variance", (count, councils, percent) => {
    const d = csvColumns(readFileSync(PANEL!, "utf8"));
    const rows = d["year"]!.flatMap((year, i) =>
      year === 2018 && d[count]![i] !== null && d["population_0_17"]![i] !== null ? [i] : [],
    );
    const take = (name: string): number[] => rows.map((i) => d[name]![i] as number);
    const found = systematicSpread(take(count), take("population_0_17"));
    expect(rows).toHaveLength(councils);
    expect((100 * found.noiseShare!).toFixed(1)).toBe(percent);
  });
});

/** England in 2017-18: file, where its figure stands, the figure, and its rate per 10,000 aged 0 to 17 in mid-2017. */
const ENGLAND: [string, string, string, number, number | null][] = [
  ["referrals", "c1_children_in_need_referrals_and_rereferrals_2013_to_2022.csv", "Referrals", 655_630, 552.5],
  ["section 47 enquiries", "c4_children_in_need_section_47s_and_icpcs_2013_to_2022.csv", "Section47", 198_090, 166.9],
  ["initial conferences", "c4_children_in_need_section_47s_and_icpcs_2013_to_2022.csv", "ICPC", 79_470, null],
  ["episodes of need", "b1_children_in_need_2013_to_2022.csv", "Anypoint_episodes", 753_840, 635.2],
  ["in need at 31 March", "b1_children_in_need_2013_to_2022.csv", "At31_episodes", 404_710, 341],
  ["plans at 31 March", "d1_child_protection_plans_2013_to_2022.csv", "CPP_At31", 53_790, 45.3],
];
const POPULATION = sharedFile("cin-2022/ons_mid-year_population_estimates.csv");

describe.skipIf(POPULATION === null)("national figures of 2017-18", () => {
  const england = (file: string, name: string, year: number): number => {
    const d = csvColumns(readFileSync(sharedFile(`cin-2022/${file}`)!, "utf8").replace(/^\uFEFF/, ""));
    const at = d["time_period"]!.findIndex(
      (time, i) => Number(time) === year && d["geographic_level"]![i] === "National",
    );
    return Number(d[name]![at]);
  };

  it("children in mid-2017: 11,866,960, 7.4% above mid-2010 as first published", () => {
    const children = england("ons_mid-year_population_estimates.csv", "population_estimate", 2017);
    expect(children).toBe(11_866_960);
    expect((100 * (children / 11_045_369 - 1)).toFixed(1)).toBe("7.4");
  });

  it.each(ENGLAND)("%s", (_, file, name, count, rate) => {
    expect(england(file, name, 2018)).toBe(count);
    const children = england("ons_mid-year_population_estimates.csv", "population_estimate", 2017);
    if (rate !== null) expect(Number(((1e4 * count) / children).toFixed(1))).toBeCloseTo(rate, 10);
  });
});
