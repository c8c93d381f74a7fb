import type { Field } from "@whyvary/core";
import { expect, test } from "vitest";
import { complete, fits, parseJson, parseList, parseNumber, parseWord } from "./field-values.ts";

const said = { key: "x", label: "X", about: null, advanced: false, required: false };
const field = (shape: object): Field => ({ ...said, ...shape }) as Field;

test("a value that its control could not give back is left to JSON", () => {
  const list = field({ control: "list", of: "either" });
  expect(fits(list, [1, "two"])).toBe(true);
  expect(fits(list, ["1", "two"])).toBe(false);
  expect(fits(list, ["one, two"])).toBe(false);
  const number = field({ control: "number", integer: true, least: 1, most: null });
  expect([fits(number, 3), fits(number, "3"), fits(number, undefined)]).toEqual([true, false, true]);
  const groups = field({ control: "groups", words: ["area"] });
  expect(fits(groups, { Council: "area", Deprivation: ["idaci"] })).toBe(true);
  expect([fits(groups, { Year: "time" }), fits(groups, { Deprivation: [["idaci"]] })]).toEqual([false, false]);
  const alternatives = field({ control: "alternatives", words: ["area"] });
  expect([fits(alternatives, { A: [["x"], ["y"]] }), fits(alternatives, { A: ["x"] })]).toEqual([true, false]);
  const pairs = field({ control: "tuples", length: 2 });
  expect([fits(pairs, [["a", "b"]]), fits(pairs, [["a"]])]).toEqual([true, false]);
  const figures = field({ control: "figures", percent: true });
  expect([fits(figures, { "2018": 0.25 }), fits(figures, { "2018": "25%" })]).toEqual([true, false]);
  const values = field({ control: "values" });
  expect([fits(values, { imd: 30.5, region: "London" }), fits(values, { region: "12" })]).toEqual([true, false]);
  const rows = field({ control: "rows", fields: [{ ...said, key: "name", control: "text" }] });
  expect(fits(rows, [{ name: "a" }, {}])).toBe(true);
  expect(fits(rows, [{ name: "a", also: 1 }])).toBe(false);
  expect(fits(field({ control: "measures" }), ["a", 2])).toBe(false);
  expect(fits(field({ control: "choices", words: ["a", "b"] }), ["c"])).toBe(false);
});

test("what a person gives is all there once every row has what every row must have", () => {
  const inner = [
    { ...said, key: "block", required: true, control: "text" },
    { ...said, key: "value", required: true, control: "number" },
    { ...said, key: "quote", control: "text" },
  ];
  const published = field({ control: "rows", fields: inner });
  expect(complete(published, [{ block: "Council", value: 0.44 }])).toBe(true);
  for (const value of [undefined, [], [{ block: "Council" }], [{ block: "", value: 0 }]])
    expect(complete(published, value)).toBe(false);
  expect([complete(field({ control: "choice" }), "after"), complete(field({ control: "choice" }), "")]).toEqual([true, false]); // prettier-ignore
});

test("numbers as people write them, within their limits", () => {
  const any = { integer: false, least: null, most: null };
  expect(parseNumber(" 1,000.5 ", any)).toEqual({ value: 1000.5 });
  expect(parseNumber("−2", any)).toEqual({ value: -2 });
  expect(parseNumber("1e-3", any)).toEqual({ value: 0.001 });
  for (const text of ["two", "1,00", "1 2", "0x10"]) expect(parseNumber(text, any)).toHaveProperty("error");
  expect(parseNumber("1.5", { ...any, integer: true })).toHaveProperty("error");
  expect(parseNumber("0", { ...any, least: 1 })).toHaveProperty("error");
  expect(parseNumber("9", { ...any, most: 5 })).toHaveProperty("error");
});

test("lists and JSON", () => {
  expect(parseList("good, 2,  ", "either")).toEqual({ value: ["good", 2] });
  expect(parseList("1, b", "number")).toEqual({ error: "“b” is not a number." });
  expect([parseWord(" 12 "), parseWord("iv")]).toEqual([{ value: 12 }, { value: "iv" }]);
  expect(parseJson('{"a": 1}')).toEqual({ value: { a: 1 } });
  expect(parseJson("{a: 1}")).toHaveProperty("error");
});
