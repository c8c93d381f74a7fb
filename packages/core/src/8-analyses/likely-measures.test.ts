import { expect, test } from "vitest";
import { likelyCounts } from "./likely-measures.ts";
import type { PanelFacts } from "./types.ts";

const measure = (name: string, missing = 0): PanelFacts["measures"][number] => ({ name, title: name, type: "number", missing, distinct: 50 }); // prettier-ignore
const facts = (...names: string[]): PanelFacts => ({
  ...{ rows: 100, area: { name: "code", count: 20 }, time: null, group: false, focus: { area: null, neighbours: 0 } },
  measures: names.map((name) => measure(name)),
});
const of = (rate: string, ...names: string[]) => likelyCounts(facts(rate, ...names), measure(rate));

test("a rate named after its count brings the count and the population", () => {
  const wanted = { count: "plans", population: "population_0_17" };
  expect(of("plans_rate_calc", "plans", "population_0_17")).toEqual(wanted);
  expect(of("plans_per_10000", "population_0_17", "plans")).toEqual(wanted);
});

test("nothing is made up for a rate whose count or population is not there, or is called otherwise", () => {
  expect(of("plans_rate", "plans_started", "population_0_17")).toBeUndefined();
  expect(of("plans_rate", "plans")).toBeUndefined();
  expect(of("plans_rate", "plans", "population_rate")).toBeUndefined();
  expect(of("vacancies", "plans", "population_0_17")).toBeUndefined();
});
