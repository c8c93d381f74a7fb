import type { Spec } from "./chart.ts";
import { tickText } from "./figures.ts";
import { voices, type Look } from "./look.ts";
import { words } from "./pixel-layers.ts";
import { framed, pixels, type Layer } from "./spec-parts.ts";
import { flow, textWidth, wrap } from "./text-width.ts";
import { niceTicks } from "./ticks.ts";

/** How a kind of mark looks, in the picture and in the legend alike: told apart by shape or dash, not by colour alone. */
export interface MarkStyle {
  kind: "point" | "line" | "bar";
  color: string;
  shape?: string;
  hollow?: boolean;
  size?: number;
  dash?: number[];
  width?: number;
  opacity?: number;
}

export interface Tick {
  at: number;
  text: string;
}

/** Figures on the horizontal axis, in the field `x`, and on the vertical one, in `y`. */
export interface Across {
  field: "x";
  type: "quantitative";
  scale: { domain: number[]; nice: boolean };
}
export interface Upward {
  field: "y";
  type: "quantitative";
  scale: { domain: number[]; range: number[]; nice: boolean };
}

export interface PlaneInput {
  /** Above the picture: what goes up, with its unit. */
  title: string;
  /** Below it: what goes across. */
  across: string;
  x: { domain: [number, number]; ticks: Tick[] };
  /** Figures that must be in sight; null: no vertical axis. */
  y: { values: readonly number[]; percent?: boolean } | null;
  legend: { text: string; style: MarkStyle }[];
  /** Of the plot alone, in pixels; from the width when not said. */
  height?: number;
  description: string;
}

export interface Plane {
  size: number;
  plot: { left: number; right: number; top: number; bottom: number };
  x: Across;
  y: Upward;
  spec(layers: Layer[]): Spec;
}

/** Two axes with title, unit and legend, inside which a picture puts its marks; fits a narrow page and a wide one. */
export function plane(input: PlaneInput, look: Look): Plane {
  const { width, colours } = look;
  const { size, title, aside } = voices(look);
  const line = Math.round(size * 1.35);
  const values = input.y?.values ?? [0, 1];
  const { ticks, step } = niceTicks(Math.min(...values), Math.max(...values), 5);
  const tick = (at: number): string => (input.y?.percent === true ? `${tickText(at * 100, step * 100)}%` : tickText(at, step)); // prettier-ignore
  const left = input.y === null ? 14 : Math.ceil(Math.max(...ticks.map((at) => textWidth(tick(at), size - 1)))) + 12;
  // Half of the last tick's words stand beyond the plot.
  const lastTick = input.x.ticks.at(-1);
  const right = width - Math.max(22, lastTick === undefined ? 0 : textWidth(lastTick.text, size - 1) / 2 + 4);
  const titles = wrap(input.title, width - 8, size, true, 3);
  const needs = input.legend.map(({ text }) => textWidth(text, size - 1) + 46);
  const places = flow(needs, { left: -left, right: width - left - 4, top: line * (titles.length + 0.6), line });
  const legend = input.legend.map((item, i) => ({ ...item, ...places[i]! }));
  const top = (places.at(-1)?.y ?? line * titles.length) + line;
  const bottom = Math.round(top + (input.height ?? Math.min(340, Math.max(210, width * 0.44))));
  const scaleX = { domain: [...input.x.domain], nice: false };
  const scaleY = { domain: [ticks[0]!, ticks.at(-1)!], range: [bottom, top], nice: false };
  const atX = { field: "x", type: "quantitative", scale: scaleX } as const;
  const atY = { field: "y", type: "quantitative", scale: scaleY } as const;
  const across = wrap(input.across, width - 8, size - 1, false, 4);
  const scaled = ticks.map((at) => ({ at, text: tick(at) }));
  const base: Layer[] = [
    ...(input.y === null ? [] : heightAxis(scaled, atY, right - left, look)),
    underAxis(input.x.ticks, atX, bottom + 16, look),
    ...legend.flatMap(({ style, x, y }) => sample(style, x, y, colours.card)),
    ...words(legend.map(({ text, x, y }) => ({ text, x: x + 32, y })), aside), // prettier-ignore
    ...words(titles.map((text, i) => ({ text, x: 2 - left, y: line * (i + 0.5) + 2 })), title), // prettier-ignore
    ...words(across.map((text, i) => ({ text, x: 2 - left, y: bottom + (input.x.ticks.length > 0 ? 24 : 6) + line * (i + 0.5) })), aside), // prettier-ignore
  ];
  const height = bottom + (input.x.ticks.length > 0 ? 30 : 12) + line * across.length;
  const plot = { left, right, top, bottom };
  return {
    ...{ size, plot, x: atX, y: atY },
    spec: (layers) => framed({ width, height, plot }, input.description, [...base, ...layers], look),
  };
}

/** The vertical axis: lines across a plot `room` wide, and the words at the left of them. */
export function heightAxis(ticks: readonly Tick[], y: Upward, room: number, look: Look): [Layer, Layer] {
  const { color, fontSize } = voices(look).aside;
  return [
    {
      data: { values: ticks.map(({ at }) => ({ y: at, from: 0, to: room })) },
      mark: { type: "rule", color: look.colours.line },
      encoding: { x: pixels("from"), x2: { field: "to" }, y: { ...y, axis: null } },
    },
    {
      data: { values: ticks.map(({ at, text }) => ({ y: at, text, left: -8 })) },
      mark: { type: "text", align: "right", baseline: "middle", color, fontSize },
      encoding: { x: pixels("left"), y, text: { field: "text", type: "nominal" } },
    },
  ];
}

/** The words under a plot, `below` pixels from the top of the picture. */
export function underAxis(ticks: readonly Tick[], x: Across, below: number, look: Look): Layer {
  const { color, fontSize } = voices(look).aside;
  return {
    data: { values: ticks.map(({ at, text }) => ({ x: at, text, below })) },
    mark: { type: "text", baseline: "middle", color, fontSize },
    encoding: { x: { ...x, axis: null }, y: pixels("below"), text: { field: "text", type: "nominal" } },
  };
}

/** A vega mark of this style. */
export function pointMark(style: MarkStyle, card: string) {
  const { color, shape = "circle", size = 40, hollow = false, opacity = 1 } = style;
  // A dash has no inside to fill.
  if (shape === "stroke") return { type: "point", shape, size, stroke: color, strokeWidth: 1.6, opacity } as const;
  return { type: "point", shape, size, filled: true, fill: hollow ? card : color, stroke: hollow ? color : card, strokeWidth: hollow ? 1.8 : 1, opacity } as const; // prettier-ignore
}

export function lineMark({ color, dash = [1, 0], width = 1.8, opacity = 1 }: MarkStyle) {
  return { color, strokeDash: dash, strokeWidth: width, opacity } as const;
}

/** Ticks for whole numbers such as years: as many as there is room for, the last one always. */
export function yearTicks(times: readonly number[], room: number, size: number): Tick[] {
  const every = Math.max(1, Math.ceil((times.length * (textWidth("2025", size - 1) + 14)) / room));
  return times.filter((_, i) => (times.length - 1 - i) % every === 0).map((time) => ({ at: time, text: String(time) }));
}

function sample(style: MarkStyle, x: number, y: number, card: string): Layer[] {
  const data = { values: [{ from: x + 2, to: x + 26, middle: x + 14, y }] };
  if (style.kind === "point")
    return [{ data, mark: pointMark({ ...style, size: Math.min(style.size ?? 40, 110) }, card), encoding: { x: pixels("middle"), y: pixels("y") } }]; // prettier-ignore
  return [{ data, mark: { type: "rule", ...lineMark(style) }, encoding: { x: pixels("from"), x2: { field: "to" }, y: pixels("y") } }]; // prettier-ignore
}
