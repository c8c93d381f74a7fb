import type { DecomposeValue, ShareRow } from "@whyvary/core";
import { groupColours } from "../group-colours.ts";
import { percentRange } from "../words.ts";
import { textWidth, wrap } from "../text-width.ts";
import { niceTicks } from "../ticks.ts";

/** Where everything stands in the range chart, in pixels; shares stay fractions, for the axis to place. */
export interface RangeLayout {
  width: number;
  height: number;
  /** Labels above their rows instead of beside them. */
  narrow: boolean;
  plot: { left: number; right: number; bottom: number };
  axis: { low: number; high: number; ticks: number[]; step: number };
  fontSize: number;
  rows: RangeRow[];
}

export interface RangeRow {
  share: ShareRow;
  /** 1 to 4, or 0 for neutral. */
  colour: number;
  label: { lines: string[]; x: number; y: number; lineHeight: number };
  /** Middle of the bar and half its height. */
  y: number;
  half: number;
  /** Where the published mark stands. */
  publishedY: number;
  chance: Chance | null;
}

/** What yearly noise alone would give the areas: from independent years to years that resemble one another. */
export interface Chance {
  from: number;
  to: number | null;
  text: string;
  /** Middle of its words, which stand to the right of `from`, or to the left of `to` where there is no room. */
  y: number;
  side: "right" | "left";
}

const half = 11;

export function rangeLayout(value: DecomposeValue, width: number, fontSize = 14): RangeLayout {
  const narrow = width < 520;
  const size = narrow ? Math.max(12, fontSize - 1) : fontSize;
  const lineHeight = Math.round(size * 1.25);
  const labelRoom = narrow ? width - 8 : labelColumn(value, width, size);
  const plot = { left: narrow ? 9 : labelRoom + 18, right: width - 22, bottom: 0 };
  const axis = axisOf(value, plot.right - plot.left);
  const colours = groupColours(value.roles);
  const published = value.shares.some((row) => row.published !== null) ? 19 : 0;

  let top = 4;
  const rows = value.shares.map((share, j) => {
    const lines = wrap(share.block, labelRoom, size, true, narrow ? 2 : 3);
    if (narrow) top += lines.length * lineHeight + 4;
    const chance = value.roles[j] === "area" ? chanceOf(value, axis, plot, size) : null;
    const above = (chance ? 18 : 0) + published;
    const y = Math.max(top + above + half, narrow ? 0 : top + (lines.length * lineHeight) / 2);
    const label = narrow
      ? { lines, x: 0, y: top - 4 - lines.length * lineHeight + lineHeight / 2, lineHeight }
      : { lines, x: labelRoom, y: y - ((lines.length - 1) * lineHeight) / 2, lineHeight };
    top = Math.max(y + half, narrow ? 0 : y + (lines.length * lineHeight) / 2) + (narrow ? 16 : 20);
    const row: RangeRow = { share, colour: colours[j]!, label, y, half, publishedY: y - half - 12, chance: null };
    if (chance) row.chance = { ...chance, y: y - half - published - 9 };
    return row;
  });
  plot.bottom = Math.round(top);
  return { width, height: plot.bottom + 30, narrow, plot, axis, fontSize: size, rows };
}

/** The label column: as wide as the longest name needs, at most three tenths of the picture. */
function labelColumn(value: DecomposeValue, width: number, size: number): number {
  const longest = Math.max(...value.shares.map((row) => textWidth(row.block, size, true)));
  return Math.ceil(Math.min(longest, width * 0.3));
}

function axisOf(value: DecomposeValue, room: number): RangeLayout["axis"] {
  const figures = value.shares.flatMap((row) =>
    [row.alone, row.last, row.shapley, row.min, row.max, row.low, row.high, row.published].filter((x) => x !== null),
  );
  const areas = value.roles.includes("area") ? [value.noiseFloor ?? 0, value.noiseFloorAutocorrelated ?? 0] : [];
  const highest = Math.max(0.01, ...figures, ...areas);
  const { ticks, step } = niceTicks(Math.min(0, ...figures), highest, Math.max(2, Math.min(6, Math.floor(room / 62))));
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks, step };
}

function chanceOf(
  value: DecomposeValue,
  axis: RangeLayout["axis"],
  plot: RangeLayout["plot"],
  size: number,
): Chance | null {
  if (value.noiseFloor === null) return null;
  const text = `by chance ${percentRange(value.noiseFloor, value.noiseFloorAutocorrelated)}`;
  const at = plot.left + ((value.noiseFloor - axis.low) / (axis.high - axis.low)) * (plot.right - plot.left);
  const side = at + textWidth(text, size) <= plot.right + 16 ? "right" : "left";
  return { from: value.noiseFloor, to: value.noiseFloorAutocorrelated, text, y: 0, side };
}
