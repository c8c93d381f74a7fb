import type { Json } from "../../messages/types.ts";
import type { CoefficientRow } from "../../7-results/coefficient-table.ts";
import type { FitSummary } from "../../7-results/fit-summary.ts";
import type { Estimator } from "./options.ts";

export interface RegressValue {
  [key: string]: Json;
  estimator: Estimator;
  /** The outcome as the formula names it. */
  outcome: string;
  /** Counts also have deviance, nullDeviance, pearsonDispersion, dispersion; nb2 theta; mixed models REML or ML. */
  fit: RegressFit;
  coefficients: CoefficientRow[];
  /** Which standard errors, in words, small-sample factor included. */
  errors: string;
  clusters: { name: string; count: number }[];
  /** Columns that cannot be told apart from others and so have no coefficient. */
  absorbed: string[];
  /** Effects after the bar, taken out of every column. */
  effects: { name: string; levels: number }[];
  weights: string | null;
  areas: number | null;
  times: number | null;
  /** Per coefficient: which area holds most of the variation that the coefficient rests on; empty without areas. */
  leverage: { term: string; area: string; label: string; share: number }[];
  /** Per coefficient: Satterthwaite degrees of freedom under the clusters; empty where they were not computed. */
  satterthwaite: { term: string; df: number }[];
  /** Per coefficient: its lowest and highest value when single areas are left out, and the area that moves it most. */
  leaveOneOut: { term: string; lowest: Without; highest: Without; mostMoved: Without }[];
  /** The same terms by every member of the panel family; null where the regression is not one of a panel by least squares. */
  family: FamilyPart | null;
  /** Variance inflation per term of the formula; empty where it was not computed. */
  inflation: { term: string; df: number; gvif: number; scaled: number }[];
  /** F tests of whole terms with classical errors, types I, II and III. */
  termTests: { type: 1 | 2 | 3; term: string; df: number; sumSq: number | null; statistic: number; pValue: number }[];
  /** The rows (from 1, of the panel) whose absence would move the coefficients most. */
  influential: {
    row: number;
    area: string | null;
    label: string | null;
    time: number | null;
    cook: number;
    hat: number;
    rstudent: number;
  }[];
  /** Residuals for the eye, in order of size and thinned where there are many; null for models that have none of that kind. */
  residuals: {
    count: number;
    points: {
      fitted: number;
      standardised: number;
      quantile: number;
      area: string | null;
      label: string | null;
      time: number | null;
    }[];
  } | null;
  /** How the coefficients were computed: their route, the condition number of the columns and steps of refinement. */
  route: { method: "qr" | "cross-products"; condition: number; refined: number } | null;
  /** Did the search for the best fit come to rest? Null where there is none. */
  converged: boolean | null;
  /** Rows whose fitted value sits at the edge of what is possible; null where there is no edge. */
  boundaryRows: number | null;
  /** What differs at random between levels; null for models without. */
  random: RandomPart | null;
  /** The outcome as the model has it for the cases asked for. */
  predictions: PredictedCase[];
  /** Ordinal only: the cuts between grades, the grades, and the check that one coefficient serves for every cut. */
  ordinal: OrdinalPart | null;
}

/** A predicted outcome: an average over the model's random groups where it has any. */
export interface PredictedCase {
  [key: string]: Json;
  name: string;
  /** The value of every measure in the formula, and which of them are the usual ones, not named in the study. */
  at: { [measure: string]: number | string };
  usual: string[];
  /** In the outcome's units; counts and shares by the inverse link. */
  fit: number;
  /** On the scale of the coefficients. */
  stdError: number | null;
  df: number | null;
  /** 95% interval of the mean, by the regression's own errors. */
  low: number | null;
  high: number | null;
  /** 95% interval of one new row of weight 1 (least squares only). */
  predictionLow: number | null;
  predictionHigh: number | null;
  /** Measures whose value lies outside the rows used. */
  outside: string[];
}

/** Figures of the fit as a whole; what a model does not have is null. */
export type RegressFit = { [Figure in keyof FitSummary]: FitSummary[Figure] | null } & { nobs: number };

export interface Without {
  [key: string]: string | number;
  area: string;
  label: string;
  estimate: number;
}

export interface FamilyPart {
  [key: string]: Json;
  /** In words; the same for all members. */
  errors: string;
  models: { id: string; label: string; nobs: number | null }[];
  /** Per term one cell a model; null where that model has no such coefficient. */
  rows: {
    term: string;
    cells: ({
      estimate: number;
      stdError: number | null;
      pValue: number | null;
      low: number | null;
      high: number | null;
    } | null)[];
  }[];
  /** Terms whose sign is not the same in every member, though one member has it clear of zero. */
  reversed: string[];
  tests: { id: string; name: string; statistic: number | null; df: number[]; pValue: number | null }[];
}

export interface RandomPart {
  [key: string]: Json;
  method: "REML" | "ML" | "Laplace" | "Swamy-Arora";
  groups: { group: string; levels: number }[];
  /** One row per random coefficient. */
  variances: { group: string; name: string; variance: number; deviation: number }[];
  correlations: { group: string; first: string; second: string; correlation: number | null }[];
  residualVariance: number | null;
  /** Share of the variance left by the terms that lies between the groups. */
  vpc: number | null;
  /** How much smaller the first group's variance is than with year effects alone (or nothing): may be negative. */
  pcv: number | null;
  /** Share of variance of the terms, and of terms and groups together (Nakagawa). */
  marginal: number | null;
  conditional: number | null;
  /** Is a variance zero, or a correlation one? */
  singular: boolean;
  /** How much of each area's mean is taken out, least and most (Swamy-Arora only). */
  theta: { least: number; most: number } | null;
  /** Each level's departure, drawn towards zero, with its 95% interval; in order of the levels, not of size. */
  modes: { group: string; level: string; name: string; mode: number; low: number; high: number }[];
}

export interface OrdinalPart {
  [key: string]: Json;
  grades: string[];
  emptyGrades: string[];
  thresholds: CoefficientRow[];
  /** Brant's test; null where it cannot be computed. */
  proportional: {
    statistic: number | null;
    df: number;
    pValue: number | null;
    terms: { term: string; statistic: number | null; df: number; pValue: number | null }[];
  } | null;
}
