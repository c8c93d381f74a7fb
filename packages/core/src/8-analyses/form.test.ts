import * as v from "valibot";
import { expect, test } from "vitest";
import { fieldsOf } from "./form.ts";
import { kindInfos } from "./kind-info.ts";
import { choice, control, measure, measures, sharedOptions } from "./shared-options.ts";

const schema = v.strictObject({
  ...sharedOptions,
  kind: v.literal("toy"),
  outcome: measure("Outcome", "What is asked about."),
  given: v.optional(measures("Held equal", "Those held equal.")),
  how: v.optional(choice("How", ["one", "two"], "Which way.")),
  year: v.optional(v.pipe(v.number(), v.integer(), control<number>({ picks: "time", label: "Year" }))),
  maxLag: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9), v.description("How far back."))),
  pooled: v.optional(v.pipe(v.boolean(), control<boolean>({ label: "Pooled", advanced: true }))),
  also: v.optional(v.array(v.picklist(["a", "b"]))),
  grades: v.optional(v.pipe(v.array(v.union([v.string(), v.number()])), v.minLength(2))),
  models: v.optional(
    v.pipe(
      v.array(v.strictObject({ name: v.string(), terms: v.optional(measures("Terms", "Of this model.")) })),
      v.description("Each model."),
    ),
  ),
  redraw: v.optional(v.strictObject({ draws: v.optional(v.number()) })),
  shares: v.optional(v.record(v.string(), v.number())),
  named: v.optional(v.record(v.string(), v.union([v.literal("area"), v.array(v.string())]))),
  others: v.optional(v.record(v.string(), v.union([v.literal("time"), v.array(v.array(v.string()))]))),
  pairs: v.optional(v.array(v.pipe(v.array(v.string()), v.length(2)))),
  page: v.optional(v.union([v.string(), v.number()])),
  share: v.optional(v.pipe(v.number(), control<number>({ percent: true }))),
  either: v.optional(v.union([v.string(), v.strictObject({ type: v.string() })])),
  at: v.optional(v.record(v.string(), v.union([v.number(), v.string()]))),
});

test("every shape of option has its control, in the schema's order, without the shared keys", () => {
  const fields = fieldsOf(schema);
  expect(fields.map(({ key, control: which }) => [key, which])).toEqual([
    ["outcome", "measure"],
    ["given", "measures"],
    ["how", "choice"],
    ["year", "time"],
    ["maxLag", "number"],
    ["pooled", "boolean"],
    ["also", "choices"],
    ["grades", "list"],
    ["models", "rows"],
    ["redraw", "object"],
    ["shares", "figures"],
    ["named", "groups"],
    ["others", "alternatives"],
    ["pairs", "tuples"],
    ["page", "word"],
    ["share", "number"],
    ["either", "json"],
    ["at", "values"],
  ]);
  const field = (key: string) => fields.find((one) => one.key === key)!;
  expect(field("outcome")).toMatchObject({ label: "Outcome", about: "What is asked about.", required: true });
  expect(field("given")).toMatchObject({ label: "Held equal", about: "Those held equal.", required: false });
  expect(field("how")).toMatchObject({ words: ["one", "two"] });
  expect(field("maxLag")).toMatchObject({ label: "Max lag", integer: true, least: 1, most: 9, about: "How far back." });
  expect(field("pooled")).toMatchObject({ advanced: true });
  expect(field("grades")).toMatchObject({ of: "either" });
  expect(field("named")).toMatchObject({ words: ["area"] });
  expect(field("others")).toMatchObject({ words: ["time"] });
  expect(field("pairs")).toMatchObject({ length: 2 });
  expect(field("share")).toMatchObject({ percent: true });
  expect(field("models")).toMatchObject({
    about: "Each model.",
    fields: [
      { key: "name", control: "text", required: true },
      { key: "terms", control: "measures", label: "Terms", required: false },
    ],
  });
});

test("the kinds as data survive being written as JSON, and every kind of the registry is among them", () => {
  const infos = kindInfos();
  expect(JSON.parse(JSON.stringify(infos))).toEqual(infos);
  for (const { title, needs, fields } of infos) {
    expect(title).not.toBe("");
    expect(needs).not.toBe("");
    expect(fields.length).toBeGreaterThan(0);
    for (const { about, control: which, key } of fields)
      if (which !== "object") expect(about, `an option without a word on it: ${key}`).not.toBeNull();
  }
});
