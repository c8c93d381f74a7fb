import type { Json } from "../../messages/types.ts";
import type { MapValue } from "../map-value.ts";

/** A measure's growth between two years. Growth figures are fractions: 0.066 is 6.6%. */
export interface TrendRow {
  [key: string]: Json;
  measure: string;
  title: string;
  /** Which figures of which release these are: file, column, and what the study says of its source. */
  from: string;
  /** Totals over the areas with a figure in each year, and how many those are. */
  first: number;
  last: number;
  /** What the file itself prints for the country, beside these sums. */
  printed: { [key: string]: Json; place: string; first: number | null; last: number | null } | null;
  areasFirst: number;
  areasLast: number;
  growth: number;
  /** On the areas with figures in both years. */
  sameAreas: number;
  sameGrowth: number | null;
  /** Per 10,000 of the population, on areas with both; null without a population. */
  rateFirst: number | null;
  rateLast: number | null;
  rateGrowth: number | null;
  /** How unequally: of the areas with more than nothing in the first year. */
  grew: number;
  compared: number;
  p10: number | null;
  median: number | null;
  p90: number | null;
  /** Areas whose first count is under 10: their growth is mostly chance. */
  small: number;
}

export interface TrendPoint {
  time: number;
  areas: number;
  total: number;
  /** 100 in the first year. */
  index: number;
  rate: number | null;
  /** How many of its figures are provisional, where any is. */
  provisional?: number;
}

export interface PublishedGrowth {
  [key: string]: Json;
  claim: string;
  percent: number;
  /** How many decimals it was printed with. */
  decimals: number;
  /** The measures whose growth rounds to it. */
  fits: string[];
  measure: string | null;
  measureFits: boolean | null;
  /** What the first figure would have to be, for the claimed measure to have grown as published. */
  neededFirst: number | null;
}

export interface TrendValue {
  unit: string;
  units: string;
  from: number;
  to: number;
  population: TrendRow | null;
  rows: TrendRow[];
  series: { measure: string; title: string; points: TrendPoint[] }[];
  published: PublishedGrowth[];
  areas: { area: string; label: string; growth: (number | null)[]; why?: (string | null)[] }[];
  /** Growth of the first measure; null where the study names no map. */
  map: MapValue | null;
}
