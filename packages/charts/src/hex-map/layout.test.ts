import type { HexLayout } from "@whyvary/core";
import { describe, expect, it } from "vitest";
import { hexGrid } from "./layout.ts";

const at = (layout: HexLayout, places: [number, number][], width = 1000) =>
  hexGrid({ layout, hexes: places.map(([q, r], i) => ({ area: String(i), label: "", q, r, value: null })) }, width);

/** Distance of two middles, in widths across the sides: neighbours lie exactly one apart. */
const apart = (layout: HexLayout, one: [number, number], other: [number, number]): number => {
  const { hexes, radius } = at(layout, [one, other]);
  return Math.hypot(hexes[0]!.x - hexes[1]!.x, hexes[0]!.y - hexes[1]!.y) / (radius * Math.sqrt(3));
};

describe("hexagons in their places", () => {
  it.each<[HexLayout, [number, number], [number, number][]]>([
    ["odd-r", [2, 2], [[1, 2], [3, 2], [1, 3], [2, 3], [1, 1], [2, 1]]],
    ["odd-r", [2, 3], [[1, 3], [3, 3], [2, 4], [3, 4], [2, 2], [3, 2]]],
    ["odd-r", [2, -1], [[1, -1], [3, -1], [2, 0], [3, 0], [2, -2], [3, -2]]],
    ["even-r", [2, 2], [[1, 2], [3, 2], [2, 3], [3, 3], [2, 1], [3, 1]]],
    ["odd-q", [2, 2], [[2, 1], [2, 3], [1, 1], [1, 2], [3, 1], [3, 2]]],
    ["even-q", [2, 2], [[2, 1], [2, 3], [1, 2], [1, 3], [3, 2], [3, 3]]],
  ])("%s: the six around %j touch it", (layout, middle, six) => {
    for (const other of six) expect(apart(layout, middle, other), String(other)).toBeCloseTo(1, 9);
  }); // prettier-ignore

  it("counts rows upwards and columns to the right", () => {
    const [first, second] = at("odd-r", [[0, 0], [3, 2]]).hexes; // prettier-ignore
    expect(second!.x).toBeGreaterThan(first!.x);
    expect(second!.y).toBeLessThan(first!.y);
  });

  it.each([336, 720])("stays within %i pixels, and one hexagon is no giant", (width) => {
    const { hexes, radius, height } = at("odd-q", Array.from({ length: 30 }, (_, i): [number, number] => [i, i % 7]), width); // prettier-ignore
    for (const { x, y } of hexes) {
      expect(x - radius).toBeGreaterThan(-1e-9);
      expect(x + radius).toBeLessThan(width + 1e-9);
      expect(y).toBeLessThan(height);
    }
    expect(at("odd-r", [[0, 0]], width).radius).toBeLessThan(30);
  });
});
