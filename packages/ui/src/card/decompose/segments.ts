import type { DecomposeValue } from "@whyvary/core";
import { barSegments, groupColours, orderShares } from "@whyvary/charts";
import { colour, type Fill } from "../../lib/fill.ts";

export interface FilledSegment {
  key: string;
  label: string;
  share: number;
  fill: Fill;
  /** Neutral groups look alike: they bear their place in the study. */
  number: number | undefined;
}

/** The bar of what goes only with each group, what could be either, and what is left over. */
export function segmentsOf(value: DecomposeValue, areas: string): FilledSegment[] {
  const colours = coloursByBlock(value);
  return barSegments(value, { areas }).map((segment) => {
    const named = segment.blocks.map((block) => colours.get(block) ?? 0);
    return {
      key: segment.key,
      label: segment.label,
      share: segment.share,
      fill: fillOf(segment.kind, named),
      number: segment.kind === "only" && named[0] === 0 ? placeOf(value, segment.blocks[0]) : undefined,
    };
  });
}

function fillOf(kind: "only" | "contested" | "left", groups: number[]): Fill {
  if (kind === "left") return { kind: "hatch" };
  const colours = [...new Set(groups)].map(colour);
  return { kind: kind === "contested" ? "stripes" : "solid", colours };
}

function coloursByBlock(value: DecomposeValue): Map<string, number> {
  const colours = groupColours(value.roles);
  return new Map(value.shares.map((row, j) => [row.block, colours[j]!]));
}

const placeOf = (value: DecomposeValue, block: string | undefined): number =>
  value.shares.findIndex((row) => row.block === block) + 1;

/** The bar of one order: each group's increment when counted after those before it. Null where the order is not allowed. */
export function orderSegments(value: DecomposeValue, order: readonly number[]): FilledSegment[] | null {
  const shares = orderShares(value.subsets, order);
  if (shares === null) return null;
  const colours = groupColours(value.roles);
  const counted = order.map((j, i) => ({
    key: value.shares[j]!.block,
    label: value.shares[j]!.block,
    share: shares[i]!,
    fill: { kind: "solid", colours: [colour(colours[j]!)] } satisfies Fill,
    number: colours[j] === 0 ? j + 1 : undefined,
  }));
  const left = {
    key: " left",
    label: "goes with nothing here",
    share: value.leftOver,
    fill: { kind: "hatch" } satisfies Fill,
    number: undefined,
  };
  return [...counted, left];
}

/** Where the strip starts: changes shared by all first, lasting differences last. */
export function firstOrder(value: DecomposeValue): number[] {
  const rank = { time: 0, measures: 1, area: 2 };
  return value.roles.map((_, j) => j).sort((a, b) => rank[value.roles[a]!] - rank[value.roles[b]!] || a - b);
}

/** The group whose figure depends most on the order, areas themselves apart: the one the disclosure names. */
export function mostDependent(value: DecomposeValue): DecomposeValue["shares"][number] | undefined {
  const rows = value.shares.filter((_, j) => value.roles[j] === "measures");
  const pool = rows.length > 0 ? rows : value.shares;
  return pool.reduce<(typeof pool)[number] | undefined>(
    (best, row) => (best === undefined || row.max - row.min > best.max - best.min ? row : best),
    undefined,
  );
}
