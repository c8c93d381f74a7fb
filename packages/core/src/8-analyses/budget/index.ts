import type { Task } from "../../messages/types.ts";
import { inVariable, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { computeBudget } from "./compute.ts";
import { notesFor } from "./notes.ts";
import { options, type BudgetOptions } from "./options.ts";
import { prepare } from "./prepare.ts";
import { rCode } from "./r-code.ts";
import type { BudgetValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

/** Planned against spent: how many were over, by how much, at chosen thresholds. */
export const budget: Kind<"budget", typeof options, BudgetValue> = {
  kind: "budget",
  title: "Who overspent?",
  needs: "What was planned and what was spent, as two measures in the same unit.",
  options,
  mentions,
  suggest,
  run,
};

function mentions({ planned, spent }: BudgetOptions): Mention[] {
  return [...inVariable(planned, ["planned"]), ...inVariable(spent, ["spent"])];
}

function suggest({ measures }: PanelFacts): Suggestion {
  const find = (words: RegExp, not?: string): string | undefined =>
    measures.find(
      ({ name, title, type }) =>
        type === "number" && name !== not && words.test(`${name} ${title}`) && !/overspen|underspen|per.child/i.test(name),
    )?.name; // prettier-ignore
  const planned = find(/budget|planned/i);
  const spent = find(/outturn|actual|spent|expenditure|spend/i, planned);
  if (planned === undefined || spent === undefined)
    return { missing: planned === undefined ? "a measure of the budget" : "a measure of what was spent" };
  return { options: { planned, spent } };
}

// oxlint-disable-next-line require-yield
function* run(context: Context, entry: BudgetOptions): Task<Outcome<BudgetValue> | Refusal> {
  const { panel } = context;
  const prepared = prepare(panel, entry);
  if ("problem" in prepared) return prepared;
  const value = computeBudget(context, entry, prepared);
  return {
    question: question(panel, value),
    answer: answer(panel, value),
    value,
    ladder: prepared.ladder,
    notes: notesFor(panel, prepared, value),
    statement: statement(panel, value, prepared),
    rCode: rCode(panel, prepared, value),
  };
}
