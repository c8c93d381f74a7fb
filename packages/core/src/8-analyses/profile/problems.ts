import type { Problem } from "../../messages/types.ts";

/** Why an area cannot be profiled. */

const error = (code: string, text: string, remedy: string, path: (string | number)[]): Problem => ({
  ...{ code, severity: "error", text, remedy, path },
});

export const noAreas = (): Problem =>
  error("no-areas", "The data have no areas.", 'Name the column of codes under "panel".', ["outcome"]);

export const noFocus = (one: string): Problem =>
  error("no-focus", `Which ${one} is yours is not said.`, `Choose your ${one} first ("focus" in the study).`, []);

export const focusUnknown = (area: string): Problem =>
  error("focus-unknown", `The area “${area}” has no row here.`, "Keep it in the data, or choose another.", []);

export const noFigure = (label: string, title: string, year: number | null, last: number | null): Problem =>
  error(
    "no-figure",
    year === null ? `${label} has no figure of ${title}.` : `${label} has no figure of ${title} in ${year}.`,
    last === null ? "Choose another rate." : `Its last figure is of ${last}.`,
    [year === null ? "outcome" : "year"],
  );

export const noPeers = (): Problem =>
  error("no-peers", "There is nobody to compare with.", "Keep more areas, or name neighbours.", []);

export const countAndPopulation = (missing: "count" | "population"): Problem =>
  error("count-and-population", `A pooled rate needs "${missing}" too.`, `Name the ${missing}, or leave both out.`, [
    missing,
  ]);

export const countsDoNotMakeRate = (rate: string, ratio: number): Problem =>
  error(
    "counts-do-not-make-rate",
    `The count over the population is not the rate: ${rate} is usually ${ratio.toPrecision(3)} times it, which is no power of ten.`,
    "Choose the count and the population that the rate was made of, or leave both out.",
    ["count"],
  );

export const startsWithoutStock = (): Problem =>
  error("stock-is-starts", "Stock and starts are the same measure.", "Name what is open at the end of the year.", [
    "stock",
  ]);
