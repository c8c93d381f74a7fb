import { expect, test } from "vitest";
import type { StudyDoc } from "../state/study-doc.ts";
import { latestFields, parseFigure, parseYearTyped, servesWords } from "./latest-fields.ts";

const measure = (name: string, columns: string[], type: "number" | "text" = "number") => ({ name, title: `The ${name}`, type, missing: {}, columns }); // prettier-ignore
const measures = [
  measure("rate", ["plans.n", "people.n"]),
  measure("rate_2", ["other.n"]),
  measure("people", ["people.n"]),
  measure("grade", ["ofsted.grade"], "text"),
];
const doc = (analyses: unknown[]) => ({ whyvary: 1, tables: {}, analyses }) as unknown as StudyDoc;

test("the columns behind what the questions ask about, each once, with what they serve", () => {
  const asked = doc([{ id: "a", kind: "regress", formula: "rate ~ log(people)" }]);
  expect(latestFields(asked, measures, [])).toEqual([
    { column: "plans.n", serves: ["The rate"] },
    { column: "people.n", serves: ["The rate", "The people"] },
  ]);
  expect(latestFields(doc([]), measures, []).map(({ column }) => column)).toEqual(["plans.n", "people.n", "other.n"]);
  expect(latestFields(asked, measures, [{ area: "1", values: { "old.n": 1 } }]).at(-1)).toEqual({ column: "old.n", serves: [] }); // prettier-ignore
});

test("a column that is a measure of its own goes by the measure's name", () => {
  const study = { ...doc([]), panel: { measures: { people: "people.n", rate: { rate: ["plans.n", "people.n"] } } } };
  const [plans, people] = latestFields(study as unknown as StudyDoc, measures, []);
  expect(people).toEqual({ column: "people.n", title: "The people", serves: ["The rate"] });
  expect([plans!, people!].map(servesWords)).toEqual(["For: The rate", "people.n, also for: The rate"]);
  const many = { column: "a.b", serves: ["one", "two", "three", "four", "five"] };
  expect(servesWords(many)).toBe("For: one, two, three and 2 more");
});

test("figures and years as people write them", () => {
  expect(["1,234", " 12.5 ", "\u22123", ""].map(parseFigure)).toEqual([1234, 12.5, -3, null]);
  expect(parseFigure("c")).toEqual({ error: "“c” is not a number." });
  expect(["2026", "2025-26", "2025/26", "2025-2026", "2025-27", "last"].map(parseYearTyped)).toEqual([2026, 2026, 2026, 2026, null, null]); // prettier-ignore
});
