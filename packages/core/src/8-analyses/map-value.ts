import type { AreaMap } from "../3-panel/area-map.ts";

/** One figure an area, on a map of hexagons. */
export type MapValue = {
  layout: AreaMap["layout"];
  hexes: {
    area: string;
    label: string;
    q: number;
    r: number;
    value: number | null;
    why?: string;
    provisional?: true;
  }[];
  /** Areas with a figure for which the map has no hexagon, and hexagons of areas without one. */
  withoutHex: string[];
  withoutFigure: string[];
};

/** The figures on the map that the study names, where it names one that knows any of the areas. */
export function mapOf(
  map: AreaMap | undefined,
  rows: readonly { area: string; label: string; value: number }[],
  without: readonly { area: string; label: string; why: string }[] = [],
  typed: ReadonlySet<string> = new Set(),
): MapValue | null {
  const reasons = new Map(without.map((one) => [one.area, one]));
  const figures = new Map(rows.map((row) => [row.area, row]));
  if (map === undefined || !map.hexes.some(({ code }) => figures.has(code))) return null;
  const placed = new Set(map.hexes.map(({ code }) => code));
  const hexes = map.hexes.map(({ code, name, q, r }) => ({ area: code, label: figures.get(code)?.label ?? name, q, r, value: figures.get(code)?.value ?? null, ...(reasons.has(code) && { why: reasons.get(code)!.why }), ...(typed.has(code) && figures.has(code) && { provisional: true as const }) })); // prettier-ignore
  return {
    layout: map.layout,
    hexes,
    withoutHex: rows.filter(({ area }) => !placed.has(area)).map(({ label }) => label),
    withoutFigure: hexes.filter(({ value }) => value === null).map(({ label }) => label),
  };
}
