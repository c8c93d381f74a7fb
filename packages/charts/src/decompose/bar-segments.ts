import type { DecomposeValue } from "@whyvary/core";
import { andList } from "@whyvary/core";
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

/** The groups between which the contested part lies: those that gain most from the order, until four fifths are named. */
function contestants(value: DecomposeValue): { blocks: string[]; mostly: boolean } {
  const gains = value.shares.map((row, j) => ({ j, gain: Math.max(0, row.shapley - row.last) }));
  const total = gains.reduce((sum, each) => sum + each.gain, 0);
  const named: typeof gains = [];
  let sum = 0;
  for (const each of [...gains].sort((a, b) => b.gain - a.gain || a.j - b.j)) {
    if (named.length >= 2 && sum >= 0.8 * total) break;
    named.push(each);
    sum += each.gain;
  }
  const blocks = named.sort((a, b) => a.j - b.j).map(({ j }) => value.shares[j]!.block);
  return { blocks, mostly: sum < 0.995 * total };
}
