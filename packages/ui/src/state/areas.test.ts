import { expect, test } from "vitest";
import type { Recognised } from "@whyvary/core";
import { areasOf, withComposite, withCrosswalk, withMap } from "./areas.ts";

const file = {
  columns: ["plans", "plan_rate", "name"].map((name) => ({ name, type: name === "name" ? "text" : "number", role: "indicator" })), // prettier-ignore
} as unknown as Recognised;
const table = { file: "plans.csv" };

test("a crosswalk is written with the counts it shares out; an alias leaves the columns alone", () => {
  expect(withCrosswalk(table, file, { "928": { "940": 0.4, "941": 0.6 } })).toEqual({
    ...table,
    areas: { map: { "928": { "940": 0.4, "941": 0.6 } } },
    sum: ["plans"],
  });
  expect(withMap(table, { Kingstown: "314" })).toEqual({ ...table, areas: { map: { Kingstown: "314" } } });
  const wide = { ...table, wide: { names: "a", values: "b" } };
  expect(withCrosswalk(wide, file, { "836": "839" })).toEqual({ ...wide, areas: { map: { "836": "839" } } });
});

test("what is taken away leaves nothing behind, and what else is said of areas stays", () => {
  const said = withComposite(withMap({ ...table, areas: { match: "exact" } }, { a: "b", c: "d" }), "both");
  expect(said["areas"]).toEqual({ match: "exact", map: { a: "b", c: "d" }, composite: "both" });
  expect(withComposite(withMap(said, { a: null, c: null }), null)).toEqual({ ...table, areas: { match: "exact" } });
  expect(withMap(withMap(table, { a: "b" }), { a: null })).toEqual(table);
});

test("a wrong document is read as not said", () => {
  expect(areasOf({ ...table, areas: { map: { a: 3, b: "c" }, composite: "x" } })).toEqual({ map: [["b", "c"]], composite: null }); // prettier-ignore
  expect(areasOf({ ...table, areas: [] })).toEqual({ map: [], composite: null });
});
