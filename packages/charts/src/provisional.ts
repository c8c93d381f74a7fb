import type { Look } from "./look.ts";
import type { MarkStyle } from "./plane.ts";

/** What a figure typed by hand is called, in legends and tables. */
export const PROVISIONAL = "provisional, typed by hand";

/** The legend's entry for hollow marks. */
export function provisionalKey({ colours }: Look, shape = "circle"): { text: string; style: MarkStyle } {
  return { text: PROVISIONAL, style: { kind: "point", color: colours.ink, shape, hollow: true, size: 70 } };
}

/** The points as a layer of filled marks and, where some figure is provisional, one of hollow ones. */
export function filledAndHollow<Point extends { hollow: boolean }>(
  points: readonly Point[],
): { values: Point[]; hollow: boolean }[] {
  const hollow = points.filter((point) => point.hollow);
  const filled = { values: points.filter((point) => !point.hollow), hollow: false };
  return hollow.length === 0 ? [filled] : [filled, { values: hollow, hollow: true }];
}
