import type { RegressValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import type { Look } from "../look.ts";
import { figuresOf } from "./layout.ts";
import { coefficientSpec } from "./spec.ts";

/** More terms than this are left to the table. */
const MOST_TERMS = 4;
type Row = NonNullable<RegressValue["family"]>["rows"][number];

/** The terms that have a picture of their own: those whose sign differs first. */
export function familyTermsShown({ family }: RegressValue): Row[] {
  if (family === null) return [];
  const flips = (row: Row): number => (family.reversed.includes(row.term) ? 0 : 1);
  return family.rows
    .filter(({ cells }) => cells.filter((cell) => cell !== null).length > 1)
    .toSorted((a, b) => flips(a) - flips(b))
    .slice(0, MOST_TERMS);
}

/** One coefficient in every member of the panel family, about the line of no difference: signs are told apart by shape. */
export function familySpec(value: RegressValue, term: string, look: Look): Spec {
  return coefficientSpec(memberRows(value, term), look, {
    title: `One more of ${term}: difference in ${value.outcome}, by model${signsDiffer(value, term) ? " (diamonds: below zero)" : ""}`,
    description: describeFamily(value, term),
    bySign: true,
  });
}

/** The members of the family in the place of the coefficients. */
function memberRows(value: RegressValue, term: string): RegressValue {
  const { models, rows } = value.family!;
  const { cells } = rows.find((row) => row.term === term)!;
  const coefficients = models.flatMap(({ label }, i) => {
    const cell = cells[i];
    return cell ? [{ term: label, ...cell, statistic: null, df: null }] : [];
  });
  return { ...value, coefficients };
}

function signsDiffer(value: RegressValue, term: string): boolean {
  const { coefficients } = memberRows(value, term);
  return coefficients.some((row) => row.estimate < 0) && coefficients.some((row) => row.estimate > 0);
}

export function describeFamily(value: RegressValue, term: string): string {
  const { coefficients } = memberRows(value, term);
  const own = coefficients.map((row) => `${row.term}: ${figuresOf(row)}.`);
  const estimates = coefficients.map((row) => row.estimate);
  const flip = value.family!.reversed.includes(term)
    ? ` Its sign depends on the model: from ${threeFigures(Math.min(...estimates))} to ${threeFigures(Math.max(...estimates))}.`
    : "";
  return `The coefficient of ${term} in each model of the same rows, with 95% intervals. ${own.join(" ")}${flip}`;
}
