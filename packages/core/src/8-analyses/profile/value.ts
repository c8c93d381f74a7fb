import type { CoefficientRow } from "../../7-results/coefficient-table.ts";

export type Stage = "enter" | "stock" | "stay" | "return";
export type Verdict = "more" | "fewer" | "mixed" | "no sign";

/** One measure in the year looked at, beside those one is compared with. Null: there is no figure. */
export interface Compared {
  measure: string;
  title: string;
  stage: Stage | null;
  own: number | null;
  mean: number | null;
  median: number | null;
  sd: number | null;
  /** How many of those compared with have a figure. */
  count: number;
  /** 95% range in which one more area like them would be expected: mean ± t sd √(1 + 1/n); from three figures on. */
  low: number | null;
  high: number | null;
  /** (own − mean) / sd. */
  distance: number | null;
  /** own / mean. */
  ratio: number | null;
  place: "above" | "below" | "within" | null;
  /** Mean of one's own group of areas, and of all areas, oneself included. */
  group: number | null;
  all: number | null;
  /** The figures of those compared with, in their order. */
  peers: (number | null)[];
}

export interface ProfileYear {
  time: number;
  own: number | null;
  mean: number | null;
  median: number | null;
  count: number;
  /** Pooled rates where counts are given, else means of areas. */
  group: number | null;
  all: number | null;
  /** Why one's own has no figure. */
  why?: string;
  /** One's own figure rests on one typed by hand. */
  provisional?: true;
}

export interface Expected {
  given: string[];
  from: "year" | "average";
  /** Areas that the model was learnt from, one's own not among them. */
  areas: number;
  observed: number;
  expected: number;
  /** 95% prediction interval of one area with these circumstances. */
  low: number;
  high: number;
  /** Observed less expected, with its interval. */
  gap: number;
  gapLow: number;
  gapHigh: number;
  rSquared: number;
  sigma: number;
  coefficients: CoefficientRow[];
  /** Circumstances in which one's own area lies beyond all the others. */
  beyond: string[];
}

/** Place from the highest, and the places that counting noise leaves open. */
export interface Rank {
  rank: number;
  of: number;
  low: number;
  high: number;
}

export interface ProfileValue {
  area: string;
  label: string;
  time: number | null;
  outcome: string;
  title: string;
  peers: {
    by: "neighbours" | "group" | "all";
    /** `why` one has no figure in the year looked at. */
    areas: { area: string; label: string; closeness: string | null; why?: string }[];
    /** Named by the study and not in the data. */
    unmatched: string[];
    /** In the data, without a figure in this year. */
    missing: string[];
  };
  group: string | null;
  pooled: { count: string; population: string; times: number } | null;
  now: Compared;
  years: ProfileYear[];
  pathway: Compared[];
  verdicts: { enter: Verdict | null; stay: Verdict | null; return: Verdict | null };
  expected: Expected | null;
  /** Why there is no expected rate although circumstances were named. */
  notExpected: string | null;
  rank: Rank | null;
  differs: Compared[];
}
