import { rName } from "../../messages/r-text.ts";
import type { Task } from "../../messages/types.ts";
import { likelyFactors, likelyOutcome } from "../likely-measures.ts";
import { inTerms, inVariable, inVariables, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { definitionList, enumerate } from "./enumerate.ts";
import { notesFor } from "./notes.ts";
import { options, type AuditOptions } from "./options.ts";
import { prepareAudit } from "./prepare.ts";
import { nonePossible, tooMany } from "./problems.ts";
import { rCode } from "./r-code.ts";
import { summarise, targetsOf } from "./summarise.ts";
import type { AuditValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

export type { AuditOptions } from "./options.ts";
export type { AuditValue } from "./value.ts";

/** More would fill the memory before anybody read them. */
const MOST = 400_000;

/** Published shares, and which of the declared choices give them. */
export const audit: Kind<"audit", typeof options, AuditValue> = {
  kind: "audit",
  title: "Which choices give the published shares?",
  needs: "Published shares of variation, and a panel with the outcome and factors in groups.",
  options,
  mentions,
  suggest,
  run,
};

function mentions({ outcomes, blocks, weights }: AuditOptions): Mention[] {
  const groups = Object.entries(blocks).flatMap(([block, given]) =>
    typeof given === "string"
      ? []
      : given.flatMap((alternative, a) => alternative.flatMap((text, i) => inTerms(text, ["blocks", block, a, i]))),
  );
  const weighted = (weights ?? []).flatMap((text, i) => (text === "none" ? [] : inVariable(text, ["weights", i])));
  return [...inVariables(outcomes, ["outcomes"]), ...groups, ...weighted];
}

/** The groups that people ask about; the published shares are the person's to give: none is made up for them. */
function suggest(facts: PanelFacts): Suggestion {
  if (facts.area === null || facts.time === null) return { missing: "areas over several years" };
  const outcome = likelyOutcome(facts);
  if (outcome === undefined) return { missing: "a measure that is a number" };
  const { deprivation, spend, vacancies } = likelyFactors(facts, outcome);
  const groups = [["Deprivation", deprivation], ["Spend", spend], ["Vacancies", vacancies]] as const; // prettier-ignore
  const blocks: { [name: string]: string | string[][] } = { Council: "area", Year: "time" };
  for (const [name, measure] of groups) if (measure !== undefined) blocks[name] = [[rName(measure.name)]];
  return { options: { outcomes: [rName(outcome.name)], blocks }, give: ["published", "declared"] };
}

function* run({ panel }: Context, entry: AuditOptions): Task<Outcome<AuditValue> | Refusal> {
  const model = prepareAudit(panel, entry);
  if ("problem" in model) return model;
  const { ladder } = model.prepared;
  const count =
    [model.years, model.samples, model.weights, model.outcomes, ...model.blocks.map(({ alternatives }) => alternatives), definitionList(model)] // prettier-ignore
      .reduce((product, list) => product * list.length, 1);
  if (count > MOST) return { problem: tooMany(count, MOST), ladder };
  const all = yield* enumerate(model);
  const value = summarise(model, entry, all);
  if (value.specifications === 0)
    return { problem: nonePossible(all.failed[0]?.why ?? "no choice leaves rows enough"), ladder };
  return {
    question: question(panel, value),
    answer: answer(value),
    value,
    ladder,
    notes: notesFor(panel, model, value),
    statement: statement(panel, model, value),
    rCode: rCode(panel, model, all, value, targetsOf(entry, value.blocks)),
  };
}
