import type { Task } from "../../messages/types.ts";
import { inTerms, inVariable, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, Refusal } from "../types.ts";
import { answer, question } from "./answer.ts";
import { computeShares } from "./compute.ts";
import { notesFor } from "./notes.ts";
import { DEFAULT_REDRAW, options, type DecomposeOptions } from "./options.ts";
import { prepare } from "./prepare.ts";
import { rCode } from "./r-code.ts";
import { statement } from "./statement.ts";
import { suggest } from "./suggest.ts";
import type { DecomposeValue } from "./value.ts";

export { decompose, type DecomposeInput } from "./decompose.ts";
export type { DecomposeOptions } from "./options.ts";
export type { ColumnInfo, DecomposeValue, ShareRow } from "./value.ts";

/** Shares of variation: what differences in an outcome go with, in groups of factors. */
export const decomposeKind: Kind<"decompose", typeof options, DecomposeValue> = {
  kind: "decompose",
  title: "What do the differences go with?",
  needs: "An outcome as numbers, and factors in groups: areas, years or measures.",
  options,
  mentions,
  suggest,
  headline: ({ rSquared, leftOver, shares }) => [
    ...shares.map(({ block, shapley }) => ({ name: block, value: shapley, unit: "share" as const })),
    { name: "left over", value: leftOver, unit: "share" },
    { name: "all factors together", value: rSquared, unit: "share" },
  ],
  run,
};

function mentions({ outcome, blocks, weights }: DecomposeOptions): Mention[] {
  const groups = Object.entries(blocks).flatMap(([block, given]) =>
    typeof given === "string" ? [] : given.flatMap((text, i) => inTerms(text, ["blocks", block, i])),
  );
  return [...inVariable(outcome, ["outcome"]), ...groups, ...inVariable(weights, ["weights"])];
}

function* run({ panel }: Context, entry: DecomposeOptions): Task<Outcome<DecomposeValue> | Refusal> {
  const prepared = prepare(panel, entry);
  if ("problem" in prepared) return prepared;
  const redraw = { ...DEFAULT_REDRAW, ...entry.bootstrap };
  const computed = yield* computeShares(prepared.model, redraw);
  if (!computed.ok) return { problem: computed.problem, ladder: prepared.ladder };
  const { value, orders } = computed;
  return {
    question: question(panel, value.outcome),
    answer: answer(panel, value),
    value,
    ladder: prepared.ladder,
    notes: notesFor(panel, prepared, value),
    statement: statement(panel, prepared, value, orders),
    rCode: rCode(panel, prepared, redraw),
  };
}
