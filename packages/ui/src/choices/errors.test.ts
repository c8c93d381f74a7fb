import type { AnalysisResult, CheckReport, Problem } from "@whyvary/core";
import { expect, test } from "vitest";
import { errorAt } from "./errors.ts";
import { measureOptions, termTitle } from "./measures.ts";

const problem: Problem = {
  code: "study/unknown-measure",
  severity: "error",
  text: "There is no measure idac.",
  remedy: "Did you mean idaci?",
  path: ["analyses", 0, "blocks", "Deprivation", 0],
};
const check = {
  problems: [problem],
  missing: [],
  tables: [],
  panel: null,
  asks: [],
  needed: [],
  crosswalks: [],
} as CheckReport;

test("an error stands under the choice it belongs to and under no other", () => {
  expect(errorAt(["analyses", 0, "blocks"], check, null)).toBe("There is no measure idac. Did you mean idaci?");
  expect(errorAt(["analyses", 0, "outcome"], check, null)).toBeNull();
  expect(errorAt(["analyses", 1, "blocks"], check, null)).toBeNull();
  expect(errorAt(["analyses", 0, "blocks"], null, { problem } as AnalysisResult)).not.toBeNull();
  const below = { problem: { ...problem, path: ["blocks", "Deprivation"] } } as AnalysisResult;
  expect(errorAt(["analyses", 0, "blocks"], null, below)).not.toBeNull();
  expect(errorAt(["analyses", 0, "outcome"], null, below)).toBeNull();
});

test("the present outcome stays among the options, text measures do not", () => {
  const measures = [
    { name: "rate", title: "Plan rate", type: "number" as const, missing: {}, columns: [] },
    { name: "16+ share", title: "16+ share", type: "number" as const, missing: {}, columns: [] },
    { name: "region", title: "Region", type: "text" as const, missing: {}, columns: [] },
  ];
  expect(measureOptions(measures, "log(rate)").map((option) => option.value)).toEqual([
    "log(rate)",
    "rate",
    "`16+ share`",
  ]);
  expect(measureOptions(measures, "rate")).toHaveLength(2);
  expect(termTitle("`16+ share`", measures)).toBe("16+ share");
  expect(termTitle("a:b", measures)).toBe("a:b");
});
