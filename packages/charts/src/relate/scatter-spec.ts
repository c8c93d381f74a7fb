import type { RelateValue } from "@whyvary/core";
import type { ChartOptions, Spec } from "../chart.ts";
import { threeFigures, tickText } from "../figures.ts";
import { voices, type Look } from "../look.ts";
import { words } from "../pixel-layers.ts";
import { heightAxis, underAxis } from "../plane.ts";
import { framed, pixels, tooltip, type Layer } from "../spec-parts.ts";
import { textWidth, wrap } from "../text-width.ts";
import { niceTicks } from "../ticks.ts";
import { lowerFirst } from "../words.ts";
import { describeRelate } from "./words.ts";

interface Dot {
  x: number;
  y: number;
  tip: string;
  own: boolean;
}

/** One measure against the other: areas (or rows), or what is left of both within areas. */
export function scatterSpec(value: RelateValue, view: string, look: Look, options?: ChartOptions): Spec {
  const { width, colours } = look;
  const inside = view === "within";
  const { size, title } = voices(look);
  const line = Math.round(size * 1.35);
  const dots: Dot[] = inside
    ? value.within.map(({ x, y }) => ({ x, y, tip: `${threeFigures(x)}, ${threeFigures(y)}`, own: false }))
    : value.points.map(({ x, y, label, area }) => ({
        ...{ x, y, tip: `${label}: ${threeFigures(x)}, ${threeFigures(y)}` },
        own: area !== null && area === options?.focus,
      }));
  const own = dots.find((dot) => dot.own);
  const ownLabel = value.points.find(({ area }) => area !== null && area === options?.focus)?.label;
  const from = inside ? ", less the area’s average and the year’s" : value.repeated ? ", areas’ averages" : "";
  const upper = wrap(`${value.outcomeTitle}${from}`, width - 8, size, true, 2);
  const lower = wrap(`${value.measureTitle}${from}`, width - 8, size, true, 2);
  const axis = (values: number[], most: number) => {
    const { ticks, step } = niceTicks(Math.min(...values), Math.max(...values), most);
    return ticks.map((at) => ({ at, text: tickText(at, step) }));
  };
  const yAxis = axis(dots.map((dot) => dot.y), 5); // prettier-ignore
  const tickRoom = Math.ceil(Math.max(...yAxis.map(({ text }) => textWidth(text, size - 1)))) + 12;
  const plot = { left: tickRoom, right: width - 22, bottom: 0 };
  const room = plot.right - plot.left;
  const xAxis = axis(dots.map((dot) => dot.x), Math.max(2, Math.floor(room / 85))); // prettier-ignore
  const top = line * upper.length + (own === undefined ? 0 : line) + 14;
  plot.bottom = Math.round(top + Math.min(380, Math.max(220, width * 0.52)));
  const x = { field: "x", type: "quantitative", scale: { domain: ends(xAxis), nice: false } } as const;
  const yScale = { domain: ends(yAxis), range: [plot.bottom, top], nice: false };
  const y = { field: "y", type: "quantitative", scale: yScale } as const;
  const [across, heights] = heightAxis(yAxis, y, room, look);
  const many = dots.length > 400;
  const layers: Layer[] = [
    across,
    {
      data: { values: xAxis.map(({ at }) => ({ x: at, from: top, to: plot.bottom })) },
      mark: { type: "rule", color: colours.line },
      encoding: { x: { ...x, axis: null }, y: pixels("from"), y2: { field: "to" } },
    },
    heights,
    underAxis(xAxis, x, plot.bottom + 15, look),
    {
      data: { values: dots.filter((dot) => !dot.own) },
      mark: { type: "point", shape: "circle", filled: true, fill: colours.groups[0], size: many ? 18 : 42, opacity: many ? 0.45 : 0.7 }, // prettier-ignore
      encoding: { x, y, tooltip },
    },
    ...(own === undefined ? [] : ownLayers(own, x, y, look)),
    ...words(upper.map((text, i) => ({ text, x: 2 - tickRoom, y: line * (i + 0.5) + 2 })), title), // prettier-ignore
    ...words(lower.map((text, i) => ({ text, x: 2 - tickRoom, y: plot.bottom + 24 + line * (i + 0.7) })), title), // prettier-ignore
    ...(own === undefined ? [] : legend(`${ownLabel ?? ""}, among the others`, 2 - tickRoom, line * (upper.length + 0.5) + 2, look)), // prettier-ignore
  ];
  const height = plot.bottom + 30 + line * lower.length;
  const said = `${describeRelate(value, view)}${own === undefined ? "" : ` ${ownLabel!}: ${lowerFirst(value.measureTitle)} ${threeFigures(own.x)}, ${lowerFirst(value.outcomeTitle)} ${threeFigures(own.y)}.`}`;
  return framed({ width, height, plot }, said, layers, look);
}

const ends = (ticks: readonly { at: number }[]): [number, number] => [ticks[0]!.at, ticks.at(-1)!.at];

function ownLayers(own: Dot, x: object, y: object, { colours }: Look): Layer[] {
  return [
    {
      data: { values: [own] },
      mark: { type: "point", shape: "diamond", filled: true, fill: colours.accent, stroke: colours.card, strokeWidth: 1.6, size: 230, opacity: 1 }, // prettier-ignore
      encoding: { x, y, tooltip },
    } as Layer,
  ];
}

function legend(text: string, x: number, y: number, look: Look): Layer[] {
  return [
    {
      data: { values: [{ left: x + 8, y }] },
      mark: { type: "point", shape: "diamond", filled: true, fill: look.colours.accent, size: 150, opacity: 1 },
      encoding: { x: pixels("left"), y: pixels("y") },
    },
    ...words([{ text, x: x + 22, y }], voices(look).aside),
  ];
}
