import type { AmountUnit } from "../../messages/money.ts";
import type { MapValue } from "../map-value.ts";

/** One part (or the parts in question together) in one year. */
export type PartYear = {
  /** All areas added up, as reported, and in the base year's prices (the same where no prices are given). */
  amount: number;
  real: number;
  /** Real amount per head; null where no `per` is given. */
  perHead: number | null;
  /** Ratio of sums: every pound counts the same. */
  share: number;
  /** Mean of the areas' own shares: every area counts the same. */
  mean: number;
  /** Areas in which it is zero, and below zero. */
  zeros: number;
  negatives: number;
};

export type CompositionYear = {
  time: number | null;
  areas: number;
  total: number;
  realTotal: number;
  totalPerHead: number | null;
  parts: PartYear[];
  lead: PartYear & {
    /** Quantiles (type 7) of the areas' shares. */
    p10: number;
    median: number;
    p90: number;
    /** Mean over areas of ln(part / rest of the total), and its exponential: spent on it for each 1 on the rest. */
    logRatio: number | null;
    ratio: number | null;
    /** Areas that have a log-ratio: both sides above zero. */
    ratioAreas: number;
    published: number | null;
  };
};

export type CompositionPlace = {
  area: string;
  label: string;
  first: number;
  last: number;
  /** Last share less first share. */
  change: number;
  /** Change of ln(part / rest); null where a side is not above zero in one of the years. */
  logRatioChange: number | null;
  /** Real amounts in the first and last year. */
  realFirst: number;
  realLast: number;
};

export type CompositionChange = {
  from: number;
  to: number;
  /** Change of the national share, and of the mean over areas. */
  share: number;
  mean: number;
  /** Growth of the real amounts, as fractions; null where the first is not above zero. */
  lead: number | null;
  rest: number | null;
  leadPerHead: number | null;
  /** Areas that are in both years: how many, in how many the share fell, rose. */
  areas: number;
  fell: number;
  rose: number;
  /** Mean change of ln(part / rest) over areas that have it in both years, their number, and its standard deviation. */
  logRatio: number | null;
  logRatioAreas: number;
  logRatioSd: number | null;
  /** National share in both years over the areas that are in every year, where some are not. */
  same: { areas: number; first: number; last: number } | null;
};

export type CompositionValue = {
  nobs: number;
  areas: number | null;
  times: { from: number; to: number } | null;
  unit: AmountUnit;
  /** `rest` is what a given total has beyond the parts. */
  parts: { name: string; title: string; lead: boolean; rest: boolean }[];
  lead: { title: string; names: string[] };
  total: { name: string; title: string } | null;
  prices: { name: string; base: number } | null;
  per: { name: string; title: string } | null;
  years: CompositionYear[];
  change: CompositionChange | null;
  /** Areas that are in the first and the last year, steepest fall first. */
  places: CompositionPlace[];
  /** Their shares in the last year; null where the study names no map. */
  map: MapValue | null;
  focus: { area: string; label: string; years: { time: number | null; share: number; real: number }[] } | null;
};
