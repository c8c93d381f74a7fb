import { expect, test } from "vitest";
import { questionsOf } from "./questions.ts";

test("questions that would read alike are numbered, others are as they are", () => {
  const study = { whyvary: 1, tables: {}, panel: {}, analyses: [{ id: "a", kind: "budget" }, { id: "b", kind: "trend", title: "Growth" }, { id: "budget-2", kind: "budget" }] } as never; // prettier-ignore
  expect(questionsOf(study).map(({ title }) => title)).toEqual(["Who overspent? (1)", "Growth", "Who overspent? (2)"]);
});
