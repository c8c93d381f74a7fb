import { moransI, rowStandardised } from "../../6-estimators/morans-i.ts";
import type { MapValue } from "../map-value.ts";
import type { Moran } from "./value.ts";

/** The normal p value of fewer is not to be relied on. */
export const FEWEST = 10;

type Hex = MapValue["hexes"][number] & { value: number };

/** Hexagons of areas with a figure, each area once. */
export function placedHexes({ hexes }: MapValue): Hex[] {
  const seen = new Set<string>();
  return hexes.filter((hex): hex is Hex => {
    if (hex.value === null || seen.has(hex.area) || !Number.isInteger(hex.q) || !Number.isInteger(hex.r)) return false;
    seen.add(hex.area);
    return true;
  });
}

/** Position along a row of hexagons in half widths, and the row; along a column where the layout pushes columns. */
function place(layout: MapValue["layout"], { q, r }: Hex): [along: number, line: number] {
  const [across, line] = layout.endsWith("r") ? [q, r] : [r, q];
  const odd = ((line % 2) + 2) % 2;
  return [2 * across + (layout.startsWith("odd") ? odd : 1 - odd), line];
}

/** Positions of the hexagons that share a side with each. */
export function touching(layout: MapValue["layout"], hexes: readonly Hex[]): number[][] {
  const places = hexes.map((hex) => place(layout, hex));
  return places.map(([along, line]) =>
    places.flatMap(([other, otherLine], j) => {
      const lines = Math.abs(line - otherLine);
      return lines < 2 && Math.abs(along - other) === 2 - lines ? [j] : [];
    }),
  );
}

/** Moran's I over hexagons that touch; null where too few do, or their figures are alike. */
export function moranOf(map: MapValue | null): Moran | null {
  if (map === null) return null;
  const hexes = placedHexes(map);
  const lists = touching(map.layout, hexes);
  const joined = [...lists.keys()].filter((i) => lists[i]!.length > 0);
  const values = joined.map((i) => hexes[i]!.value);
  if (joined.length < FEWEST || values.every((value) => value === values[0])) return null;
  const at = new Map(joined.map((i, place) => [i, place]));
  const found = moransI(values, rowStandardised(joined.map((i) => lists[i]!.map((j) => at.get(j)!))));
  // Shuffling such figures over such a map does not change it: there is nothing to test.
  if (!(found.variance > 1e-12)) return null;
  const { statistic: i, expected, z, pValue } = found;
  return { i, expected, z, pValue, areas: joined.length, isolated: hexes.length - joined.length };
}
