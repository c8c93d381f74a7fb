import type { LadderStep, Problem, Task } from "../../messages/types.ts";
import { rName } from "../../messages/r-text.ts";
import { likelyCounts, likelyOutcome } from "../likely-measures.ts";
import { inVariable, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { compute } from "./compute.ts";
import { notesFor } from "./notes.ts";
import { options, type SpreadOptions } from "./options.ts";
import { prepare } from "./prepare.ts";
import { rCode } from "./r-code.ts";
import type { SpreadValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

export type { SpreadOptions } from "./options.ts";
export type { SpreadValue } from "./value.ts";

/** How far areas lie apart, how much of it is counting noise, and who lies beyond it. */
export const spread: Kind<"spread", typeof options, SpreadValue> = {
  kind: "spread",
  title: "How different are areas?",
  needs: "A rate or any other figure of several areas. Better with the count and the population behind it.",
  options,
  mentions,
  suggest,
  headline: ({ figures }) => [
    { name: "p90/p10", value: figures.p90OverP10, unit: "number" },
    { name: "coefficient of variation", value: figures.coefficientOfVariation, unit: "share" },
    { name: "share of counting noise", value: figures.noiseShare, unit: "share" },
    { name: "middle area", value: figures.median, unit: "number" },
  ],
  run,
};

function mentions(entry: SpreadOptions): Mention[] {
  return (["outcome", "count", "population", "by"] as const).flatMap((key) => inVariable(entry[key], [key]));
}

/** The first measure that looks like a rate, with the count and the population that its name tells; else the first that is a number. */
function suggest(facts: PanelFacts): Suggestion {
  if ((facts.area?.count ?? facts.rows) < 3) return { missing: "at least three areas" };
  const outcome = likelyOutcome(facts);
  return outcome === undefined
    ? { missing: "a measure that is a number" }
    : { options: { outcome: rName(outcome.name), ...likelyCounts(facts, outcome) } };
}

function* run(context: Context, entry: SpreadOptions): Task<Outcome<SpreadValue> | Refusal> {
  const { panel, focus } = context;
  yield { stage: "spread", done: 0, total: 1 };
  const prepared = prepare(panel, entry);
  if ("problem" in prepared) return prepared satisfies { problem: Problem; ladder: LadderStep[] };
  const value = compute(context, prepared);
  return {
    question: question(value),
    answer: answer(panel, value, focus?.area),
    value,
    ladder: prepared.ladder,
    notes: notesFor(panel, prepared, value),
    statement: statement(panel, value),
    rCode: rCode(prepared, value),
    ...(value.counts && { uses: [value.counts.count, value.counts.population] }),
  };
}
