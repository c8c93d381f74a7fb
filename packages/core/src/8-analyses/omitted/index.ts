import { parseTerms, parseVariable, variablesOf } from "../../4-frame/index.ts";
import { rName } from "../../messages/r-text.ts";
import { likelyFactors, likelyOutcome } from "../likely-measures.ts";
import type { Task } from "../../messages/types.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { compute } from "./compute.ts";
import { notesFor } from "./notes.ts";
import { options, type OmittedOptions } from "./options.ts";
import { prepareOmitted } from "./prepare.ts";
import { rCode } from "./r-code.ts";
import type { OmittedValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

export type { OmittedOptions } from "./options.ts";
export type { OmittedValue } from "./value.ts";

/** A published specification, and what adding left-out groups step by step does to it. */
export const omitted: Kind<"omitted", typeof options, OmittedValue> = {
  kind: "omitted",
  title: "What was left out?",
  needs: "Areas over several years, an outcome, factors as published, and measures that were left out.",
  options,
  mentions,
  suggest,
  headline: ({ steps }) =>
    steps.map(({ added, areaLast }) => ({
      ...{ name: `areas added last, ${added === null ? "as published" : `after ${added}`}`, value: areaLast },
      unit: "share" as const,
    })),
  run,
};

function mentions(entry: OmittedOptions): { name: string; path: (string | number)[] }[] {
  const out: { name: string; path: (string | number)[] }[] = [];
  const add = (text: string | undefined, path: (string | number)[]): void => {
    if (text === undefined) return;
    const parsed = parseTerms(text);
    const variable = parsed.ok ? null : parseVariable(text);
    const names = parsed.ok ? variablesOf(parsed.terms) : variable?.ok ? variablesOf(variable.variable) : [];
    for (const name of names) if (name !== "area" && name !== "time") out.push({ name, path });
  };
  add(entry.outcome, ["outcome"]);
  for (const key of ["blocks", "add"] as const)
    for (const [block, given] of Object.entries(entry[key]))
      if (typeof given !== "string") given.forEach((text, i) => add(text, [key, block, i]));
  (entry.interactions ?? []).forEach((pair, i) => pair.forEach((text, k) => add(text, ["interactions", i, k])));
  (entry.covariates ?? []).forEach((text, i) => add(text, ["covariates", i]));
  (entry.forms ?? []).forEach((text, i) => add(text, ["forms", i]));
  add(entry.follow, ["follow"]);
  add(entry.weights, ["weights"]);
  return out;
}

/** What critics have missed in published models, by the names that such measures have. */
const LEFT_OUT = [
  { group: "Ethnicity", test: /white|asian|black|mixed|ethnic/i },
  { group: "Low income", test: /low.?income|free.?school|fsm/i },
];

function suggest(facts: PanelFacts): Suggestion {
  if (facts.area === null || facts.time === null) return { missing: "areas over several years" };
  const outcome = likelyOutcome(facts);
  const factors = outcome && likelyFactors(facts, outcome);
  if (factors?.deprivation === undefined) return { missing: "a rate and a measure of deprivation" };
  const { deprivation, others } = factors;
  const added = LEFT_OUT.flatMap(({ group, test }) => {
    const own = others.filter((m) => m !== deprivation && test.test(`${m.name} ${m.title}`)).slice(0, 3);
    return own.length === 0 ? [] : [[group, own.map(({ name }) => rName(name))] as const];
  });
  if (added.length === 0) return { missing: "a measure that was left out, such as ethnicity or low income" };
  return {
    options: {
      outcome: rName(outcome!.name),
      blocks: { Areas: "area", Years: "time", Deprivation: [rName(deprivation.name)] },
      add: Object.fromEntries(added),
    },
  };
}

function* run({ panel }: Context, entry: OmittedOptions): Task<Outcome<OmittedValue> | Refusal> {
  const model = prepareOmitted(panel, entry);
  if ("problem" in model) return model;
  const { ladder } = model.prepared;
  const computed = yield* compute(model);
  if (!computed.ok) return { problem: computed.problem, ladder };
  const { value } = computed;
  return {
    question: question(panel, value),
    answer: answer(panel, value),
    value,
    ladder,
    notes: notesFor(panel, model, value),
    statement: statement(panel, model, value),
    rCode: rCode(panel, model, value),
  };
}
