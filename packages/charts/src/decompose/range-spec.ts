import type { DecomposeValue } from "@whyvary/core";
import { onePercent } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { colourOf } from "../group-colours.ts";
import type { Look } from "../look.ts";
import { framed, pixels, type Layer } from "../spec-parts.ts";
import { describeShares } from "./describe.ts";
import { rangeLayout, type RangeLayout, type RangeRow } from "./range-layout.ts";

/**
 * The range chart: how far each group's share depends on the order in which groups are counted. Names from files stand in the
 * data, never in an expression.
 */
export function rangeSpec(value: DecomposeValue, look: Look): Spec {
  const layout = rangeLayout(value, look.width, look.fontSize);
  const { ink, soft, card } = look.colours;
  const rows = layout.rows;
  const flat = rows.map((row) => flatten(row, look));
  const layers: Layer[] = [
    bars(flat, layout, look),
    ...chances(rows, layout, soft),
    {
      data: { values: flat.filter((row) => row.low !== null && row.high !== null) },
      mark: { type: "rule", color: ink, strokeWidth: 1.8 },
      encoding: {
        x: { field: "low", type: "quantitative" },
        x2: { field: "high" },
        y: pixels("y"),
        tooltip: tip("averageTip"),
      },
    },
    {
      data: { values: flat },
      mark: { type: "rule", color: ink, strokeWidth: 3 },
      encoding: { x: share("last"), y: pixels("tickTop"), y2: { field: "tickBottom" }, tooltip: tip("lastTip") },
    },
    {
      data: { values: flat.filter((row) => row.alone !== null) },
      mark: {
        type: "point",
        shape: "circle",
        size: 125,
        filled: false,
        fill: card,
        stroke: ink,
        strokeWidth: 2.2,
        opacity: 1,
      },
      encoding: { x: share("alone"), y: pixels("y"), tooltip: tip("aloneTip") },
    },
    {
      data: { values: flat },
      mark: { type: "point", shape: "circle", size: 150, filled: true, stroke: card, strokeWidth: 1.8, opacity: 1 },
      encoding: {
        x: share("shapley"),
        y: pixels("y"),
        fill: { field: "colour", type: "nominal", scale: null, legend: null },
        tooltip: tip("averageTip"),
      },
    },
    ...published(flat, look),
    {
      data: { values: labels(rows) },
      mark: {
        type: "text",
        align: layout.narrow ? "left" : "right",
        baseline: "middle",
        color: ink,
        fontSize: layout.fontSize,
        fontWeight: 600,
        limit: 0,
      },
      encoding: {
        x: { value: (layout.narrow ? 0 : layout.rows[0]!.label.x) - layout.plot.left },
        y: pixels("y"),
        text: { field: "text" },
      },
    },
  ];
  return framed(layout, describeShares(value), layers, look);
}

type Flat = ReturnType<typeof flatten>;

function flatten({ share: row, colour, y, half, publishedY }: RangeRow, look: Look) {
  const range =
    row.low === null || row.high === null ? "" : ` (95% range ${onePercent(row.low)} to ${onePercent(row.high)})`;
  return {
    min: row.min,
    max: row.max,
    low: row.low,
    high: row.high,
    last: row.last,
    alone: row.alone,
    shapley: row.shapley,
    published: row.published,
    colour: colourOf(colour, look.colours),
    y,
    top: y - half,
    bottom: y + half,
    tickTop: y - half - 2,
    tickBottom: y + half + 2,
    publishedY,
    stemTop: publishedY + 5,
    stemBottom: y - half - 1,
    rangeTip: `${row.block}: from ${onePercent(row.min)} to ${onePercent(row.max)}, depending on the order`,
    lastTip: `${row.block}, added after everything else: ${onePercent(row.last)}`,
    aloneTip: `${row.block}, on its own: ${onePercent(row.alone ?? 0)}`,
    averageTip: `${row.block}, average over all orders: ${onePercent(row.shapley)}${range}`,
    publishedTip: `${row.block}, published: ${onePercent(row.published ?? 0)}`,
  };
}

/** The pale bars carry the axis. */
function bars(flat: Flat[], { axis }: RangeLayout, look: Look): Layer {
  return {
    data: { values: flat },
    mark: { type: "rect", opacity: look.dark ? 0.38 : 0.27, cornerRadius: 3 },
    encoding: {
      x: {
        field: "min",
        type: "quantitative",
        scale: { domain: [axis.low, axis.high], nice: false },
        axis: { values: axis.ticks, format: axis.step < 0.01 ? ".1%" : ".0%", title: null },
      },
      x2: { field: "max" },
      y: pixels("top"),
      y2: { field: "bottom" },
      fill: { field: "colour", type: "nominal", scale: null, legend: null },
      tooltip: tip("rangeTip"),
    },
  };
}

/** Two dashed lines through the areas' row, and the words above them. */
function chances(rows: RangeRow[], layout: RangeLayout, soft: string): Layer[] {
  const found = rows.flatMap(({ chance, y, half }) =>
    chance ? [{ ...chance, top: chance.y + 9, bottom: y + half + 2 }] : [],
  );
  if (found.length === 0) return [];
  const lines = found.flatMap(({ from, to, top, bottom }) => [
    { at: from, top, bottom },
    ...(to === null ? [] : [{ at: to, top, bottom }]),
  ]);
  return [
    {
      data: { values: lines },
      mark: { type: "rule", color: soft, strokeWidth: 1.3, strokeDash: [3, 3] },
      encoding: { x: share("at"), y: pixels("top"), y2: { field: "bottom" } },
    },
    ...(["right", "left"] as const).map<Layer>((side) => ({
      data: {
        values: found
          .filter((each) => each.side === side)
          .map(({ from, to, text, y }) => ({ at: side === "right" ? from : (to ?? from), text, y })),
      },
      mark: {
        type: "text",
        align: side === "right" ? "left" : "right",
        baseline: "middle",
        dx: side === "right" ? -1 : 1,
        color: soft,
        fontSize: layout.fontSize - 1,
        limit: 0,
      },
      encoding: { x: share("at"), y: pixels("y"), text: { field: "text" } },
    })),
  ];
}

/** A hollow triangle on a stem: a figure from elsewhere, not one of ours. */
function published(flat: Flat[], { colours }: Look): Layer[] {
  const values = flat.filter((row) => row.published !== null);
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: "rule", color: colours.ink, strokeWidth: 1.4 },
      encoding: { x: share("published"), y: pixels("stemTop"), y2: { field: "stemBottom" } },
    },
    {
      data: { values },
      mark: {
        type: "point",
        shape: "triangle-down",
        size: 85,
        filled: false,
        fill: colours.card,
        stroke: colours.ink,
        strokeWidth: 1.6,
        opacity: 1,
      },
      encoding: { x: share("published"), y: pixels("publishedY"), tooltip: tip("publishedTip") },
    },
  ];
}

/** One text per line of a name. */
function labels(rows: RangeRow[]) {
  return rows.flatMap(({ label }) => label.lines.map((text, i) => ({ text, y: label.y + i * label.lineHeight })));
}

function share(field: string) {
  return { field, type: "quantitative" } as const;
}

function tip(field: string) {
  return { field, type: "nominal" } as const;
}
