import type { Problem } from "../../messages/types.ts";
import { nearest } from "../../messages/nearest.ts";

/** The words for data and choices that shares of groups cannot be computed from. */

function error(code: string, text: string, remedy: string, more: Partial<Problem> = {}): Problem {
  return { code, severity: "error", text, remedy, ...more };
}

export const constantOutcome = (outcome: string): Problem =>
  error(
    "constant-outcome",
    `The outcome (${outcome}) is the same in every row in use, so there are no differences to share out.`,
    "Choose another outcome, or more years or areas.",
    { column: outcome, path: ["outcome"] },
  );

export const textOutcome = (outcome: string): Problem =>
  error("text-outcome", `The outcome (${outcome}) holds text.`, "Choose a measure of numbers.", {
    column: outcome,
    path: ["outcome"],
  });

export const allMissing = (measure: string, title: string, path: (string | number)[]): Problem =>
  error("all-missing", `There is no value of ${title} in any row.`, "Choose another measure, or other years.", {
    column: measure,
    path,
  });

export const noRows = (count: number): Problem =>
  error(
    "too-few-rows",
    count === 0
      ? "No row has a value of every measure that this question needs."
      : `Only ${count} ${count === 1 ? "row has" : "rows have"} a value of every measure that this question needs.`,
    "Leave out the measure that sets most rows aside, or choose other years.",
    { facts: { rows: count } },
  );

export const tooManyPredictors = (parameters: number, rows: number): Problem =>
  error(
    "too-many-predictors",
    `The groups need ${parameters} parameters, and there are ${rows} rows: nothing could be left over, whatever the data.`,
    "Use fewer measures or more years.",
    { path: ["blocks"], facts: { parameters, rows } },
  );

export const noKeyFor = (block: string, key: "area" | "time"): Problem =>
  error(
    key === "area" ? "no-areas" : "no-times",
    `The group "${block}" stands for ${key === "area" ? "areas" : "years"}, but the data have none.`,
    `Say in the study which column holds them (panel.${key}).`,
    { path: ["blocks", block] },
  );

export const oneGroup = (block: string, key: "area" | "time", which: string): Problem =>
  error(
    key === "area" ? "one-area" : "one-time",
    `The rows in use come from one ${key === "area" ? "area" : "year"} only (${which}), so the group "${block}" has no differences to hold.`,
    `Remove the group, or use more ${key === "area" ? "areas" : "years"}.`,
    { path: ["blocks", block] },
  );

export const oneLevel = (block: string, measure: string): Problem =>
  error(
    "one-level",
    `All rows in use have the same ${measure}, so it has no differences to hold.`,
    "Leave it out of its group.",
    { path: ["blocks", block] },
  );

export const sharedColumn = (column: string, first: string, second: string): Problem =>
  error(
    "shared-column",
    first === second
      ? `"${column}" stands twice in the group "${first}".`
      : `"${column}" stands in two groups, "${first}" and "${second}".`,
    "Keep it in one of them: what two groups share cannot belong to either.",
    { column, path: ["blocks", second] },
  );

export const outcomeAmongBlocks = (outcome: string, block: string): Problem =>
  error(
    "outcome-in-block",
    `The outcome (${outcome}) is also in the group "${block}".`,
    "Remove it there: the outcome would go with itself.",
    { column: outcome, path: ["blocks", block] },
  );

export const productCircle = (blocks: readonly string[]): Problem =>
  error(
    "product-circle",
    `Each of these groups has a product whose parts are in the other, so neither can come first: ${blocks.join(", ")}.`,
    "Put the product and its parts in one group.",
    { path: ["blocks"] },
  );

export const unknownBlock = (name: string, blocks: readonly string[]): Problem => {
  const near = nearest(name, blocks);
  return error(
    "unknown-block",
    `There is a published share for "${name}", but no group of that name.`,
    near === null ? `The groups are: ${blocks.join(", ")}.` : `Did you mean "${near}"?`,
    { path: ["published", name], facts: { nearest: near } },
  );
};

export const negativeWeight = (measure: string, value: number): Problem =>
  error(
    "negative-weight",
    `The weights (${measure}) hold ${value}: a row cannot count less than nothing.`,
    "Choose weights that are zero or more.",
    {
      column: measure,
      path: ["weights"],
    },
  );

export const textWeights = (measure: string): Problem =>
  error("text-weights", `The weights (${measure}) hold text.`, "Choose a measure of numbers.", {
    column: measure,
    path: ["weights"],
  });

export const twoOfAKind = (key: "area" | "time", first: string, second: string): Problem =>
  error(
    "shared-column",
    `Both "${first}" and "${second}" stand for ${key === "area" ? "areas" : "years"}.`,
    "Keep one of them.",
    { path: ["blocks", second] },
  );
