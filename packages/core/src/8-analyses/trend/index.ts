import type { Task } from "../../messages/types.ts";
import { rName } from "../../messages/r-text.ts";
import { lowerFirst } from "../../3-panel/words.ts";
import { inVariable, inVariables, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { compute } from "./compute.ts";
import { notesFor } from "./notes.ts";
import { options, type TrendOptions } from "./options.ts";
import { prepare } from "./prepare.ts";
import { rCode } from "./r-code.ts";
import type { TrendValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

export type { TrendOptions } from "./options.ts";
export type { TrendValue } from "./value.ts";

/** How much counts grew over the years, against the population, and which definition a published growth fits. */
export const trend: Kind<"trend", typeof options, TrendValue> = {
  kind: "trend",
  title: "How much did activity grow, against the number of children?",
  needs: "Counts of at least two years. Better with the population they are of.",
  options,
  mentions,
  suggest,
  headline: ({ rows, to }) =>
    rows.flatMap(({ title, growth, last }) => [
      { name: `growth of ${lowerFirst(title)}`, value: growth, unit: "share" as const },
      { name: `${lowerFirst(title)} in ${to}`, value: last, unit: "number" as const },
    ]),
  run,
};

function mentions({ measures, population }: TrendOptions): Mention[] {
  return [...inVariables(measures, ["measures"]), ...inVariable(population, ["population"])];
}

/** Measures that look like counts, and one that looks like their population. */
function suggest({ measures, time }: PanelFacts): Suggestion {
  if (time === null || time.count < 2) return { missing: "figures of at least two years" };
  const numbers = measures.filter(({ type, distinct }) => type === "number" && distinct > 2);
  const people = numbers.find((m) => /population|children_0|people|headcount/i.test(m.name));
  const counts = numbers.filter((m) => m !== people && !/rate|per_|percent|share|score|spend|index|grade|calc|_id$/i.test(m.name)); // prettier-ignore
  if (counts.length === 0) return { missing: "counts, rather than rates" };
  return {
    options: {
      measures: counts.slice(0, 6).map(({ name }) => rName(name)),
      ...(people === undefined ? {} : { population: rName(people.name) }),
    },
  };
}

function* run(context: Context, entry: TrendOptions): Task<Outcome<TrendValue> | Refusal> {
  yield { stage: "trend", done: 0, total: 1 };
  const { panel } = context;
  const prepared = prepare(panel, entry);
  if ("problem" in prepared) return prepared;
  const value = compute(context, prepared, entry);
  return {
    question: question(value),
    answer: answer(value),
    value,
    ladder: prepared.ladder,
    notes: notesFor(panel, prepared.ladder, value),
    statement: statement(value),
    rCode: rCode(prepared, value, panel.area !== null),
  };
}
