import type { GapReason } from "../../3-panel/total-gap.ts";

/** A figure beside the published one; `area` is null for a sum of areas. */
export type ReconcileRow = {
  area: string | null;
  label: string;
  time: number | null;
  ours: number;
  published: number;
  /** Published less ours. */
  difference: number;
  why: GapReason;
};

export type ReconcileCheck = {
  /** A sum against the country's printed total, or two measures against each other. */
  type: "total" | "pair";
  ours: string;
  oursTitle: string;
  /** The measure, or what the file calls the country. */
  published: string;
  publishedTitle: string;
  /** What the published figures are rounded to; 0 where they are not. */
  unit: number;
  /** Figures on both sides, and of those: the same, apart by no more than rounding, apart by more. */
  compared: number;
  equal: number;
  rounding: number;
  differ: number;
  onlyOurs: number;
  onlyPublished: number;
  /** Among those apart by more than rounding: the middle of |difference| / |published|. */
  medianGap: number | null;
  furthest: ReconcileRow | null;
  /** Of a sum every year; of a pair those apart by more than rounding, furthest first, at most 50. */
  rows: ReconcileRow[];
};

export type ReconcileValue = {
  unit: string;
  units: string;
  checks: ReconcileCheck[];
};
