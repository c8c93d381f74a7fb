import { rName } from "../../messages/r-text.ts";
import { likelyFactors, likelyOutcome } from "../likely-measures.ts";
import { inTerms, inVariable, inVariables, type Mention } from "../mentions.ts";
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

function mentions(entry: OmittedOptions): Mention[] {
  const groups = (["blocks", "add"] as const).flatMap((key) =>
    Object.entries(entry[key]).flatMap(([block, given]) =>
      typeof given === "string" ? [] : given.flatMap((text, i) => inTerms(text, [key, block, i])),
    ),
  );
  return [
    ...inVariable(entry.outcome, ["outcome"]),
    ...groups,
    ...(entry.interactions ?? []).flatMap((pair, i) => inVariables(pair, ["interactions", i])),
    ...inVariables(entry.covariates, ["covariates"]),
    ...inVariables(entry.forms, ["forms"]),
    ...inVariable(entry.follow, ["follow"]),
    ...inVariable(entry.weights, ["weights"]),
  ];
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
