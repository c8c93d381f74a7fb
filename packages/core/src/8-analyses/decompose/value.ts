import type { Json } from "../../messages/types.ts";

/** One block's shares, as fractions of total variation. */
export interface ShareRow {
  [key: string]: Json;
  block: string;
  /** R2 of the block on its own; null where the block may not enter first (a product before its parents). */
  alone: number | null;
  /** Added after everything else: what goes only with this block. */
  last: number;
  /** Average over all (allowed) orders. */
  shapley: number;
  /** Smallest and largest increment over all subsets that do not hold the block. */
  min: number;
  max: number;
  /** 95% BCa interval of `shapley`, redrawing areas; null where no draws were asked for. */
  low: number | null;
  high: number | null;
  /** Seed-free delete-one-area standard error of `shapley`. */
  jackknifeStdError: number | null;
  /** What independent yearly noise alone would give each column. */
  floor: { alone: number | null; last: number; shapley: number };
  /** A published figure for the same block, or null. */
  published: number | null;
}

/** What is known of one column of a block. */
export interface ColumnInfo {
  [key: string]: Json;
  column: string;
  block: string;
  /** Within-area share of the column's variance; null without areas. */
  withinShare: number | null;
  /** R2 between areas: of the area means of the outcome on the area means of the column. */
  betweenShare: number | null;
  absorbed: boolean;
}

export interface DecomposeValue {
  [key: string]: Json;
  outcome: string;
  nobs: number;
  areas: number | null;
  times: number | null;
  rSquared: number;
  adjRSquared: number | null;
  /** Floor of the area block on its own, (G-1)/(N-1): independent years; and with the within-area autocorrelation `rho`. */
  noiseFloor: number | null;
  noiseFloorAutocorrelated: number | null;
  rho: number | null;
  contested: number;
  leftOver: number;
  /** Per block other than area and time: R2 between areas of the block's area means. */
  betweenShare: { [block: string]: number };
  shares: ShareRow[];
  /** R2 by bitmask: bit j is block j in study order. Null where the subset is not allowed (a product without its parents). */
  subsets: (number | null)[];
  /** Role of each block, in study order. */
  roles: ("area" | "time" | "measures")[];
  absorbed: string[];
  columns: ColumnInfo[];
  /** Variance partition coefficient and proportional change in area variance (REML; baseline: years only). */
  vpc: number | null;
  pcv: number | null;
  /** Shares by a random-intercept model: area variance, residual variance and fixed part over their sum. */
  mixedShares: { area: number; leftOver: number; fixed: { [block: string]: number } } | null;
  /** R2 of the model with every block but the area block. */
  rSquaredWithoutArea: number | null;
  /** `empty`: draws in which the outcome did not vary; they count for nothing. */
  bootstrap: { draws: number; seed: number; areas: number; level: number; empty: number } | null;
  /** How the point figures were computed, and the condition number of the columns. */
  route: { method: "qr" | "cross-products"; condition: number | null };
}

/** Tables that stand in the value only where they were asked for, beside the others. */
export interface FurtherTables {
  /** Owen values by block, and the sum of each union (its share as one block). */
  owen: { blocks: { [block: string]: number }; unions: { [union: string]: number } };
  /** By bitmask, what the blocks of the mask hold jointly and no smaller set does; entry 0 is 0. */
  commonality: number[];
  /** What each block adds to those before it in study order. */
  sequential: { [block: string]: number };
  /** From the one model of all groups: per column that can be told apart its standardised coefficient, and Pratt's shares, which add up to R2. */
  standardised: {
    columns: { column: string; block: string; beta: number; betaSquared: number; pratt: number }[];
    blocks: { [block: string]: number };
  };
}
