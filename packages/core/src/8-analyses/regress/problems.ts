import type { Problem } from "../../messages/types.ts";

/** Why a regression cannot be run. */

const error = (code: string, text: string, remedy: string, path: (string | number)[]): Problem => ({
  code,
  severity: "error",
  text,
  remedy,
  path,
});

export const notYet = (what: string, instead: string, path: string): Problem =>
  error("not-available-yet", `${what} not available yet.`, instead, [path]);

export const textOutcome = (name: string): Problem =>
  error("text-outcome", `The outcome "${name}" holds text.`, "Choose an outcome that is a number.", ["formula"]);

export const noTerms = (): Problem =>
  error("no-terms", "The formula has no terms.", "Add at least one measure after the ~, or 1 for the mean.", [
    "formula",
  ]);

export const noRows = (title: string | null): Problem =>
  error(
    "no-rows",
    title === null ? "There are no rows." : `No row has every value: the last ones went for want of ${title}.`,
    "Look at the ladder for what sets rows aside, and leave out the measure that has no values.",
    ["formula"],
  );

export const constantOutcome = (title: string, value: number): Problem =>
  error(
    "constant-outcome",
    `${title} is ${value} on every row that can be used, so there are no differences to look at.`,
    "Choose another outcome, or keep more rows.",
    ["formula"],
  );

export const tooManyTerms = (rows: number, columns: number): Problem =>
  error(
    "more-predictors-than-rows",
    `The model has ${columns} columns and only ${rows} rows.`,
    "Use fewer terms, or keep more rows.",
    ["formula"],
  );

export const polyDegree = (label: string, distinct: number): Problem =>
  error(
    "poly-degree",
    `${label} needs more different values than its degree; there are ${distinct}.`,
    "Choose a lower degree.",
    ["formula"],
  );

export const tooManyEffects = (): Problem =>
  error(
    "too-many-effects",
    'At most two sets of effects can stand after "|".',
    "Write the smallest of them as factor(...) before the bar.",
    ["formula"],
  );

export const tooManyLevels = (most: number): Problem =>
  error(
    "too-many-levels",
    `Both sets of effects have more than ${most} levels.`,
    "Absorb one of them, or a coarser grouping.",
    ["formula"],
  );

export const badWeight = (name: string, value: number): Problem =>
  error("negative-weight", `The weight "${name}" is ${value} on some rows.`, "Weights must not be negative.", [
    "weights",
  ]);

export const noClusters = (type: string): Problem =>
  error(
    "no-clusters",
    `${type} standard errors need clusters, and the data have no areas.`,
    'Name a measure: { "type": "CR1", "cluster": "state" }, or choose HC1.',
    ["errors"],
  );

export const oneCluster = (name: string): Problem =>
  error(
    "one-cluster",
    `All rows have the same ${name}, so there is only one cluster.`,
    "Choose other clusters, or HC1.",
    ["errors"],
  );

export const clustersNotUsed = (type: string): Problem =>
  error("clusters-not-used", `${type} standard errors take no clusters.`, "Choose CR0, CR1, CR1S or CR2.", ["errors"]);

export const twoWayCr2 = (): Problem =>
  error("two-way-cr2", "CR2 takes one set of clusters.", "Choose CR1 or CR1S for two.", ["errors"]);

export const largeClusters = (rows: number): Problem =>
  error(
    "cr2-too-large",
    `CR2 would take too long for so many rows and columns (the largest cluster has ${rows} rows).`,
    "Choose CR1 for data of this size.",
    ["errors"],
  );
