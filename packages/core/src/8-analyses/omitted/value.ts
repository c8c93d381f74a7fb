import type { Specification } from "../../7-results/specification-curve.ts";
import type { Json } from "../../messages/types.ts";

/** The model after one more group was added; the first is as published. */
export interface OmittedStep {
  [key: string]: Json;
  /** Null: as published. */
  added: string | null;
  measures: string[];
  rSquared: number;
  /** Of the model without the areas. */
  rSquaredWithoutArea: number;
  /** What areas add after everything else. */
  areaLast: number;
  leftOver: number;
  /** Variance between areas by random intercepts (REML), and its fall from years only. */
  areaVariance: number;
  pcv: number | null;
}

export interface OmittedPair {
  [key: string]: Json;
  first: string;
  second: string;
  /** Change of the first one's slope for one more of the second; and for one standard deviation of both. */
  estimate: number;
  perDeviation: number;
  stdError: number | null;
  df: number | null;
  pValue: number | null;
  low: number | null;
  high: number | null;
}

/** Oster's delta of the slope that is followed. */
export interface OmittedStability {
  [key: string]: Json;
  /** As published, and with what was left out; R2 is of what published measures and years leave. */
  short: { estimate: number; rSquared: number } | null;
  long: { estimate: number; rSquared: number } | null;
  rMax: number | null;
  /** Unseen against left out, in how closely they go with the measure, for a slope of zero; null: see `reason`. */
  delta: number | null;
  reason: string | null;
}

/** One model of the curve. */
export interface OmittedCurveRow extends Omit<Specification, "estimator" | "statistic"> {
  [key: string]: Json;
  years: string;
  /** As the study names it. */
  estimator: string;
  low: number | null;
  high: number | null;
}

/** The models with one value of one choice, for one form of the outcome. */
export interface OmittedCurveChoice {
  [key: string]: Json;
  choice: string;
  value: string;
  outcome: string;
  models: number;
  /** Of them without a figure. */
  none: number;
  lowest: number | null;
  median: number | null;
  highest: number | null;
  /** Slopes above zero, and those whose 95% interval lies above or below it. */
  positive: number;
  above: number;
  below: number;
}

export interface OmittedCurve {
  [key: string]: Json;
  follow: string;
  /** What is chosen between; each with one value where nothing was declared. */
  years: string[];
  samples: string[];
  estimators: string[];
  outcomes: string[];
  covariates: string[];
  rows: OmittedCurveRow[];
  choices: OmittedCurveChoice[];
}

export interface OmittedValue {
  [key: string]: Json;
  outcome: string;
  nobs: number;
  areas: number;
  times: number | null;
  steps: OmittedStep[];
  columns: { column: string; block: string; withinShare: number | null; absorbed: boolean }[];
  pairs: OmittedPair[];
  /** Errors of the pairs, in words. */
  errors: string;
  curve: OmittedCurve | null;
  robustness: {
    follow: string;
    estimate: number;
    statistic: number;
    df: number;
    partialR2: number;
    /** Share of both sides that an unmeasured factor would need: to bring the slope to zero, and to lose significance. */
    robustness: number;
    robustnessAlpha: number;
    /** A factor as strong as each covariate that was measured: what it would go with, and the slope it would leave. */
    benchmarks: { column: string; treatment: number; outcome: number; estimate: number; low: number; high: number }[];
    stability: OmittedStability;
  } | null;
}
