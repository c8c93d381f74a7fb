import { speaksOfMoney } from "../../messages/money.ts";
import { lowerFirst } from "../../3-panel/words.ts";
import type { Task } from "../../messages/types.ts";
import { inVariable, inVariables, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { computeComposition } from "./compute.ts";
import { notesFor } from "./notes.ts";
import { options, type CompositionOptions } from "./options.ts";
import { prepare } from "./prepare.ts";
import { rCode } from "./r-code.ts";
import type { CompositionValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

/** Parts of a total over time: shares, real amounts, and the log-ratio of the parts in question to the rest. */
export const composition: Kind<"composition", typeof options, CompositionValue> = {
  kind: "composition",
  title: "Where did the money go?",
  needs: "The parts of a total, such as lines of spending, as two or more measures in the same unit.",
  options,
  mentions,
  suggest,
  headline: ({ lead, years, change }) => [
    ...years.slice(-1).map(({ time, lead: { share } }) => ({
      ...{ name: `share of ${lowerFirst(lead.title)}${time === null ? "" : ` in ${time}`}`, value: share },
      unit: "share" as const,
    })),
    ...(change === null ? [] : [{ name: `its change since ${change.from}`, value: change.share, unit: "share" as const }]), // prettier-ignore
  ],
  run,
};

function mentions({ parts, total, prices, per }: CompositionOptions): Mention[] {
  return [
    ...inVariables(parts, ["parts"]),
    ...inVariable(total, ["total"]),
    ...inVariable(prices, ["prices"]),
    ...inVariable(per, ["per"]),
  ];
}

/** Measures of spending, the total apart; amounts per head are no parts. */
function suggest({ measures }: PanelFacts): Suggestion {
  const money = measures.filter(
    ({ name, title, type }) =>
      type === "number" &&
      speaksOfMoney(`${name} ${title}`.replaceAll("_", " ")) &&
      !/per.?(child|head|person|1|pupil)|budget|planned|rate|index/i.test(`${name} ${title}`),
  );
  const total = money.find(({ name, title }) => /total|\ball\b/i.test(`${name} ${title}`.replaceAll("_", " ")));
  const parts = money.filter((each) => each !== total).map(({ name }) => name);
  if (parts.length < 2) return { missing: "two or more measures of spending, in pounds, that are parts of a total" };
  return { options: { parts, ...(total && { total: total.name }) } };
}

// oxlint-disable-next-line require-yield
function* run(context: Context, entry: CompositionOptions): Task<Outcome<CompositionValue> | Refusal> {
  const { panel } = context;
  const prepared = prepare(panel, entry);
  if ("problem" in prepared) return prepared;
  const value = computeComposition(context, entry, prepared);
  return {
    question: question(value),
    answer: answer(panel, value),
    value,
    ladder: prepared.ladder,
    notes: notesFor(panel, prepared, value),
    statement: statement(panel, value, prepared),
    rCode: rCode(panel, prepared, value),
  };
}
