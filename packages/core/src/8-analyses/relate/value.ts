import type { CorrelationMethod } from "../../7-results/correlation-interval.ts";

/** Rows as they are; averages of areas; changes within areas; the same beyond changes shared by all. */
export type Level = "rows" | "between" | "within" | "within-years";

export interface CorrelationLine {
  level: Level;
  method: CorrelationMethod;
  estimate: number;
  low: number | null;
  high: number | null;
  nobs: number;
}

export interface SlopeLine {
  level: Level;
  /** What is held equal. */
  adjust: string[];
  /** The outcome's units (with grades: log odds of a higher grade) for `unit` more of the measure. */
  estimate: number;
  stdError: number | null;
  /** Null: the normal distribution. */
  df: number | null;
  pValue: number | null;
  low: number | null;
  high: number | null;
  /** The least margin either side of zero that would pass (with grades in log odds). */
  smallestMargin: number | null;
  /** Against the margin that was set; null without one. */
  equivalent: boolean | null;
  pEquivalent: number | null;
  nobs: number;
}

export interface GroupLine {
  group: string;
  count: number;
  mean: number;
  median: number;
  q1: number;
  q3: number;
}

export interface PairLine {
  a: string;
  b: string;
  statistic: number;
  pValue: number;
  /** Holm's, for all pairs. */
  adjusted: number;
}

export interface ProductLine {
  with: string;
  estimate: number;
  low: number | null;
  high: number | null;
  pValue: number | null;
  /** The link where the other measure stands at its lower and upper quarter. */
  at: { where: number; estimate: number; low: number; high: number }[];
}

export interface RelatePoint {
  area: string | null;
  label: string;
  x: number;
  /** With groups: the position of the group. */
  y: number;
}

export interface RelateValue {
  measure: string;
  measureTitle: string;
  outcome: string;
  outcomeTitle: string;
  sort: "measure" | "grades" | "groups";
  unit: number;
  margin: number | null;
  nobs: number;
  areas: number | null;
  times: number | null;
  /** Are there several rows of one area? */
  repeated: boolean;
  errors: string;
  correlations: CorrelationLine[];
  slopes: SlopeLine[];
  product: ProductLine | null;
  groups: GroupLine[];
  kruskal: { statistic: number; df: number; pValue: number } | null;
  pairs: PairLine[];
  /** Smallest correlation that so many areas (or rows) would have shown with 80% power, and that would merely be significant. */
  power: { units: number; detectable: number; significant: number } | null;
  /** Slope of the last line without each single area. */
  influence: { estimate: number; low: number; high: number; mostMoved: { area: string; label: string; estimate: number } } | null; // prettier-ignore
  /** Areas (their averages) or rows; with groups one row per area. */
  points: RelatePoint[];
  /** Deviations from areas' averages, beyond shared changes. */
  within: { x: number; y: number }[];
  /** How many are left out of the points of a picture, where there are very many. */
  notDrawn: number;
}
