/** Why a sum of areas is not what is printed for all of them. */
export type GapReason = "equal" | "rounding" | "left-out" | "not-reported" | "unknown";

const UNITS = [1000, 100, 10, 5, 1, 0.1, 0.01, 0.001, 0.0001];

/** What figures are rounded to: the largest of 1000, 100, 10, 5, 1, 0.1, ... that divides them all; 0 where none does. */
export function roundedTo(values: Iterable<number>): number {
  const all = [...values].filter((value) => value !== 0);
  const fits = (unit: number): boolean =>
    all.every((value) => Math.abs(value / unit - Math.round(value / unit)) < 1e-6);
  return all.length === 0 ? 0 : (UNITS.find(fits) ?? 0);
}

/**
 * How far the sum of `areas` figures, each rounded to `part`, can lie from a total rounded to `whole`, if both are right:
 * half a unit of the total and half a unit of each part. A part that is not rounded beyond a whole number adds nothing.
 */
export function roundingReach(areas: number, part: number, whole: number): number {
  return whole / 2 + (part > 1 ? (areas * part) / 2 : 0);
}

/**
 * The reason for a gap between a sum and what is printed, as far as it can be told from the figures alone: equal, rounding,
 * areas of the file that the sum leaves out, areas without a figure that the printed total may hold an estimate of.
 */
export function gapReason(gap: number, reach: number, leftOut: number, without = 0): GapReason {
  if (Math.abs(gap) < 1e-9) return "equal";
  if (Math.abs(gap) <= reach * (1 + 1e-9)) return "rounding";
  if (leftOut > 0) return "left-out";
  return without > 0 && gap > 0 ? "not-reported" : "unknown";
}
