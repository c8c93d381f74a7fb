import type { Spec } from "./chart.ts";
import { voices, type Look } from "./look.ts";
import { framed, pixels, tooltip, type Layer } from "./spec-parts.ts";

/** Marks whose places are already pixels of the whole picture: a layout does the sums, these draw them. */

export interface Words {
  text: string;
  x: number;
  y: number;
}

export interface Bar {
  x: number;
  x2: number;
  y: number;
  y2: number;
  colour: string;
  tip: string;
  /** Outlined rather than filled, so that it is told apart without colour. */
  hollow?: boolean;
}

export interface Stroke {
  x: number;
  x2: number;
  y: number;
  y2: number;
}

export interface Font {
  align?: "left" | "center" | "right";
  color: string;
  fontSize: number;
  fontWeight?: 400 | 600;
}

export function words(values: readonly Words[], font: Font): Layer[] {
  if (values.length === 0) return [];
  return [
    {
      data: { values: values.map(({ text, x, y }) => ({ text, x, y })) },
      mark: { type: "text", baseline: "middle", limit: 0, align: "left", ...font },
      encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text" } },
    },
  ];
}

export function bars(values: Bar[], ground: string): Layer[] {
  if (values.length === 0) return [];
  return [
    {
      data: { values: values.map((bar) => ({ ...bar, fill: bar.hollow ? ground : bar.colour })) },
      mark: { type: "rect", strokeWidth: 1.4 },
      encoding: {
        ...{ x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" }, tooltip },
        fill: { field: "fill", type: "nominal", scale: null, legend: null },
        stroke: { field: "colour", type: "nominal", scale: null, legend: null },
      },
    },
  ];
}

export function strokes(
  values: Stroke[],
  mark: { color: string; strokeWidth?: number; strokeDash?: number[] },
): Layer[] {
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: "rule", ...mark },
      encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
    },
  ];
}

export function points(
  values: { x: number; y: number; tip: string }[],
  mark: { shape: string; color: string; stroke: string; size?: number },
): Layer[] {
  if (values.length === 0) return [];
  const { shape, color, stroke, size = 60 } = mark;
  return [
    {
      data: { values },
      mark: { type: "point", shape, size, filled: true, fill: color, stroke, strokeWidth: 1.4, opacity: 1 },
      encoding: { x: pixels("x"), y: pixels("y"), tooltip },
    },
  ];
}

export function path(values: { x: number; y: number }[], color: string, strokeWidth = 2): Layer[] {
  if (values.length < 2) return [];
  return [
    {
      data: { values: values.map((each, at) => ({ ...each, at })) },
      mark: { type: "line", color, strokeWidth },
      encoding: { x: pixels("x"), y: pixels("y"), order: { field: "at", type: "quantitative" } },
    },
  ];
}

/** The scale of a vertical axis: lines from `left` to `right`, and at the left of each its figure. */
export function levels(
  ticks: readonly { text: string; y: number }[],
  { left, right }: { left: number; right: number },
  look: Look,
): Layer[] {
  return [
    ...strokes(
      ticks.map(({ y }) => ({ x: left, x2: right, y, y2: y })),
      { color: look.colours.line },
    ),
    ...words(
      ticks.map(({ text, y }) => ({ text, x: left - 6, y })),
      { ...voices(look).aside, align: "right" },
    ),
  ];
}

/** The years under an axis, as many as `room` pixels each allow: the first always. A null is a year that has no name. */
export function yearWords(
  times: readonly (number | null)[],
  { x, y, width, room }: { x(i: number): number; y: number; width: number; room: number },
  look: Look,
): Layer[] {
  const every = Math.ceil(times.length / Math.max(1, Math.floor(width / room)));
  return words(
    times.flatMap((time, i) => (time === null || i % every > 0 ? [] : [{ text: String(time), x: x(i), y }])),
    { ...voices(look).aside, align: "center" },
  );
}

/** The whole picture: nothing stands outside `width` by `height`. */
export function picture(look: Look, height: number, description: string, layer: Layer[]): Spec {
  const { width } = look;
  return framed({ width, height, plot: { left: 0, right: width, bottom: height } }, description, layer, look);
}

/** Names at the right end of their marks, moved apart where they would stand on each other. */
export function spreadOut(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const out = [...wanted];
  order.forEach((i, k) => {
    if (k > 0) out[i] = Math.max(out[i]!, out[order[k - 1]!]! + gap);
  });
  let floor = bottom;
  for (const i of order.toReversed()) {
    out[i] = Math.min(out[i]!, floor);
    floor = out[i]! - gap;
  }
  const over = Math.max(0, top - (out[order[0]!] ?? top));
  return out.map((y) => y + over);
}
