import type { Spec } from "./chart.ts";
import { tickText } from "./figures.ts";
import type { Look } from "./look.ts";
import { words } from "./row-picture.ts";
import { config, frame, pixels, type Layer } from "./spec-parts.ts";
import { textWidth, wrap } from "./text-width.ts";
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

export interface PlaneInput {
  /** Above the picture: what goes up, with its unit. */
  title: string;
  /** Below it: what goes across. */
  across: string;
  x: { domain: [number, number]; ticks: { at: number; text: string }[] };
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
  x: { field: "x"; type: "quantitative"; scale: { domain: number[]; nice: boolean } };
  y: { field: "y"; type: "quantitative"; scale: { domain: number[]; range: number[]; nice: boolean } };
  spec(layers: Layer[]): Spec;
}

/** Two axes with title, unit and legend, inside which a picture puts its marks; fits a narrow page and a wide one. */
export function plane(input: PlaneInput, look: Look): Plane {
  const { width, colours } = look;
  const size = width < 560 ? Math.max(12, look.fontSize - 1) : look.fontSize;
  const line = Math.round(size * 1.35);
  const values = input.y?.values ?? [0, 1];
  const { ticks, step } = niceTicks(Math.min(...values), Math.max(...values), 5);
  const tick = (at: number): string => (input.y?.percent === true ? `${tickText(at * 100, step * 100)}%` : tickText(at, step)); // prettier-ignore
  const left = input.y === null ? 14 : Math.ceil(Math.max(...ticks.map((at) => textWidth(tick(at), size - 1)))) + 12;
  // Half of the last tick's words stand beyond the plot.
  const lastTick = input.x.ticks.at(-1);
  const right = width - Math.max(22, lastTick === undefined ? 0 : textWidth(lastTick.text, size - 1) / 2 + 4);
  const titles = wrap(input.title, width - 8, size, true, 3);
  let [x, y] = [-left, line * (titles.length + 0.6)];
  const legend = input.legend.map(({ text, style }) => {
    const need = textWidth(text, size - 1) + 46;
    if (x > -left && x + need > width - left - 4) [x, y] = [-left, y + line];
    const item = { text, style, x, y };
    x += need;
    return item;
  });
  const top = (legend.length === 0 ? line * titles.length : y) + line;
  const bottom = Math.round(top + (input.height ?? Math.min(340, Math.max(210, width * 0.44))));
  const scaleX = { domain: [...input.x.domain], nice: false };
  const scaleY = { domain: [ticks[0]!, ticks.at(-1)!], range: [bottom, top], nice: false };
  const atX = { field: "x", type: "quantitative", scale: scaleX } as const;
  const atY = { field: "y", type: "quantitative", scale: scaleY } as const;
  const across = wrap(input.across, width - 8, size - 1, false, 4);
  const base: Layer[] = [
    ...(input.y === null
      ? []
      : ([
          {
            data: { values: ticks.map((at) => ({ y: at, from: 0, to: right - left })) },
            mark: { type: "rule", color: colours.line },
            encoding: { x: pixels("from"), x2: { field: "to" }, y: { ...atY, axis: null } },
          },
          {
            data: { values: ticks.map((at) => ({ y: at, text: tick(at), left: -8 })) },
            mark: { type: "text", align: "right", baseline: "middle", color: colours.soft, fontSize: size - 1 },
            encoding: { x: pixels("left"), y: atY, text: { field: "text", type: "nominal" } },
          },
        ] as Layer[])),
    {
      data: { values: input.x.ticks.map(({ at, text }) => ({ x: at, text, y: bottom + 16 })) },
      mark: { type: "text", baseline: "middle", color: colours.soft, fontSize: size - 1 },
      encoding: { x: { ...atX, axis: null }, y: pixels("y"), text: { field: "text", type: "nominal" } },
    },
    ...legend.flatMap(({ style, x: from, y: height }) => sample(style, from, height, colours.card)),
    words(legend.map(({ text, x: from, y: height }) => ({ text, x: from + 32, y: height })), size - 1, colours.soft, 400), // prettier-ignore
    words(titles.map((text, i) => ({ text, x: 2 - left, y: line * (i + 0.5) + 2 })), size, colours.ink, 600), // prettier-ignore
    words(across.map((text, i) => ({ text, x: 2 - left, y: bottom + (input.x.ticks.length > 0 ? 24 : 6) + line * (i + 0.5) })), size - 1, colours.soft, 400), // prettier-ignore
  ];
  const height = bottom + (input.x.ticks.length > 0 ? 30 : 12) + line * across.length;
  const plot = { left, right, top, bottom };
  return {
    ...{ size, plot, x: atX, y: atY },
    spec: (layers) => ({
      ...frame({ width, height, plot }, input.description),
      layer: [...base, ...layers],
      config: config(look),
    }),
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
export function yearTicks(times: readonly number[], room: number, size: number): { at: number; text: string }[] {
  const every = Math.max(1, Math.ceil((times.length * (textWidth("2025", size - 1) + 14)) / room));
  return times.filter((_, i) => (times.length - 1 - i) % every === 0).map((time) => ({ at: time, text: String(time) }));
}

function sample(style: MarkStyle, x: number, y: number, card: string): Layer[] {
  const data = { values: [{ from: x + 2, to: x + 26, middle: x + 14, y }] };
  if (style.kind === "point")
    return [{ data, mark: pointMark({ ...style, size: Math.min(style.size ?? 40, 110) }, card), encoding: { x: pixels("middle"), y: pixels("y") } }]; // prettier-ignore
  return [{ data, mark: { type: "rule", ...lineMark(style) }, encoding: { x: pixels("from"), x2: { field: "to" }, y: pixels("y") } }]; // prettier-ignore
}
