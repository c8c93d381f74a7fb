import type { DecomposeValue } from "@whyvary/core";
import { andList, contestants } from "@whyvary/core";
import { lowerFirst } from "../words.ts";

export interface BarSegment {
  /** Stable across runs with the same groups. */
  key: string;
  label: string;
  share: number;
  kind: "only" | "contested" | "left";
  /** Groups concerned, in study order. */
  blocks: string[];
}

export interface BarWords {
  /** What the study calls its areas: "councils". */
  areas?: string;
}

/** A share below half of a tenth of a percent shows as 0.0% and gets no segment. */
const nothing = 0.0005;

/** Whether the shares make a bar: they do not where groups add more together than the sum of what each adds alone (suppression). */
export function barFits(value: DecomposeValue): boolean {
  return value.contested > -nothing;
}

/** The 100% bar: what goes only with each group, what could be either, what is left over. Empty where no bar can be drawn. */
export function barSegments(value: DecomposeValue, words: BarWords = {}): BarSegment[] {
  if (!barFits(value)) return [];
  const only = value.shares.map<BarSegment>((row, j) => ({
    key: `only ${row.block}`,
    label: `only ${nameOf(row.block, value.roles[j], words)}`,
    share: row.last,
    kind: "only",
    blocks: [row.block],
  }));
  const { blocks, mostly } = contestants(value);
  const contested: BarSegment = {
    key: "contested",
    label: `cannot be told apart: ${andList(blocks.map(lowerFirst), "or")}${mostly ? ", mostly" : ""}`,
    share: value.contested,
    kind: "contested",
    blocks,
  };
  const left: BarSegment = {
    key: "left",
    label: "goes with nothing here",
    share: value.leftOver,
    kind: "left",
    blocks: [],
  };
  return [...only, contested, left].filter((segment) => segment.share >= nothing);
}

function nameOf(block: string, role: string | undefined, { areas = "areas" }: BarWords): string {
  if (role === "area") return `lasting differences between ${areas}`;
  if (role === "time") return "changes shared by all";
  return lowerFirst(block);
}
