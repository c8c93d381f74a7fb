import type { Problem } from "../../messages/types.ts";

/** Why a link cannot be looked at. */

const error = (code: string, text: string, remedy: string, path: (string | number)[]): Problem => ({
  ...{ code, severity: "error", text, remedy, path },
});

export const sameMeasure = (): Problem =>
  error("same-measure", "Both measures are the same.", "Choose two.", ["outcome"]);

export const fewRows = (rows: number, needed: number): Problem =>
  error(
    "few-rows",
    `Only ${rows} rows have every figure; ${needed} are needed.`,
    "Keep more rows, or hold less equal.",
    ["measure"],
  );

export const constant = (title: string, path: string): Problem =>
  error(
    "constant",
    `${title} is the same on every row that can be used.`,
    "Choose another measure, or keep more rows.",
    [path],
  );

export const gradeUnknown = (grade: string, levels: readonly string[]): Problem =>
  error(
    "grade-unknown",
    `The grade “${grade}” is not among the levels.`,
    `The levels are ${levels.join(", ")}; add it.`,
    ["levels"],
  );

export const manyGroups = (count: number): Problem =>
  error("many-groups", `The outcome has ${count} different texts: too many for groups.`, "Choose another outcome.", [
    "outcome",
  ]);

export const oddsMargin = (): Problem =>
  error("odds-margin", "With grades the margin is an odds ratio, and must be above 1.", "For example 1.2.", ["margin"]);

export const marginWithGroups = (): Problem =>
  error("margin-with-groups", "Groups without an order have no slope that a margin could bound.", 'Give "levels", or leave the margin out.', ["margin"]); // prettier-ignore
