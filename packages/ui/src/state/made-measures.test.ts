import { describe, expect, test } from "vitest";
import type { CheckReport } from "@whyvary/core";
import { madeMeasures, operandOptions, specOf, WAYS, withMade, wordsOf } from "./made-measures.ts";
import type { StudyDoc } from "./study-doc.ts";

const way = (how: string) => WAYS.find((one) => one.how === how)!;
const doc = (measures?: object): StudyDoc => ({ whyvary: 1, tables: { t: { file: "t.csv" } }, panel: { area: "code", ...(measures && { measures }) }, analyses: [] }) as StudyDoc; // prettier-ignore
const panel = (...names: string[]) => ({ measures: names.map((name) => ({ name, title: `The ${name}`, type: "number" })) }) as unknown as CheckReport["panel"]; // prettier-ignore

describe("a measure made without code is what the study writes", () => {
  test.each([
    ["rate", { rate: ["n"], per: ["people"] }, {}, { rate: "n", per: "people", times: 10000 }],
    ["rate", { rate: ["n"], per: ["people"] }, { times: "1,000" }, { rate: "n", per: "people", times: 1000 }],
    ["share", { share: ["n"], of: ["n", "m"] }, {}, { share: "n", of: ["n", "m"], times: 100 }],
    ["minus", { difference: ["n"], minus: ["m"] }, {}, { difference: "n", minus: "m" }],
    ["change", { difference: ["n"] }, { by: "2" }, { difference: "n", by: 2 }],
    ["index", { index: ["n"] }, { base: "2015" }, { index: "n", base: 2015 }],
    ["releases", { releases: ["old.n", "new.n"] }, {}, { releases: ["old.n", "new.n"], choose: "latest" }],
  ])("%s", (how, parts, extras, spec) => {
    expect(specOf(way(how), parts, extras as { [key: string]: string }, null)).toEqual({ spec });
  });

  test("what is not filled in is named", () => {
    expect(specOf(way("rate"), { rate: ["n"] }, {}, null)).toEqual({ missing: "per" });
    expect(specOf(way("index"), { index: ["n"] }, {}, null)).toEqual({ missing: "base" });
    expect(specOf(way("lag"), { lag: ["n"] }, { by: "two" }, null)).toEqual({ missing: "by" });
  });

  test("the neighbours' figure names the table that lists them", () => {
    const near = { table: "near", columns: "SN_*" };
    expect(specOf(way("neighbours"), { neighbours: ["n"] }, { take: "median" }, near)).toEqual({
      spec: { neighbours: "n", take: "median", from: near },
    });
  });
});

test("in words, each in its own", () => {
  const words = (spec: object): string => wordsOf(spec as { [key: string]: unknown }, (one) => `the ${one}`);
  expect(words({ rate: "n", per: "people", times: 10000 })).toBe("a rate: the n, per the people, times 10,000");
  expect(words({ difference: "n", minus: "m" })).toBe("a difference between two: the n, less the m");
  expect(words({ difference: "n", by: 1 })).toBe("a change since an earlier year: the n, years back 1");
  expect(words({ sum: ["a", "b"] })).toBe("a sum: the a and the b");
});

test("where the columns are the measures, they are named before one is added", () => {
  expect(withMade(doc(), panel("n", "odd name"), "Rate!", { rate: "n", per: "n" })).toEqual({
    name: "rate",
    measures: { n: "t.n", "odd name": "t.`odd name`", rate: { rate: "n", per: "n", title: "Rate!" } },
  });
  const { name } = withMade(doc({ rate: "t.n" }), panel("rate"), "rate", { log: "rate" });
  expect(name).toBe("rate_2");
});

test("measures come first, then columns that no measure stands for", () => {
  const columns = [
    { table: "t", column: "n" },
    { table: "t", column: "m" },
  ];
  expect(operandOptions(doc({ plans: "t.n" }), panel("plans"), columns)).toEqual([
    { value: "plans", label: "The plans" },
    { value: "t.m", label: "t.m" },
  ]);
  expect(madeMeasures(doc({ plans: "t.n", rate: { log: "plans", title: "Log" } }))).toEqual([
    { name: "rate", title: "Log", spec: { log: "plans" } },
  ]);
});
