import type { RelateValue } from "@whyvary/core";
import type { ChartOptions, Spec } from "../chart.ts";
import { threeFigures, tickText } from "../figures.ts";
import type { Look } from "../look.ts";
import { words } from "../row-picture.ts";
import { config, frame, pixels, type Layer } from "../spec-parts.ts";
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
  const size = width < 560 ? Math.max(12, look.fontSize - 1) : look.fontSize;
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
  const axis = (values: number[], most: number) => niceTicks(Math.min(...values), Math.max(...values), most);
  const yAxis = axis(dots.map((dot) => dot.y), 5); // prettier-ignore
  const tickRoom = Math.ceil(Math.max(...yAxis.ticks.map((at) => textWidth(tickText(at, yAxis.step), size - 1)))) + 12;
  const plot = { left: tickRoom, right: width - 22, bottom: 0 };
  const room = plot.right - plot.left;
  const xAxis = axis(dots.map((dot) => dot.x), Math.max(2, Math.floor(room / 85))); // prettier-ignore
  const top = line * upper.length + (own === undefined ? 0 : line) + 14;
  plot.bottom = Math.round(top + Math.min(380, Math.max(220, width * 0.52)));
  const x = { field: "x", type: "quantitative", scale: { domain: ends(xAxis.ticks), nice: false } } as const;
  const yScale = { domain: ends(yAxis.ticks), range: [plot.bottom, top], nice: false };
  const y = { field: "y", type: "quantitative", scale: yScale } as const;
  const tooltip = { field: "tip", type: "nominal" } as const;
  const many = dots.length > 400;
  const layers: Layer[] = [
    {
      data: { values: yAxis.ticks.map((at) => ({ y: at, from: 0, to: room })) },
      mark: { type: "rule", color: colours.line },
      encoding: { x: pixels("from"), x2: { field: "to" }, y: { ...y, axis: null } },
    },
    {
      data: { values: xAxis.ticks.map((at) => ({ x: at, from: top, to: plot.bottom })) },
      mark: { type: "rule", color: colours.line },
      encoding: { x: { ...x, axis: null }, y: pixels("from"), y2: { field: "to" } },
    },
    {
      data: { values: yAxis.ticks.map((at) => ({ y: at, text: tickText(at, yAxis.step), left: -8 })) },
      mark: { type: "text", align: "right", baseline: "middle", color: colours.soft, fontSize: size - 1 },
      encoding: { x: pixels("left"), y, text: { field: "text" } },
    },
    {
      data: { values: xAxis.ticks.map((at) => ({ x: at, text: tickText(at, xAxis.step), below: plot.bottom + 15 })) },
      mark: { type: "text", baseline: "middle", color: colours.soft, fontSize: size - 1 },
      encoding: { x, y: pixels("below"), text: { field: "text" } },
    },
    {
      data: { values: dots.filter((dot) => !dot.own) },
      mark: { type: "point", shape: "circle", filled: true, fill: colours.groups[0], size: many ? 18 : 42, opacity: many ? 0.45 : 0.7 }, // prettier-ignore
      encoding: { x, y, tooltip },
    },
    ...(own === undefined ? [] : ownLayers(own, x, y, look)),
    words(upper.map((text, i) => ({ text, x: 2 - tickRoom, y: line * (i + 0.5) + 2 })), size, colours.ink, 600), // prettier-ignore
    words(lower.map((text, i) => ({ text, x: 2 - tickRoom, y: plot.bottom + 24 + line * (i + 0.7) })), size, colours.ink, 600), // prettier-ignore
    ...(own === undefined ? [] : legend(`${ownLabel ?? ""}, among the others`, 2 - tickRoom, line * (upper.length + 0.5) + 2, size, look)), // prettier-ignore
  ];
  const height = plot.bottom + 30 + line * lower.length;
  const said = `${describeRelate(value, view)}${own === undefined ? "" : ` ${ownLabel!}: ${lowerFirst(value.measureTitle)} ${threeFigures(own.x)}, ${lowerFirst(value.outcomeTitle)} ${threeFigures(own.y)}.`}`;
  return { ...frame({ width, height, plot }, said), layer: layers, config: config(look) };
}

const ends = (ticks: readonly number[]): [number, number] => [ticks[0]!, ticks.at(-1)!];

function ownLayers(own: Dot, x: object, y: object, { colours }: Look): Layer[] {
  const tooltip = { field: "tip", type: "nominal" } as const;
  return [
    {
      data: { values: [own] },
      mark: { type: "point", shape: "diamond", filled: true, fill: colours.accent, stroke: colours.card, strokeWidth: 1.6, size: 230, opacity: 1 }, // prettier-ignore
      encoding: { x, y, tooltip },
    } as Layer,
  ];
}

function legend(text: string, x: number, y: number, size: number, { colours }: Look): Layer[] {
  return [
    {
      data: { values: [{ left: x + 8, y }] },
      mark: { type: "point", shape: "diamond", filled: true, fill: colours.accent, size: 150, opacity: 1 },
      encoding: { x: pixels("left"), y: pixels("y") },
    },
    words([{ text, x: x + 22, y }], size - 1, colours.soft, 400),
  ];
}
