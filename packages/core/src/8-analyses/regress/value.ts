import type { Json } from "../../messages/types.ts";
import type { CoefficientRow } from "../../7-results/coefficient-table.ts";
import type { FitSummary } from "../../7-results/fit-summary.ts";

export interface RegressValue {
  [key: string]: Json;
  /** The outcome as the formula names it. */
  outcome: string;
  fit: FitSummary;
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
  /** How the coefficients were computed: their route, the condition number of the columns and steps of refinement. */
  route: { method: "qr" | "cross-products"; condition: number; refined: number };
}
