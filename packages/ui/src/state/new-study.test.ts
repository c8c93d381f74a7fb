import { expect, test } from "vitest";
import { addTable, analysisFrom, factsFrom, mustChoose, newStudy, withFirstQuestion, wholeOf } from "./new-study.ts";
import { column, recognised } from "./some-files.ts";

const panel = recognised("england panel.csv", [
  column("code", "area"),
  column("year", "time"),
  column("population_0_17", "indicator"),
  column("cpp_rate", "indicator"),
  column("idaci_score", "indicator"),
  column("idaci_old", "indicator", { missing: { blank: 30 } }),
  column("spend_safeguarding_per_child", "indicator"),
  column("sw_vacancy_rate", "indicator"),
]);

test("one panel: its columns are the measures, with how full they are", () => {
  const study = newStudy([panel]);
  expect(study.panel).toEqual({ area: "code", time: "year", label: "name" });
  expect(study.tables).toEqual({ england_panel: { file: "england panel.csv" } });
  expect(study.analyses).toEqual([]);
  const facts = factsFrom(study, [panel]);
  expect(facts).toMatchObject({ rows: 100, area: { name: "code" }, time: { name: "year" }, group: false });
  expect(facts.measures.map(({ name, missing }) => [name, missing])).toEqual([
    ["population_0_17", 0],
    ["cpp_rate", 0],
    ["idaci_score", 0],
    ["idaci_old", 30],
    ["spend_safeguarding_per_child", 0],
    ["sw_vacancy_rate", 0],
  ]);
});

test("counts and a population become a rate; other keys are said in the table", () => {
  const plans = recognised("d5_plans.csv", [column("CPP_At31", "indicator"), column("3_months", "indicator")]);
  const people = recognised("mid-year population.csv", [column("population_estimate", "indicator")], {
    area: "la",
    time: "mid_year",
    where: { age_group: "0 to 17" },
  });
  const study = newStudy([people, plans]);
  expect(Object.keys(study.tables)).toEqual(["d5_plans", "mid_year_population"]);
  expect(study.tables["mid_year_population"]).toEqual({
    file: "mid-year population.csv",
    where: { age_group: "0 to 17" },
    area: "la",
    time: "mid_year",
    shiftTime: 1,
  });
  expect(study.panel?.measures).toEqual({
    cpp_at31_rate: {
      rate: "d5_plans.CPP_At31",
      per: "mid_year_population.population_estimate",
      times: 10000,
      title: "CPP_At31 per 10,000",
    },
    CPP_At31: "d5_plans.CPP_At31",
    measure_3_months: "d5_plans.`3_months`",
    population_estimate: "mid_year_population.population_estimate",
  });
  const facts = factsFrom(study, [people, plans]);
  expect(facts.measures[0]).toMatchObject({ name: "cpp_at31_rate", missing: 0 });
});

test("a filter left open starts at the whole, and says which", () => {
  expect(wholeOf(["Female", "Male", "Total"])).toBe("Total");
  expect(wholeOf(["Female", "Male", "Total spent on girls"])).toBeUndefined();
  const study = newStudy([
    { ...panel, guess: { ...panel.guess, open: [{ column: "sex", values: ["Female", "All"] }] } },
  ]);
  expect(Object.values(study.tables)[0]!.where).toEqual({ sex: "All" });
  const open = [
    { column: "sex", values: ["Female", "Male"] },
    { column: "age", values: ["0", "1"] },
  ];
  const two = { ...panel, guess: { ...panel.guess, open } };
  expect(Object.values(newStudy([two]).tables)[0]!.where).toBeUndefined();
  expect([mustChoose(two), mustChoose(panel)]).toEqual([true, false]);
  const one = { ...panel, guess: { ...panel.guess, open: open.slice(0, 1) } };
  expect(Object.values(newStudy([one]).tables)[0]!.where).toEqual({ sex: "Female" });
});

test("a table without areas needs no panel", () => {
  const { area, time, label, ...guess } = panel.guess;
  const study = newStudy([{ ...panel, guess }]);
  expect([area, time, label]).toEqual(["code", "year", "name"]);
  expect(study.panel).toBeUndefined();
  expect(factsFrom(study, [{ ...panel, guess }])).toMatchObject({ area: null, time: null });
});

test("another file names the measures that were the columns before, under the same names", () => {
  const before = newStudy([panel]);
  const after = addTable(before, recognised("extra.csv", [column("cpp_rate", "indicator")]), [
    ["england_panel", panel],
  ]);
  expect(after.panel?.measures).toMatchObject({
    cpp_rate: "england_panel.cpp_rate",
    extra_cpp_rate: "extra.cpp_rate",
    idaci_score: "england_panel.idaci_score",
  });
  expect(after.analyses).toBe(before.analyses);
});

test("the first question that can be answered begins the study, under an id not yet used", () => {
  const asks = [
    { kind: "profile", missing: "your own area" },
    { kind: "regress", options: { formula: "a ~ b" } },
  ];
  const study = withFirstQuestion(newStudy([panel]), asks);
  expect(study.analyses).toEqual([{ id: "regress", kind: "regress", formula: "a ~ b" }]);
  expect(analysisFrom(asks[1]!, ["regress", "regress-2"])[0]!.id).toBe("regress-3");
  expect(withFirstQuestion(newStudy([panel]), asks.slice(0, 1)).analyses).toEqual([]);
});
