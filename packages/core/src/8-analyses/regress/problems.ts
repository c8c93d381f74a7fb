import { andList } from "../../messages/format.ts";
import { nearest } from "../../messages/nearest.ts";
import type { Problem } from "../../messages/types.ts";

/** Why a regression cannot be run. */

const error = (code: string, text: string, remedy: string, path: (string | number)[]): Problem => ({
  code,
  severity: "error",
  text,
  remedy,
  path,
});

export const barNotHere = (estimator: string, term: string): Problem =>
  error(
    "estimator-formula",
    `The formula has the random term ${term}, which "${estimator}" does not know.`,
    'Choose the estimator "mixed" (or "poisson" or "nb2" for counts), or write | area for area effects.',
    ["estimator"],
  );

export const noRandomTerm = (): Problem =>
  error("no-random-term", "A mixed model needs a random term.", "Add one to the formula, such as (1 | area).", [
    "formula",
  ]);

export const onlyRandomIntercept = (term: string): Problem =>
  error(
    "random-intercept-only",
    `A regression of counts takes one random intercept; ${term} is more than that.`,
    "Write a single (1 | area), or | area for area effects.",
    ["formula"],
  );

export const effectsNotHere = (estimator: string, bars: string[]): Problem =>
  error(
    "effects-not-here",
    `"${estimator}" takes no effects out, but the formula has | ${bars.join(" + ")}.`,
    'Write years as factor(time), or choose "within" or "ols" for area effects.',
    ["formula"],
  );

export const noNegativeBinomialEffects = (): Problem =>
  error(
    "nb2-effects",
    "Negative binomial regression with area effects does not take the areas' differences out, so it is not offered.",
    'Choose "poisson" with | area and clustered errors.',
    ["estimator"],
  );

export const yearsNotHere = (estimator: string): Problem =>
  error(
    "years-not-here",
    estimator === "between"
      ? "Averages of areas over their years leave no year effects to estimate."
      : "First differences have the common yearly change as their constant.",
    estimator === "between" ? "Leave years out." : "Write factor(time) in the formula for a change of each year's own.",
    ["years"],
  );

export const constantNeeded = (estimator: string): Problem =>
  error("constant-needed", `"${estimator}" needs its constant.`, "Leave 0 or -1 out of the formula.", ["formula"]);

export const offsetNotHere = (estimator: string): Problem =>
  error("offset-not-here", `"${estimator}" takes no offset.`, "Use the rate as the outcome instead.", ["formula"]);

export const weightsNotHere = (estimator: string): Problem =>
  error(
    "weights-not-here",
    `"${estimator}" takes no weights.`,
    'Leave them out, or choose "ols", "pooled", "within" or "mixed".',
    ["weights"],
  );

export const optionNotHere = (option: string, estimator: string): Problem =>
  error(
    "option-not-here",
    `"${option}" belongs to the estimator "${estimator}".`,
    `Leave it out, or choose "${estimator}".`,
    [option],
  );

export const errorsNotHere = (type: string, estimator: string, possible: readonly string[]): Problem =>
  error(
    "errors-not-here",
    `${type} standard errors are not defined for "${estimator}".`,
    `Choose ${possible.length === 1 ? possible[0]! : `one of ${possible.join(", ")}`}.`,
    ["errors"],
  );

export const drawsNotUsed = (type: string): Problem =>
  error("draws-not-used", `${type} standard errors redraw nothing.`, 'Leave draws and seed out, or choose "wild".', [
    "errors",
  ]);

export const wildEffects = (name: string): Problem =>
  error(
    "wild-effects",
    `The effects of ${name} cut across the clusters, and the wild bootstrap cannot take them out.`,
    `Write them as factor(${name}) before the bar.`,
    ["errors"],
  );

export const clusterNotConstant = (name: string): Problem =>
  error(
    "cluster-not-constant",
    `${name} changes within areas, so averages of areas have no single value of it.`,
    "Choose clusters that areas lie within, or HC1.",
    ["errors"],
  );

export const oneArea = (): Problem =>
  error("one-area", "There is only one area, so areas cannot be compared.", "Keep more areas.", ["formula"]);

export const oneYear = (): Problem =>
  error("one-year", "No area has two neighbouring years, so there are no changes to look at.", "Keep more years.", [
    "formula",
  ]);

export const oneGroup = (name: string): Problem =>
  error("one-group", `All rows have the same ${name}, so it cannot vary.`, "Choose another grouping.", ["formula"]);

export const groupPerRow = (name: string): Problem =>
  error(
    "group-per-row",
    `Every row is a level of ${name} of its own, so its effects cannot be told from the noise.`,
    "Choose a coarser grouping, or keep more years.",
    ["formula"],
  );

export const randomSlopeText = (name: string): Problem =>
  error(
    "random-slope-text",
    `The random slope ${name} is not a single measure of numbers.`,
    "Use a measure of numbers.",
    ["formula"],
  );

export const badOutcome = (title: string, estimator: string, why: string): Problem =>
  error(
    "outcome-not-possible",
    `${title} cannot be the outcome of "${estimator}": ${why}.`,
    "Choose another estimator or outcome.",
    ["estimator"],
  );

export const allZero = (title: string): Problem =>
  error(
    "all-zero",
    `${title} is zero on every row that can be used, so no rate can be estimated.`,
    "Choose another outcome, or keep more rows.",
    ["formula"],
  );

export const gradeOrder = (title: string, grades: string[]): Problem =>
  error(
    "grade-order",
    `${title} holds text, and which grade is the lowest is not said.`,
    `Give "levels", lowest first; the grades are: ${grades.join(", ")}.`,
    ["levels"],
  );

export const gradeUnknown = (grade: string): Problem =>
  error("grade-unknown", `The grade "${grade}" is not among the levels.`, "Add it to levels.", ["levels"]);

export const manyGrades = (count: number): Problem =>
  error(
    "many-grades",
    `The outcome has ${count} different values: too many for grades.`,
    'Choose "ols" for a measure.',
    ["estimator"],
  );

export const cannotFit = (why: string): Problem =>
  error("cannot-fit", `The model cannot be fitted: ${why}.`, "Use fewer terms, or another estimator.", ["formula"]);

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

export const oneLevel = (name: string): Problem =>
  error(
    "one-level",
    `All rows that can be used have the same ${name}, so it cannot be a term.`,
    "Leave it out of the formula.",
    ["formula"],
  );

export const clustersNotUsed = (type: string): Problem =>
  error("clusters-not-used", `${type} standard errors take no clusters.`, "Choose CR0, CR1, CR1S or CR2.", ["errors"]);

export const oneWayOnly = (type: string): Problem =>
  error(
    type === "CR2" ? "two-way-cr2" : "two-way-wild",
    `${type === "CR2" ? "CR2" : "The wild bootstrap"} takes one set of clusters.`,
    "Choose CR1 or CR1S for two.",
    ["errors"],
  );

export const largeClusters = (rows: number): Problem =>
  error(
    "cr2-too-large",
    `CR2 would take too long for so many rows and columns (the largest cluster has ${rows} rows).`,
    "Choose CR1 for data of this size.",
    ["errors"],
  );

export const noPrediction = (estimator: string): Problem =>
  error(
    "no-prediction",
    `Cases are not predicted with “${estimator}”.`,
    'Choose least squares, counts, shares or a mixed model, with errors other than "wild"; or leave predict out.',
    ["predict"],
  );

export const noLevel = (effects: string[]): Problem =>
  error(
    "no-level",
    `With effects of ${andList(effects)} taken out the model has no level of its own, so there is nothing to predict.`,
    "Write them as terms, such as factor(time), or as (1 | area); or leave predict out.",
    ["predict"],
  );

export const notInFormula = (measure: string, known: string[], path: (string | number)[]): Problem => {
  const near = nearest(measure, known);
  return error(
    "not-in-formula",
    `A case names “${measure}”, which is not on the right side of the formula.`,
    near === null ? `The formula has ${andList(known)}.` : `Did you mean “${near}”?`,
    path,
  );
};

export const notANumber = (measure: string, value: number | string, path: (string | number)[]): Problem =>
  error("not-a-number", `A case gives ${measure} as “${value}”, and it is a number.`, "Write it as a number.", path);

export const noSuchGroup = (measure: string, value: number | string, groups: string[], path: (string | number)[]): Problem => // prettier-ignore
  error("no-such-group", `A case gives ${measure} as “${value}”, and no row used has that.`, `There are ${andList(groups.slice(0, 12))}${groups.length > 12 ? " and others" : ""}.`, path); // prettier-ignore
