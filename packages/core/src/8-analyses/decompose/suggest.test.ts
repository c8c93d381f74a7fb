import { expect, test } from "vitest";
import type { PanelFacts } from "../types.ts";
import { suggest } from "./suggest.ts";

const measure = (name: string, missing = 0): PanelFacts["measures"][number] => ({
  ...{ name, title: name, type: "number", missing, distinct: 40 },
});
const facts: PanelFacts = {
  rows: 100,
  area: { name: "code", count: 10 },
  time: { name: "year", from: 2015, to: 2024, count: 10 },
  group: false,
  focus: { area: null, neighbours: 0 },
  measures: [
    measure("population_0_17"),
    measure("cpp_rate"),
    measure("idaci_score"),
    measure("idaci_old", 30),
    measure("spend_safeguarding_per_child"),
    measure("sw_vacancy_rate"),
  ],
};

test("a rate is the outcome, and the groups are what people ask about", () => {
  expect(suggest(facts)).toEqual({
    options: {
      outcome: "cpp_rate",
      blocks: {
        Council: "area",
        Year: "time",
        Deprivation: ["idaci_score"],
        "Spend and vacancies": ["spend_safeguarding_per_child", "sw_vacancy_rate"],
      },
      bootstrap: { draws: 1000, seed: 1 },
    },
  });
});

test("the outcome already asked about stays the outcome", () => {
  expect(suggest({ ...facts, outcome: "sw_vacancy_rate" })).toMatchObject({
    options: { outcome: "sw_vacancy_rate", blocks: { Spend: ["spend_safeguarding_per_child"] } },
  });
});

test("without areas and years, other measures are the factors; without those, it says what is missing", () => {
  const plain = { ...facts, area: null, time: null };
  const few = { ...plain, measures: [measure("cpp_rate"), measure("visits")] };
  expect(suggest(few)).toMatchObject({ options: { blocks: { visits: ["visits"] } } });
  expect(suggest({ ...plain, measures: [measure("cpp_rate")] })).toEqual({
    missing: "a second measure, or areas and years",
  });
  expect(suggest({ ...plain, measures: [measure("empty", 90)] })).toEqual({ missing: "a measure that is a number" });
});

test("among rates those that people ask about come first; parts of a process and the workforce come last", () => {
  const outcome = (...names: string[]) => {
    const found = suggest({ ...facts, measures: names.map((name) => measure(name)) });
    return "options" in found ? found.options["outcome"] : found.missing;
  };
  expect(outcome("Anypoint_episodes_rate", "At31_episodes_rate", "vacancy_rate")).toBe("At31_episodes_rate");
  expect(outcome("Ended_episodes_rate", "At31_episodes_rate", "CPP_At31_rate")).toBe("CPP_At31_rate");
  expect(outcome("turnover_rate_fte", "rereferral_percent", "referral_count")).toBe("rereferral_percent");
  expect(outcome("turnover_rate_fte", "referral_count")).toBe("turnover_rate_fte");
  expect(outcome("Anypoint_episodes", "Started_episodes", "At31_episodes")).toBe("At31_episodes");
});
