import { describe, expect, it } from "vitest";
import { files, smallStudy, smallTable } from "../../test/studies.ts";
import type { SpreadValue } from "../8-analyses/spread/value.ts";
import { run } from "./run.ts";

const hexes = Object.fromEntries(
  Array.from({ length: 13 }, (_, i) => [i === 11 ? "other" : `A${String(i).padStart(2, "0")}`, { n: `Place ${i}`, q: i % 4, r: Math.floor(i / 4) }]), // prettier-ignore
);
const study = (more: object = {}) =>
  smallStudy({
    tables: { small: { file: "small.csv" }, places: { file: "places.hexjson" } },
    analyses: [{ id: "apart", kind: "spread", outcome: "rate" }],
    map: { table: "places" },
    ...more,
  });
const json = (layout: unknown = "odd-r", own: unknown = hexes) => JSON.stringify({ layout, hexes: own });
const asked = (text: string, more?: object) => run(study(more), files({ "small.csv": smallTable(), "places.hexjson": text })); // prettier-ignore
const mapOf = (results: ReturnType<typeof run>) => (results.analyses[0]!.value as SpreadValue | null)?.map ?? null;

describe("a map of hexagons", () => {
  it.each(["odd-r", "even-r", "odd-q", "even-q"])("%s: areas by code, else by name; who has no figure or no hexagon", (layout) => {
    const results = asked(json(layout));
    expect(results.problems).toEqual([]);
    const map = mapOf(results)!;
    expect(map.layout).toBe(layout);
    expect(map.hexes).toHaveLength(13);
    expect(map.hexes[11]).toMatchObject({ area: "A11", label: "Place 11", q: 3, r: 2 });
    expect(map.hexes[11]!.value).toBeGreaterThan(0);
    expect(map.hexes[12]).toMatchObject({ area: "A12", label: "Place 12", value: null });
    expect([map.withoutHex, map.withoutFigure]).toEqual([[], ["Place 12"]]);
    const { A03: _, ...fewer } = hexes;
    expect(mapOf(asked(json(layout, fewer)))!.withoutHex).toEqual(["Place 3"]);
  }); // prettier-ignore

  it("stands apart from the panel: rows, ladder and R script are as without it, but for Moran's I", () => {
    const plain = study({ tables: { small: { file: "small.csv" } }, map: undefined });
    const [bare] = run(plain, files({ "small.csv": smallTable() })).analyses;
    const [own] = asked(json()).analyses;
    const moran = /# Moran's I of areas whose hexagons touch[^]*?\nmoran <- list\(.*\n/u;
    expect(own!.rCode).toMatch(moran);
    expect([own!.ladder, own!.rCode.replace(moran, "moran <- NULL\n")]).toEqual([bare!.ladder, bare!.rCode]);
    expect((bare!.value as SpreadValue).map).toBeNull();
  });

  it("another table with code, q, r and layout will do", () => {
    const csv = "code,q,r,layout\n" + Array.from({ length: 12 }, (_, i) => `A${String(i).padStart(2, "0")},${i},0,odd-q\n`).join(""); // prettier-ignore
    const tables = { small: { file: "small.csv" }, places: { file: "places.csv" } };
    const results = run(study({ tables }), files({ "small.csv": smallTable(), "places.csv": csv }));
    expect(mapOf(results)).toMatchObject({ layout: "odd-q", withoutHex: [], withoutFigure: [] });
  });

  it.each([
    ["no JSON", "code,q,r"],
    ["a layout that is none", json("diagonal")],
    ["no hexagons", json("odd-r", {})],
    ["a place that is no whole number", json("odd-r", { A00: { q: 0.5, r: 1 } })],
    ["no object", "7"],
    ["two on one place", json("odd-r", { A00: { q: 0, r: 1 }, A01: { q: 0, r: 1 } })],
  ])("%s is an error of the file", (_, text) => {
    expect(asked(text).problems.map(({ code }) => code)).toContain("not-hexjson");
  });

  it.each([
    ["map-table-unknown", { map: { table: "place" } }, "Did you mean “places”?"],
    ["map-columns", { map: { table: "small" }, tables: { first: { file: "small.csv" }, small: { file: "small.csv" }, places: { file: "places.hexjson" } } }, "code, q, r and layout"], // prettier-ignore
  ])("%s is a warning, and the answer stands", (code, more, remedy) => {
    const results = asked(json(), more);
    const problem = results.problems.find((one) => one.code === code);
    expect(problem).toMatchObject({ severity: "warning" });
    expect(problem!.remedy).toContain(remedy);
    expect(mapOf(results)).toBeNull();
  });

  it("names that are markup or formulas stay names", () => {
    const results = asked(json("odd-r", { A00: { n: '=cmd(),"<img>', q: 0, r: 0 }, B: { n: '"<img onerror=x>', q: 1, r: 0 } })); // prettier-ignore
    expect(mapOf(results)!.hexes.map(({ label }) => label)).toEqual(["Place 0", '"<img onerror=x>']);
  });
});
