import type { TopLevelSpec } from "vega-lite";
import type { Look } from "./look.ts";

type LayeredSpec = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = LayeredSpec["layer"][number];

/** A picture of exactly `width` by `height`: the plot's own size plus fixed margins, so that no font can push it over the edge. */
export function frame(
  layout: { width: number; height: number; plot: { left: number; right: number; bottom: number } },
  description: string,
) {
  const { width, height, plot } = layout;
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
