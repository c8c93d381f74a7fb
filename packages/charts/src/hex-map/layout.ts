import type { HexLayout, MapValue } from "@whyvary/core";

/** Widest a hexagon is drawn, so that a map of few does not fill the page. */
const WIDEST = 44;

export interface PlacedHex {
  area: string;
  label: string;
  value: number | null;
  /** Why there is no figure. */
  why?: string;
  /** The figure rests on one typed by hand. */
  provisional?: true;
  x: number;
  y: number;
}

export interface HexGrid {
  hexes: PlacedHex[];
  /** From the middle of a hexagon to its corner. */
  radius: number;
  /** Standing on a corner (rows pushed on) or on a side (columns pushed on). */
  pointed: boolean;
  height: number;
}

/**
 * Middles of hexagons in pixels, from the upper left. HexJSON counts columns `q` to the right and rows `r` upwards. By
 * "odd-r" odd rows are pushed right by half a hexagon, by "even-r" even ones; by "odd-q" odd columns up, by "even-q" even ones.
 */
export function hexGrid({ layout, hexes }: Pick<MapValue, "layout" | "hexes">, width: number): HexGrid {
  const pointed = layout.endsWith("r");
  const places = hexes.map((hex) => ({ ...hex, ...unit(layout, hex) }));
  const left = Math.min(...places.map(({ u }) => u));
  const right = Math.max(...places.map(({ u }) => u));
  const top = Math.max(...places.map(({ v }) => v));
  const bottom = Math.min(...places.map(({ v }) => v));
  // A hexagon is 1 wide and 2/sqrt(3) high where it stands on a corner, the other way round where on a side.
  const long = 2 / Math.sqrt(3);
  const [w, h] = pointed ? [1, long] : [long, 1];
  const scale = Math.min(WIDEST, width / (right - left + w));
  const start = (width - (right - left) * scale) / 2;
  return {
    hexes: places.map(({ area, label, value, why, provisional, u, v }) => ({ area, label, value, ...(why !== undefined && { why }), ...(provisional && { provisional }), x: start + (u - left) * scale, y: (top - v + h / 2) * scale })), // prettier-ignore
    ...{ radius: (scale * long) / 2, pointed, height: (top - bottom + h) * scale },
  };
}

/** Where a hexagon stands, in widths of one across its sides. */
function unit(layout: HexLayout, { q, r }: { q: number; r: number }): { u: number; v: number } {
  const apart = Math.sqrt(3) / 2;
  const odd = (n: number): number => ((n % 2) + 2) % 2;
  if (layout === "odd-r") return { u: q + odd(r) / 2, v: r * apart };
  if (layout === "even-r") return { u: q + (1 - odd(r)) / 2, v: r * apart };
  return { u: q * apart, v: r + (layout === "odd-q" ? odd(q) : 1 - odd(q)) / 2 };
}
