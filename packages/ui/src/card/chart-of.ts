import { charts, type Chart } from "@whyvary/charts";

/** The chart of a kind, whatever its value; none for a kind that this version does not know. */
export function chartOf(kind: string): Chart<unknown> | undefined {
  return Object.hasOwn(charts, kind) ? (charts as { [kind: string]: Chart<any> })[kind] : undefined;
}
