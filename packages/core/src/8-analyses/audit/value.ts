import type { Json } from "../../messages/types.ts";

/** Names of choices, and of what no group goes with. */
export const DEFINITION = "Definition and order";
export const PLACE = "Its place in the order";
export const MEASURES = "Measures of ";
export const LEFT_OVER = "left over";

/** One choice that an analyst has, and what may be chosen. */
export interface AuditChoice {
  [key: string]: Json;
  choice: string;
  values: string[];
}

export interface AuditShare {
  [key: string]: Json;
  block: string;
  /** As published, a fraction; null where nothing was. */
  published: number | null;
  /** Smallest and largest over all specifications. */
  low: number;
  high: number;
  /** The figure nearest to the published one. */
  nearest: number | null;
  /** Specifications that come within `reach` percentage points of it. */
  reachedBy: number | null;
  verdict: "reached" | "only" | "never" | null;
  /** What every specification that reaches it has in common, where others were on offer. */
  onlyIf: { choice: string; value: string }[];
  /** By how much each choice moves the share, all others held: on average and at most. */
  moves: { choice: string; average: number; most: number }[];
  /** How many specifications give each whole percent, by definition of a share. */
  bins: { percent: number; order: number; average: number; mixed: number }[];
}

export interface AuditNearest {
  [key: string]: Json;
  /** What was chosen, in the order of `choices`. */
  chosen: string[];
  nobs: number;
  /** By block, left over last. */
  shares: number[];
  /** Root mean square and largest gap over the published shares, in percentage points. */
  distance: number;
  gap: number;
}

export interface AuditValue {
  [key: string]: Json;
  outcomes: string[];
  declared: "before" | "after";
  near: number;
  reach: number;
  blocks: string[];
  roles: ("area" | "time" | "measures")[];
  choices: AuditChoice[];
  /** Specifications that gave shares, and those that could not. */
  specifications: number;
  impossible: number;
  /** Different sets of shares among them, to nine decimals. */
  distinct: number;
  /** Specifications with every published share within `near` points. */
  within: number;
  /** Fewest and most rows that a specification rests on. */
  rows: { fewest: number; most: number };
  published: {
    block: string;
    value: number;
    /** Not printed: one less the others. */
    derived: boolean;
    quote: string | null;
    page: string | null;
    years: string | null;
    outcome: string | null;
    definition: string | null;
  }[];
  /** By block, left over last. */
  shares: AuditShare[];
  nearest: AuditNearest[];
  /** What cannot be rebuilt from these data, and why. */
  cannot: { what: string; why: string }[];
}
