import { parseTerms, parseVariable, variablesOf } from "../../4-frame/index.ts";
import { rName } from "../../messages/r-text.ts";
import type { Task } from "../../messages/types.ts";
import { likelyFactors, likelyOutcome } from "../likely-measures.ts";
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

function mentions(entry: AuditOptions): { name: string; path: (string | number)[] }[] {
  const out: { name: string; path: (string | number)[] }[] = [];
  const add = (names: string[], path: (string | number)[]): void => {
    for (const name of names) if (name !== "area" && name !== "time") out.push({ name, path });
  };
  const variable = (text: string, path: (string | number)[]): void => {
    const parsed = parseVariable(text);
    if (parsed.ok) add(variablesOf(parsed.variable), path);
  };
  entry.outcomes.forEach((text, i) => variable(text, ["outcomes", i]));
  for (const [block, given] of Object.entries(entry.blocks)) {
    if (typeof given === "string") continue;
    given.forEach((alternative, a) =>
      alternative.forEach((text, i) => {
        const parsed = parseTerms(text);
        if (parsed.ok) add(variablesOf(parsed.terms), ["blocks", block, a, i]);
      }),
    );
  }
  (entry.weights ?? []).forEach((text, i) => text !== "none" && variable(text, ["weights", i]));
  return out;
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
