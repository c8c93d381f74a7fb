/** Where areas stand on a map of hexagons: one hexagon each, of one size. */
export interface AreaMap {
  /** Which rows (or columns) of hexagons are pushed on by half a hexagon. */
  layout: HexLayout;
  /** `code` is the panel's where the panel has the area, else the map's own. `q` is the column, `r` the row, from the lower left. */
  hexes: { code: string; name: string; q: number; r: number }[];
}

export type HexLayout = "odd-r" | "even-r" | "odd-q" | "even-q";
