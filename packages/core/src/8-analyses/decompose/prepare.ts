import type { Panel } from "../../3-panel/panel.ts";
import { prepareBlocks, type PreparedBlocks } from "../../7-results/blocks/prepare-blocks.ts";
import type { Refusal } from "../types.ts";
import { unionsOf, type FurtherModel } from "./further.ts";
import type { DecomposeOptions } from "./options.ts";

export interface Prepared extends PreparedBlocks {
  model: FurtherModel;
}

/** From options and panel to exact arrays on the rows in use, or the reason why not. */
export function prepare(panel: Panel, entry: DecomposeOptions): Prepared | Refusal {
  const unions = entry.unions === undefined ? null : unionsOf(entry.unions, Object.keys(entry.blocks));
  if (unions !== null && "problem" in unions) return { problem: unions.problem, ladder: [] };
  const prepared = prepareBlocks(panel, entry);
  if ("problem" in prepared) return prepared;
  return { ...prepared, model: { ...prepared.model, unions, also: entry.also ?? [] } };
}
