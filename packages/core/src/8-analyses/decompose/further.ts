import type { SubsetFits } from "../../6-estimators/subset-fits.ts";
import { commonality } from "../../7-results/commonality.ts";
import { owenValues } from "../../7-results/owen.ts";
import { sequentialShares } from "../../7-results/shares.ts";
import type { ShareModel } from "../../7-results/blocks/share-model.ts";
import type { Problem } from "../../messages/types.ts";
import type { DecomposeOptions } from "./options.ts";
import { inTwoUnions, restrictedOrders, unknownInUnion } from "./problems.ts";
import { standardisedTable } from "./standardised-table.ts";
import type { FurtherTables } from "./value.ts";

/** A model and the further tables that were asked for. */
export interface FurtherModel extends ShareModel {
  /** Number of each block's union and the unions' names, for Owen values where they were asked for. */
  unions?: { unionOf: number[]; names: string[] } | null;
  also?: NonNullable<DecomposeOptions["also"]>;
}

/** Number of each block's union; blocks that no union names are one of their own, after the named ones. */
export function unionsOf(
  unions: NonNullable<DecomposeOptions["unions"]>,
  blocks: readonly string[],
): { unionOf: number[]; names: string[] } | { problem: Problem } {
  const names = Object.keys(unions);
  const unionOf = blocks.map(() => -1);
  for (const [u, name] of names.entries())
    for (const block of unions[name]!) {
      const j = blocks.indexOf(block);
      if (j < 0) return { problem: unknownInUnion(name, block, blocks) };
      if (unionOf[j]! >= 0 && unionOf[j] !== u) return { problem: inTwoUnions(block, names[unionOf[j]!]!, name) };
      unionOf[j] = u;
    }
  blocks.forEach((block, j) => {
    if (unionOf[j]! < 0) unionOf[j] = names.push(block) - 1;
  });
  return { unionOf, names };
}

/** Products after their parents leave some orders out, for which these tables have no meaning. */
export function furtherProblem({ unions, also, blocks }: FurtherModel): Problem | null {
  const products = blocks.filter(({ needs }) => needs.length > 0).map(({ name }) => name);
  if (products.length === 0) return null;
  if (unions) return restrictedOrders("unions", products);
  return also?.includes("commonality") === true ? restrictedOrders("also", products) : null;
}

/** The tables that were asked for, and no others. */
export function further(model: FurtherModel, fits: SubsetFits): Partial<FurtherTables> {
  const names = model.blocks.map(({ name }) => name);
  const byName = (values: readonly number[]): { [block: string]: number } =>
    Object.fromEntries(values.map((value, j) => [names[j]!, value]));
  const out: Partial<FurtherTables> = {};
  if (model.unions) {
    const { unionOf, names: unions } = model.unions;
    const owen = owenValues(fits, unionOf);
    const sum = (u: number): number => owen.reduce((all, value, j) => (unionOf[j] === u ? all + value : all), 0);
    out.owen = { blocks: byName(owen), unions: Object.fromEntries(unions.map((name, u) => [name, sum(u)])) };
  }
  if (model.also?.includes("commonality")) out.commonality = Array.from(commonality(fits.rSquared));
  if (model.also?.includes("sequential")) {
    const order = givenOrder(model.blocks);
    const steps = sequentialShares(fits, order);
    out.sequential = byName(order.map((_, j) => steps[order.indexOf(j)]!));
  }
  if (model.also?.includes("standardised")) out.standardised = standardisedTable(model, fits);
  return out;
}

/** The order given, but a product waits for the last of its parents. */
export function givenOrder(blocks: ShareModel["blocks"]): number[] {
  const order: number[] = [];
  const waiting = blocks.map((_, j) => j);
  while (waiting.length > 0) {
    const next = waiting.findIndex((j) => blocks[j]!.needs.every((need) => order.includes(need)));
    order.push(...waiting.splice(next, 1));
  }
  return order;
}
