import type { DecomposeValue } from "@whyvary/core";
import { onePercent, wholePercent } from "@whyvary/core";
import { barSegments, type BarSegment, type BarWords } from "./bar-segments.ts";
import { groupColours } from "../group-colours.ts";
import { markup, type Html } from "../report/markup.ts";

/**
 * The 100% bar and its list. Positions are percentages of the picture, so that it fits any column without scaling its words.
 * `id` keeps the patterns of several bars on one page apart.
 */
export function barSvg(value: DecomposeValue, id: string, words: BarWords = {}): Html {
  const colours = new Map(
    groupColours(value.roles).map((group, j) => [value.shares[j]!.block, { group, place: j + 1 }]),
  );
  const segments = barSegments(value, words);
  const whole = segments.reduce((sum, segment) => sum + segment.share, 0);
  const groupsOf = (segment: BarSegment) => segment.blocks.map((block) => colours.get(block)?.group ?? 0);
  const fill = (segment: BarSegment, size = ""): Html =>
    segment.kind === "only"
      ? markup`class="g${groupsOf(segment)[0] ?? 0}"`
      : markup`fill="url(#${id}-${segment.kind}${size})"`;
  const number = (segment: BarSegment): string => {
    const found = colours.get(segment.blocks[0] ?? "");
    return segment.kind === "only" && found?.group === 0 ? String(found.place) : "";
  };

  let x = 0;
  const drawn = segments.map((segment) => {
    const width = (segment.share / whole) * 100;
    const middle = x + width / 2;
    const text = width >= 9 ? wholePercent(segment.share) : width >= 4 ? number(segment) : "";
    const rect = markup`<rect x="${x.toFixed(3)}%" width="${width.toFixed(3)}%" height="100%" ${fill(segment)} />`;
    x += width;
    return [rect, text === "" ? null : segmentText(segment, middle, text)];
  });
  const groups = [...new Set(segments.flatMap((segment) => (segment.kind === "contested" ? groupsOf(segment) : [])))];
  const text = segments.map((segment) => `${segment.label} ${wholePercent(segment.share)}`).join("; ");
  return markup`<svg class="bar" role="img" aria-label="Of all variation: ${text}." width="100%" height="54">
      ${patterns(id, groups, "", 9)}${patterns(id, groups, "-small", 3.6)}${drawn}
    </svg>
    <ul class="key">
      ${segments.map(
        (segment) =>
          markup`<li>
            <svg class="swatch" width="14" height="14" aria-hidden="true"><rect width="14" height="14" ${fill(segment, "-small")} />${number(segment) === "" ? null : markup`<text x="7" y="11" text-anchor="middle" class="on small">${number(segment)}</text>`}</svg>
            <span>${segment.label}</span><b title="${onePercent(segment.share)}">${wholePercent(segment.share)}</b>
          </li>`,
      )}
    </ul>`;
}

/** A label on stripes or hatching stands on a plate, else it could not be read. */
function segmentText({ kind }: BarSegment, middle: number, text: string): Html {
  const plate = 14 + text.length * 10;
  const on = markup`<text x="${middle.toFixed(3)}%" y="32" text-anchor="middle" class="${kind === "only" ? "on" : "plain"}">${text}</text>`;
  if (kind === "only") return on;
  return markup`<svg x="${middle.toFixed(3)}%" overflow="visible"><rect class="plate" x="${-plate / 2}" y="14" width="${plate}" height="26" rx="5" /></svg>${on}`;
}

/** Stripes in the colours concerned lean one way, hatching for what is left over the other: told apart without colour too. */
function patterns(id: string, groups: number[], size: string, width: number): Html {
  const whole = width * Math.max(1, groups.length);
  const hatch = width * 0.72;
  return markup`<defs>
    <pattern id="${id}-contested${size}" patternUnits="userSpaceOnUse" width="${whole}" height="${width}" patternTransform="rotate(-45)">
      ${groups.map((group, i) => markup`<rect x="${i * width}" width="${width}" height="${width}" class="g${group} bare" />`)}
    </pattern>
    <pattern id="${id}-left${size}" patternUnits="userSpaceOnUse" width="${2 * hatch}" height="${2 * hatch}" patternTransform="rotate(45)">
      <rect width="${2 * hatch}" height="${2 * hatch}" class="card bare" /><rect width="${hatch}" height="${2 * hatch}" class="hatch bare" />
    </pattern>
  </defs>`;
}
