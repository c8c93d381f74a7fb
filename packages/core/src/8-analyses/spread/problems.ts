import type { Problem } from "../../messages/types.ts";

/** Why the spread cannot be worked out. */

const error = (code: string, text: string, remedy: string, path: (string | number)[]): Problem => ({
  ...{ code, severity: "error", text, remedy, path },
});

export const countAndPopulation = (given: "count" | "population"): Problem =>
  error(
    "count-and-population",
    `${given === "count" ? "A count" : "A population"} is named without its ${given === "count" ? "population" : "count"}.`,
    "Name both, or neither.",
    [given],
  );

export const countsDoNotMakeRate = (title: string, ratio: number): Problem =>
  error(
    "counts-do-not-make-rate",
    `The count over the population is not ${title}: it would have to be multiplied by about ${ratio.toPrecision(3)}.`,
    "Choose the count and the population that the rate is made of.",
    ["count"],
  );

export const badCount = (label: string, what: string, value: number): Problem => ({
  ...error(
    "not-a-count",
    `${label} has ${value} as its ${what}.`,
    what === "count" ? "Counts are zero or more." : "A population is above zero.",
    [what],
  ),
  value: String(value),
});

export const noYear = (year: number): Problem =>
  error("no-such-year", `No figures of ${year} are left.`, "Choose another year.", ["year"]);

export const yearWithoutTime = (): Problem =>
  error("year-without-time", "The data have no years, so none can be chosen.", "Leave the year out.", ["year"]);

export const tooFew = (count: number, units: string): Problem =>
  error("too-few-areas", `There are figures of only ${count} ${units}.`, "At least three are needed.", ["outcome"]);

export const allAlike = (title: string, value: number): Problem =>
  error("all-alike", `Every figure of ${title} is ${value}.`, "Choose a measure that differs.", ["outcome"]);

export const rowsRepeat = (label: string): Problem =>
  error("area-repeats", `${label} has more than one row.`, "Name the panel's time, or choose the rows of one.", [
    "outcome",
  ]);
