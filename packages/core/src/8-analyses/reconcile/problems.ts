import type { Problem } from "../../messages/types.ts";

/** The words for data and choices in which there is nothing to hold against each other. */

const error = (code: string, text: string, remedy: string, path?: (string | number)[]): Problem => ({
  code,
  severity: "error",
  text,
  remedy,
  ...(path && { path }),
});

export const nothingToCheck = (): Problem =>
  error(
    "nothing-to-check",
    "No measure’s file prints a total for the country, and no pair of measures is named.",
    "Name the measures that should be the same under “pairs”, or choose the councils’ rows of a file by its geographic_level.",
  );

export const noPrintedTotal = (title: string, path: (string | number)[]): Problem =>
  error(
    "no-printed-total",
    `The file of ${title} prints no total for the country, or the measure is not one of its columns.`,
    "Name a measure that holds the published figure under “pairs”.",
    path,
  );

export const samePair = (title: string, path: (string | number)[]): Problem =>
  error("same-measure", `${title} cannot be held against itself.`, "Choose two measures.", path);

export const nothingShared = (ours: string, published: string, path: (string | number)[]): Problem =>
  error("too-few-rows", `No row has both ${ours} and ${published}.`, "Choose other measures, or other years.", path);
