import type { TopLevelSpec } from "vega-lite";
import type { Spec } from "./chart.ts";
import type { Look } from "./look.ts";

type LayeredSpec = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = LayeredSpec["layer"][number];

export interface Layout {
  width: number;
  height: number;
  plot: { left: number; right: number; bottom: number };
}

/** A picture of exactly `width` by `height`: the plot's own size plus fixed margins, so that no font can push it over the edge. */
export function frame({ width, height, plot }: Layout, description: string) {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description,
    background: "transparent",
    autosize: { type: "none", contains: "content" },
    padding: { left: plot.left, right: width - plot.right, top: 0, bottom: height - plot.bottom },
    width: plot.right - plot.left,
    height: plot.bottom,
  } as const;
}

/** The whole of a picture: its frame, its layers, the look of its axes. */
export function framed(layout: Layout, description: string, layer: Layer[], look: Look): Spec {
  return { ...frame(layout, description), layer, config: config(look) };
}

export const tooltip = { field: "tip", type: "nominal" } as const;

/** A position already in pixels from the top. */
export function pixels(field: string) {
  return { field, type: "quantitative", scale: null, axis: null } as const;
}

export function config(look: Look): LayeredSpec["config"] {
  const { soft, line } = look.colours;
  return {
    font: look.font,
    view: { stroke: null, clip: false },
    mark: { aria: false },
    axis: {
      aria: false,
      domain: false,
      ticks: false,
      gridColor: line,
      labelColor: soft,
      labelFontSize: Math.max(12, look.fontSize - 2),
      labelPadding: 8,
      labelOverlap: false,
      labelBound: false,
      labelFlush: false,
      labelLimit: 0,
    },
  };
}
