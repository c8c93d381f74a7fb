import type { Spread } from "../../6-estimators/spread.ts";
import type { Json } from "../../messages/types.ts";
import type { MapValue } from "../map-value.ts";

/** How far areas lie apart in one year. Null: not defined for these figures, or no counts are known. */
export interface SpreadFigures extends Spread {
  [key: string]: Json;
  /** Systematic component: variance of the areas' ratios to the common rate, counting noise taken out. */
  scv: number | null;
  /** Share of the variance that counting alone would give. */
  noiseShare: number | null;
  /** The common rate: all events over all people, in the unit of the outcome. */
  common: number | null;
}

export interface SpreadRow {
  area: string;
  label: string;
  value: number;
  /** 95% interval of the rate, from the count alone. */
  low: number | null;
  high: number | null;
  count: number | null;
  population: number | null;
  /** Events that the common rate would give. */
  expected: number | null;
  /** Distance from the common rate in counting noise (square root), and with the usual differences between areas added. */
  z: number | null;
  zAdditive: number | null;
  zPearson: number | null;
  zPearsonAdditive: number | null;
  /** The figure rests on one typed by hand. */
  provisional?: true;
}

export interface FunnelPart {
  [key: string]: Json;
  variant: string;
  words: string;
  reach: number;
  phi: number;
  tau2: number;
  beyond: number;
  beyondAdditive: number;
}

/** The same areas, early and late. */
export interface SpreadChange {
  [key: string]: Json;
  from: number;
  to: number;
  areas: number;
  first: SpreadFigures;
  last: SpreadFigures;
}

export interface Gradient {
  [key: string]: Json;
  by: string;
  areas: number;
  weights: "population" | "equal";
  intercept: number;
  sii: number;
  siiLow: number | null;
  siiHigh: number | null;
  /** Ratio of the line's ends; null where the line leaves the rates, which `refused` says. */
  riiRatio: number | null;
  refused: boolean;
  riiLog: number | null;
  riiLogLow: number | null;
  riiLogHigh: number | null;
  /** Null without counts, or where a figure is below zero or all are zero. */
  concentration: Concentration | null;
}

/** How far the outcome is gathered at one end of the line: below zero where least of `by` is, above where most is. */
export interface Concentration {
  [key: string]: Json;
  index: number;
  /** 95% range; null where the variance is not above zero. */
  low: number | null;
  high: number | null;
}

/** Do areas whose hexagons touch on the map resemble each other? */
export interface Moran {
  [key: string]: Json;
  i: number;
  expected: number;
  z: number;
  pValue: number;
  /** Areas with a figure whose hexagon touches another's; and those whose hexagon touches none, which are left out. */
  areas: number;
  isolated: number;
}

export interface SpreadValue {
  outcome: string;
  title: string;
  /** What one row is: "council", "area", "row". */
  unit: string;
  units: string;
  time: number | null;
  figures: SpreadFigures;
  counts: { count: string; population: string; countTitle: string; populationTitle: string; times: number } | null;
  /** From the highest figure down where intervals are known, else in the order of codes (or of the file). */
  rows: SpreadRow[];
  ordered: boolean;
  /** Areas without a figure in that year, and why; where there are some. */
  without?: { area: string; label: string; why: string }[];
  funnels: FunnelPart[];
  years: ({ time: number } & SpreadFigures)[];
  change: SpreadChange | null;
  gradient: Gradient | null;
  /** Null where the study names no map. */
  map: MapValue | null;
  /** Null without a map, or where too few of its hexagons touch. */
  moran: Moran | null;
}
