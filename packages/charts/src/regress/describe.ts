import type { RegressValue } from "@whyvary/core";
import { counted } from "@whyvary/core";
import { figuresOf, shownCoefficients } from "./layout.ts";

/** The coefficients in words, each with its interval; what is not in the picture is counted. */
export function describeCoefficients(value: RegressValue): string {
  const shown = shownCoefficients(value);
  const rows = shown.map((row) => `${row.term}: ${figuresOf(row)}.`);
  const hidden = value.coefficients.length - shown.length;
  const more = hidden > 0 ? [`${counted(hidden, "more coefficient")} in the table.`] : [];
  return ["Coefficients with their 95% intervals.", ...rows, ...more].join(" ");
}
