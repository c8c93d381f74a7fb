import { smallestCorrelation } from "../../6-estimators/correlation.ts";
import { rName } from "../../messages/r-text.ts";
import { likelyFactors, likelyOutcome } from "../likely-measures.ts";
import { inVariable, inVariables, type Mention } from "../mentions.ts";
import type { Task } from "../../messages/types.ts";
import { lowerFirst, titleOf } from "../../3-panel/words.ts";
import type { Context, Headline, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { correlationsOf } from "./correlations.ts";
import { comparedGroups, gradeSlopes } from "./grades.ts";
import { influenceOf } from "./influence.ts";
import { pairsByLevel } from "./levels.ts";
import { notesFor } from "./notes.ts";
import { options, type RelateOptions } from "./options.ts";
import { pointsOf } from "./points.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { rCode } from "./r-code.ts";
import { slopesOf } from "./slopes.ts";
import type { RelateValue } from "./value.ts";
import { answer, leadSlope, question, statement } from "./words.ts";

export type { RelateOptions } from "./options.ts";
export type { RelateValue } from "./value.ts";

/** Two measures: do they go together, at which level, how surely, and could this sample have told? */
export const relate: Kind<"relate", typeof options, RelateValue> = {
  kind: "relate",
  title: "Are two measures linked?",
  needs: "Two measures. Better with others to hold equal; grades need their order.",
  options,
  mentions,
  suggest,
  headline,
  run,
};

const LEVELS = { rows: "over rows", between: "of areas’ averages", within: "within areas", "within-years": "within areas, beyond shared changes" }; // prettier-ignore

/** The last slope, with all that is held equal, then the correlations. */
function headline(value: RelateValue): Headline[] {
  const { correlations, unit, measureTitle } = value;
  const last = leadSlope(value);
  const slope: Headline[] = last === undefined ? [] : [{ name: `slope for ${unit} more of ${lowerFirst(measureTitle)}`, value: last.estimate, unit: "number" }]; // prettier-ignore
  return [
    ...slope,
    ...correlations.map(({ level, method, estimate }): Headline => ({
      ...{ name: `${method} correlation ${LEVELS[level]}`, value: estimate, unit: "number" },
    })),
  ];
}

function mentions({ measure, outcome, adjust, product }: RelateOptions): Mention[] {
  return [
    ...inVariable(measure, ["measure"]),
    ...inVariable(outcome, ["outcome"]),
    ...inVariables(adjust, ["adjust"]),
    ...inVariable(product, ["product"]),
  ];
}

/** Spending and the first other measure, deprivation held equal, where names tell which they are. */
function suggest(facts: PanelFacts): Suggestion {
  const outcome = likelyOutcome(facts);
  const factors = outcome && likelyFactors(facts, outcome);
  const measure = factors?.spend ?? factors?.others.find(({ name }) => /spend|cost|budget/i.test(name)) ?? factors?.others[0]; // prettier-ignore
  if (measure === undefined) return { missing: "two measures that are numbers" };
  const held = factors!.deprivation === measure ? undefined : factors!.deprivation;
  return {
    options: {
      measure: rName(measure.name),
      outcome: rName(outcome!.name),
      ...(held && { adjust: [rName(held.name)] }),
    },
  };
}

function* run({ panel }: Context, entry: RelateOptions): Task<Outcome<RelateValue> | Refusal> {
  const prepared = prepare(panel, entry);
  if ("problem" in prepared) return prepared;
  const { sort, area, time, rows, repeated, unit } = prepared;
  const levels = pairsByLevel(prepared);
  const correlations = sort === "groups" ? [] : yield* correlationsOf(levels, sort === "grades");
  const units = area?.levels ?? rows.length;
  const value: RelateValue = {
    ...{ measure: entry.measure, measureTitle: titleOf(panel, entry.measure) },
    ...{ outcome: entry.outcome, outcomeTitle: titleOf(panel, entry.outcome) },
    ...{ sort, unit, margin: entry.margin ?? null },
    ...{ nobs: rows.length, areas: area?.levels ?? null, times: time?.levels ?? null, repeated },
    correlations,
    ...linkOf(panel, prepared, entry),
    power: sort === "groups" || units < 4 ? null : { units, ...smallestCorrelation(units) },
    ...pointsOf(panel, prepared, levels),
  };
  return {
    question: question(value),
    answer: answer(panel, value),
    value,
    ladder: prepared.ladder,
    notes: notesFor(panel, prepared, value, entry.declared),
    statement: statement(panel, value),
    rCode: rCode(prepared, value),
  };
}

type Link = Pick<RelateValue, "slopes" | "product" | "errors" | "groups" | "kruskal" | "pairs" | "influence">;

/** Slopes of a measure; groups compared, and the odds of a higher grade. */
function linkOf(panel: Context["panel"], prepared: Prepared, entry: RelateOptions): Link {
  if (prepared.sort === "measure") {
    const { lines, product, last, errors } = slopesOf(prepared, entry.margin);
    const none = { groups: [], kruskal: null, pairs: [] };
    return { ...none, slopes: lines, product, errors, influence: influenceOf(panel, prepared, last) };
  }
  const graded = prepared.sort === "grades" && prepared.levels.length > 1 ? gradeSlopes(prepared, entry.margin) : null;
  return {
    slopes: graded?.lines ?? [],
    product: graded?.product ?? null,
    errors: graded === null ? "" : "model-based standard errors (observed information), intervals from the normal",
    ...comparedGroups(prepared),
    influence: null,
  };
}
