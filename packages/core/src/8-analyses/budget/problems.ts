import { andList } from "../../messages/format.ts";
import type { Problem } from "../../messages/types.ts";

/** The words for data and choices from which no budget can be set against what was spent. */

const error = (code: string, text: string, remedy: string, path?: string[]): Problem => ({
  code,
  severity: "error",
  text,
  remedy,
  ...(path && { path }),
});

export const sameMeasure = (title: string): Problem =>
  error("same-measure", `${title} cannot be both what was planned and what was spent.`, "Choose two measures.", [
    "spent",
  ]);

export const noRows = (planned: string, spent: string): Problem =>
  error("too-few-rows", `No row has ${planned} above zero beside ${spent}.`, "Choose other measures, or other years.", [
    "planned",
  ]);

export const noYears = (): Problem =>
  error("no-times", "A year is asked for, but the data have none.", "Say which column holds them (panel.time).", [
    "year",
  ]);

export const unknownYear = (year: number, years: number[]): Problem =>
  error("unknown-year", `No row of ${year} can be used.`, `Choose one of ${andList(years.map(String), "or")}.`, [
    "year",
  ]);
