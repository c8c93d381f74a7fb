import { describe, expect, it } from "vitest";
import { answered, figuresOnly, KEYS, small } from "../../../test/ask-spread.ts";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import type { AreaMap, HexLayout } from "../../3-panel/area-map.ts";
import type { Panel } from "../../3-panel/panel.ts";
import type { Outcome } from "../types.ts";
import type { SpreadValue } from "./index.ts";
import { touching } from "./neighbours.ts";

const withR = hasR();

describe("Moran's I of areas whose hexagons touch", () => {
  const LAYOUTS: HexLayout[] = ["odd-r", "even-r", "odd-q", "even-q"];
  /** Rows of four and one far away; one area has no hexagon, one hexagon no area. Some places are below zero. */
  const mapFor = (panel: Panel, layout: HexLayout, across = 4): AreaMap => ({
    layout,
    hexes: [...panel.area!.codes.slice(1), "Z"].map((code, i, all) => ({
      ...{ code, name: code },
      ...(i === all.length - 2 ? { q: 40, r: 40 } : { q: (i % across) - 1, r: Math.floor(i / across) - 1 }),
    })),
  });

  it.each(LAYOUTS)("%s: a hexagon shares a side with those one width away, as they are drawn", (layout) => {
    const hexes = Array.from({ length: 25 }, (_, i) => ({ area: String(i), label: "", value: 1, q: (i % 5) - 2, r: Math.floor(i / 5) - 2 })); // prettier-ignore
    const pushed = (line: number): number => (Math.abs(line % 2) === (layout.startsWith("odd") ? 1 : 0) ? 0.5 : 0);
    const middle = ({ q, r }: { q: number; r: number }): [number, number] =>
      layout.endsWith("r") ? [q + pushed(r), r * Math.sqrt(0.75)] : [q * Math.sqrt(0.75), r + pushed(q)];
    const drawn = hexes.map((one, i) =>
      [...hexes.keys()].filter((j) => {
        const [a, b] = [middle(one), middle(hexes[j]!)];
        return i !== j && Math.abs(Math.hypot(a[0] - b[0], a[1] - b[1]) - 1) < 1e-9;
      }),
    );
    expect(drawn[12]).toHaveLength(6);
    expect(touching(layout, hexes)).toEqual(drawn);
  });

  it.skipIf(!withR).each(LAYOUTS)("%s: every figure equals its R script's", (layout) => {
    const panel = small(15);
    const outcome = answered(panel, { count: "cpp", population: "children" }, undefined, mapFor(panel, layout));
    expect(outcome.value.moran).toMatchObject({ areas: 13, isolated: 1 });
    expectSameAsR(panel, figuresOnly(outcome), { keys: KEYS });
    expectSameAsR(panel, figuresOnly(answered(panel, { year: 2017 }, undefined, mapFor(panel, layout))), {
      keys: KEYS,
    });
  });

  const slope = (values: (i: number) => number, areas = 25): Outcome<SpreadValue> => {
    const cells = Array.from({ length: areas }, (_, i) => i);
    const panel = makePanel({ area: cells.map((i) => String(10 + i)), rate: cells.map(values) }, { area: "area" });
    const hexes = panel.area!.codes.map((code, i) => ({ code, name: code, q: i % 5, r: Math.floor(i / 5) }));
    return answered(panel, {}, undefined, { layout: "odd-r", hexes });
  };

  it("is high on a slope, and says what stands for neighbours", () => {
    const outcome = slope((i) => Math.floor(i / 5));
    const { i, expected, pValue } = outcome.value.moran!;
    expect([i > 0.5, expected, pValue < 0.001]).toEqual([true, -1 / 24, true]);
    expect(outcome.statement).toContain("neighbours are areas whose hexagons touch on the map");
    const said = outcome.notes.find(({ code }) => code === "touching-hexagons")!;
    expect(said.text).toContain("only approximates real borders");
    expect(said.facts).toEqual({ areas: 25, isolated: 0 });
    expect(slope((k) => (k + Math.floor(k / 5)) % 2).value.moran!.i).toBeLessThan(0);
  });

  it("is not given without a map, or where too few touch", () => {
    expect(answered(small()).value.moran).toBeNull();
    expect(answered(small()).statement).not.toContain("Moran");
    const few = slope((i) => i, 9);
    expect([few.value.moran, few.notes.some(({ code }) => code === "touching-hexagons")]).toEqual([null, false]);
    expect(few.statement).toContain("fewer than 10");
    expect(slope((i) => i, 10).value.moran).not.toBeNull();
    // A ring in which each touches two others: wherever the one that differs stands, I is the same.
    const ring = [[2, 0], [1, 1], [1, -1], [-2, 0], [-2, 1], [-2, -1], [-1, 2], [0, 2], [1, 2], [-1, -2], [0, -2], [1, -2]]; // prettier-ignore
    const panel = makePanel({ area: ring.map((_, i) => `R${10 + i}`), rate: ring.map((_, i) => Number(i === 3)) }, { area: "area" }); // prettier-ignore
    const hexes = ring.map(([q, r], i) => ({ code: `R${10 + i}`, name: "", q: q!, r: r! }));
    expect(touching("odd-r", hexes.map((hex) => ({ ...hex, area: hex.code, label: "", value: 1 }))).map(({ length }) => length)).toEqual(ring.map(() => 2)); // prettier-ignore
    expect(answered(panel, {}, undefined, { layout: "odd-r", hexes }).value.moran).toBeNull();
  });
});
