import type { MapValue } from "@whyvary/core";
import { andList, counted } from "@whyvary/core";

interface Told {
  /** What is shown, and of when: "Growth of referrals". */
  what: string;
  when: string;
  unit: string;
  units: string;
  format(value: number): string;
}

/** A map in words: how many, the three at either end, who is missing. */
export function describeMap(
  { hexes, withoutHex, withoutFigure }: MapValue,
  rows: readonly { label: string; value: number }[],
  { what, when, unit, units, format }: Told,
): string {
  const ends = [...rows].sort((a, b) => b.value - a.value);
  const named = (few: typeof ends): string => andList(few.map(({ label, value }) => `${label} ${format(value)}`));
  const placed = hexes.length - withoutFigure.length;
  return `${what} of ${counted(placed, unit, units)}${when} on a map of hexagons. Highest: ${named(ends.slice(0, 3))}. Lowest: ${named(ends.slice(-3).reverse())}.${withoutHex.length > 0 ? ` Not on the map: ${andList(withoutHex)}.` : ""}${withoutFigure.length > 0 ? ` Without a figure: ${andList(withoutFigure)}.` : ""}`;
}
