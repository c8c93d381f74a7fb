import type { Groups } from "../../6-estimators/centred-columns.ts";

/** What the shares are computed from: exact arrays on the rows in use, made from a panel or by an embedder. */
export interface ShareModel {
  outcome: string;
  y: Float64Array;
  weights: Float64Array | null;
  blocks: ShareBlock[];
  /** Areas in use only, in the panel's order. */
  areas: Groups | null;
  /** Year of each row. */
  times: Float64Array | null;
  /** Number of each block's union and the unions' names, for Owen values where they were asked for. */
  unions?: { unionOf: number[]; names: string[] } | null;
  /** Further tables that were asked for. */
  also?: readonly ("commonality" | "sequential")[];
}

export interface ShareBlock {
  name: string;
  role: "area" | "time" | "measures";
  /** Empty for the area block. */
  columns: { name: string; values: Float64Array }[];
  /** Positions of the blocks that must come before it. */
  needs: number[];
  published: number | null;
}

/** Only the groups that some row is in, in the same order. */
export function groupsInUse(of: Int32Array, count: number): { groups: Groups; kept: Int32Array } {
  const place = new Int32Array(count).fill(-1);
  for (const code of of) place[code] = 0;
  const kept: number[] = [];
  for (let code = 0; code < count; code++) if (place[code] === 0) place[code] = kept.push(code) - 1;
  return { groups: { of: of.map((code) => place[code]!), count: kept.length }, kept: Int32Array.from(kept) };
}
