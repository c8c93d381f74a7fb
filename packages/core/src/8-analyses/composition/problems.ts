import { andList } from "../../messages/format.ts";
import { nearest } from "../../messages/nearest.ts";
import type { Problem } from "../../messages/types.ts";

/** The words for data and choices from which no shares of a total can be formed. */

const error = (code: string, text: string, remedy: string, path: (string | number)[]): Problem => ({
  code,
  severity: "error",
  text,
  remedy,
  path,
});

export const twice = (title: string, at: number): Problem =>
  error("part-twice", `${title} stands twice among the parts.`, "Keep it once: it would be counted twice.", [
    "parts",
    at,
  ]);

export const totalAmongParts = (title: string): Problem =>
  error(
    "total-among-parts",
    `${title} is the total and also one of its parts.`,
    "Remove it from the parts: it would be counted twice.",
    ["total"],
  );

export const onePart = (): Problem =>
  error(
    "one-part",
    "One part without a total is always the whole.",
    "Add the other parts, or say which measure is the total.",
    ["parts"],
  );

export const leadUnknown = (name: string, parts: readonly string[], at: number): Problem => {
  const near = nearest(name, parts);
  return error(
    "lead-not-a-part",
    `"${name}" is not one of the parts.`,
    near === null ? `The parts are: ${andList(parts)}.` : `Did you mean "${near}"?`,
    ["lead", at],
  );
};

export const leadAll = (): Problem =>
  error(
    "lead-is-all",
    "The parts in question are all the parts, so their share is always the whole.",
    "Leave at least one part out of them.",
    ["lead"],
  );

export const noRows = (): Problem =>
  error(
    "too-few-rows",
    "No row has a value of every part and a total above zero.",
    "Leave out the part that sets most rows aside, or choose other years.",
    ["parts"],
  );

export const noYears = (): Problem =>
  error("no-times", "Prices need years, and the data have none.", "Say which column holds them (panel.time).", [
    "prices",
  ]);

export const pricesDiffer = (title: string, year: number): Problem =>
  error(
    "prices-differ",
    `${title} is not the same for every area in ${year}, or not above zero.`,
    "Choose a price index that has one value above zero a year.",
    ["prices"],
  );

export const unknownBase = (year: number, years: readonly number[]): Problem =>
  error("unknown-year", `No row of ${year} can be used.`, `Choose one of ${andList(years.map(String), "or")}.`, [
    "base",
  ]);
