import { describe, expect, it } from "vitest";
import { run } from "../src/study/run.ts";
import { hasR, runRscript } from "./r.ts";
import { readBytes, sharedFile } from "./studies.ts";

/** The article's questions once more, of the real council panel; nobody's budget is in it. */
const file = sharedFile("panel/england-la-panel.csv");

const rate = (count: string, title: string) => ({ rate: `panel.${count}`, per: "panel.population_0_17", times: 10000, title }); // prettier-ignore
const blocks = { Council: "area", Year: "time", Deprivation: ["idaci"], "Spend and vacancies": ["spend", "vacancies"] };
const years = { from: 2016, to: 2022 };

const study = {
  whyvary: 1,
  tables: { panel: { file: "panel.csv", source: "compiled from published tables", release: "2025" } },
  panel: {
    ...{ area: "old_la_code", time: "year", label: "la_name", group: "region_name" },
    measures: {
      plan_starts: { sum: ["panel.cpp_start_rate_published"], title: "plans started per 10,000 children" },
      plan_rate: rate("cpp_at_31_march", "child protection plans per 10,000 children"),
      idaci: "panel.idaci2019_average_score",
      spend: "panel.spend_safeguarding_per_child_calc",
      vacancies: "panel.sw_vacancy_rate_fte",
      white_british: "panel.pupils_white_british_percent_calc",
      asian: "panel.pupils_asian_percent_calc",
      black: "panel.pupils_black_percent_calc",
      referrals: "panel.referrals",
      plans: "panel.cpp_at_31_march",
      children: "panel.population_0_17",
      centres: "panel.spend_sure_start_under5",
      family: "panel.spend_family_support",
      young: "panel.spend_young_people",
      safeguarding: "panel.spend_safeguarding",
      care: "panel.spend_cla",
      total: "panel.spend_total_cyp",
    },
    without: ["201", "420"],
  },
  focus: { area: "806" },
  analyses: [
    { id: "ours", kind: "profile", outcome: "plan_rate", year: 2018, count: "plans", population: "children", given: ["idaci"] }, // prettier-ignore
    { id: "growth", kind: "trend", measures: ["referrals", "plans"], population: "children", from: 2013, to: 2018 },
    { id: "apart", kind: "spread", outcome: "plan_rate", year: 2018, by: "idaci" },
    { id: "shares", kind: "decompose", outcome: "plan_starts", blocks, times: years, bootstrap: { draws: 0 } },
    { id: "choices", kind: "audit", outcomes: ["plan_starts"], declared: "before", published: [{ block: "Council", value: 0.44 }, { block: "Year", value: 0.1 }], blocks: { ...blocks, Deprivation: [["idaci"]], "Spend and vacancies": [["spend", "vacancies"]] }, times: years }, // prettier-ignore
    { id: "omitted", kind: "omitted", outcome: "plan_starts", blocks, add: { Ethnicity: ["white_british", "asian", "black"] }, times: years }, // prettier-ignore
    { id: "link", kind: "relate", measure: "spend", outcome: "plan_starts", adjust: ["idaci"], unit: 100, times: { from: 2022, to: 2022 } }, // prettier-ignore
    { id: "money", kind: "composition", parts: ["centres", "family", "young", "safeguarding", "care"], total: "total", lead: ["centres", "family", "young"], leadTitle: "early help", published: { "2018": 0.25 } }, // prettier-ignore
    { id: "model", kind: "regress", formula: "plan_starts ~ spend + vacancies | area + time", times: years },
  ],
};

/** Figures that each answer leads with, at the same place in the value and in R's. */
const headlines: { [kind: string]: string[] } = {
  profile: ["now.own", "now.mean", "expected.expected"],
  trend: ["rows.0.growth", "rows.1.growth", "population.growth"],
  spread: ["figures.p90OverP10", "figures.scv"],
  decompose: ["nobs", "rSquared", "contested"],
  audit: ["specifications", "nearest.0.gap"],
  omitted: ["nobs", "steps.0.areaLast", "steps.1.areaLast", "steps.1.pcv"],
  relate: ["nobs", "slopes.0.estimate"],
  composition: ["years.0.lead.share", "change.share"],
  regress: ["coefficients.0.estimate", "coefficients.0.stdError"],
};
const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce((inner, key) => (inner as { [key: string]: unknown } | null)?.[key], value);

describe.skipIf(file === null)("the same questions of the real figures", () => {
  const results = file === null ? null : run(study, { "panel.csv": readBytes(file) });
  const found = (kind: string) => results!.analyses.find((one) => one.kind === kind)!;

  it("answers each in words, its rows adding up, and says of every count of services that it is activity", () => {
    expect(results!.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const { id, kind, ok, answer, ladder, notes, problem } of results!.analyses) {
      expect(problem?.text, id).toBeUndefined();
      expect(ok, id).toBe(true);
      expect(answer.map(({ text }) => text).join("").length, id).toBeGreaterThan(60);
      for (let i = 1; i < ladder.length; i++) expect(ladder[i]!.rows, id).toBe(ladder[i - 1]!.rows - ladder[i]!.removed);
      expect(notes.some(({ code }) => code === "activity"), id).toBe(kind !== "composition");
    }
  }); // prettier-ignore

  it("has the figures of specification A, and the spread of 2018", () => {
    const near = (kind: string, path: string, value: number, decimals: number): void =>
      expect(at(found(kind).value, path), `${kind} ${path}`).toBeCloseTo(value, decimals);
    near("decompose", "nobs", 1017, 0);
    near("decompose", "rSquared", 0.7718, 4);
    near("omitted", "steps.0.areaLast", 0.449, 3);
    near("omitted", "steps.1.areaLast", 0.264, 3);
    near("omitted", "steps.1.rSquaredWithoutArea", 0.51, 3);
    near("omitted", "steps.0.pcv", 0.372, 3);
    near("omitted", "steps.1.pcv", 0.651, 3);
    near("spread", "figures.p90OverP10", 2.59, 2);
    near("spread", "figures.highestOverLowest", 7.5, 2);
    near("spread", "funnels.0.phi", 25.62, 2);
  });

  it.skipIf(!hasR()).each(Object.keys(headlines))(
    "%s: its script gives the same figures in R, from the file on",
    (kind) => {
      const { rCode, value } = found(kind);
      const theirs = runRscript<unknown>(rCode, { "panel.csv": readBytes(file!) }, "result");
      for (const path of headlines[kind]!) {
        const ours = at(value, path) as number;
        expect(typeof ours, path).toBe("number");
        expect((at(theirs, path) as number) / ours, path).toBeCloseTo(1, 8);
      }
    },
    120_000,
  );
});
