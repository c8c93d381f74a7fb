import type { AmountUnit } from "../../messages/money.ts";
import type { MapValue } from "../map-value.ts";

/** How many were over by more than a threshold, and by how much money they were over the whole budget. */
export type BudgetOver = {
  threshold: number;
  count: number;
  share: number;
  /** What these areas spent beyond their budgets, in all. */
  amount: number;
};

export type BudgetYear = {
  time: number | null;
  areas: number;
  planned: number;
  spent: number;
  /** Spent less planned, all areas together. */
  gap: number;
  gapShare: number;
  /** The overspends alone, and the underspends alone (zero or less). */
  overspends: number;
  underspends: number;
  /** Areas that spent less than planned, and exactly what was planned. */
  under: number;
  exact: number;
  /** Areas within 1% of their budget, either way. */
  near: number;
  over: BudgetOver[];
  /** Overspend as a fraction of the budget (below zero: underspent), every area counting once. */
  p10: number;
  median: number;
  p90: number;
  /** The largest single overspend as a share of them all. */
  largestShare: number | null;
  published: number | null;
};

export type BudgetPlace = {
  area: string;
  label: string;
  planned: number;
  spent: number;
  gap: number;
  fraction: number;
  /** Years in which this area was over by any amount, of those it has. */
  yearsOver: number;
  years: number;
};

export type BudgetValue = {
  nobs: number;
  areas: number | null;
  times: { from: number; to: number } | null;
  unit: AmountUnit;
  planned: { name: string; title: string };
  spent: { name: string; title: string };
  thresholds: number[];
  /** The year that the answer and the picture of areas speak of. */
  year: number | null;
  years: BudgetYear[];
  /** Each area in that year, furthest over first. */
  places: BudgetPlace[];
  /** Overspend of each area in that year, as a fraction; null where the study names no map. */
  map: MapValue | null;
  /** Areas with at least two years that were over in every one of them, and how many have at least two. */
  always: { count: number; of: number } | null;
  focus: { area: string; label: string; years: { time: number | null; gap: number; fraction: number }[] } | null;
};
