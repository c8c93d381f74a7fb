import type { Groups } from "../../6-estimators/centred-columns.ts";
import type { BlockModel } from "../../6-estimators/subset-fits.ts";

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

/** The same for the estimators: columns of all blocks in one list. */
export function toBlockModel(model: ShareModel): BlockModel {
  return {
    y: model.y,
    weights: model.weights,
    columns: model.blocks.flatMap((block) => block.columns.map(({ values }) => values)),
    blockOf: model.blocks.flatMap((block, j) => block.columns.map(() => j)),
    blocks: model.blocks.length,
    areas: model.areas,
    areaBlock: model.blocks.findIndex(({ role }) => role === "area"),
  };
}
