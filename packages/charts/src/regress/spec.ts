import type { RegressValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { stepDecimals } from "../figures.ts";
import type { Look } from "../look.ts";
import { framed, pixels, tooltip, type Layer } from "../spec-parts.ts";
import { describeCoefficients } from "./describe.ts";
import { coefficientLayout, figuresOf, type CoefficientLayout } from "./layout.ts";

/** What is said of the picture where it is not that of the coefficients: words above it, its text alternative, and signs marked. */
export interface Told {
  title?: string;
  description?: string;
  bySign?: boolean;
}

/** Each coefficient with its interval, about the line of no difference. */
export function coefficientSpec(value: RegressValue, look: Look, told: Told = {}): Spec {
  const layout = coefficientLayout(value, look.width, look.fontSize, told.title);
  const { card, soft, accent } = look.colours;
  const values = layout.rows.map(({ coefficient, y }) => ({
    estimate: coefficient.estimate,
    low: coefficient.low,
    high: coefficient.high,
    y,
    below: told.bySign === true && coefficient.estimate < 0,
    tip: `${coefficient.term}: ${figuresOf(coefficient)}`,
  }));
  const titled = layout.title.length > 0;
  const layers: Layer[] = [
    ...(titled ? [gridLayer(layout, look)] : []),
    {
      data: { values: zeroLine(layout) },
      mark: { type: "rule", color: soft, strokeWidth: 1.5 },
      encoding: {
        x: {
          field: "zero",
          type: "quantitative",
          scale: { domain: [layout.axis.low, layout.axis.high], nice: false },
          // Lines of the axis would run through words above the picture: there they are drawn below them.
          axis: {
            values: layout.axis.ticks,
            format: tickFormat(layout.axis.step),
            title: null,
            ...(titled && { grid: false }),
          },
        },
        y: pixels("top"),
        y2: { field: "bottom" },
      },
    },
    {
      data: { values: values.filter((row) => row.low !== null && row.high !== null) },
      mark: { type: "rule", color: accent, strokeWidth: 2.4, strokeCap: "round" },
      encoding: { x: { field: "low", type: "quantitative" }, x2: { field: "high" }, y: pixels("y"), tooltip },
    },
    ...(told.bySign === true
      ? [
          belowLayer(
            values.filter((row) => row.below),
            look,
          ),
        ]
      : []),
    {
      data: { values: values.filter((row) => !row.below) },
      mark: {
        type: "point",
        shape: "circle",
        size: 120,
        filled: true,
        fill: accent,
        stroke: card,
        strokeWidth: 1.8,
        opacity: 1,
      },
      encoding: { x: { field: "estimate", type: "quantitative" }, y: pixels("y"), tooltip },
    },
    ...texts(layout, look),
  ];
  return framed(layout, told.description ?? describeCoefficients(value), layers, look);
}

/** One line; in pieces where the words stand above their rows, so as not to cross them. */
function zeroLine({ narrow, rows, plot }: CoefficientLayout) {
  if (!narrow) return [{ zero: 0, top: plot.top, bottom: plot.bottom }];
  return rows.map(({ y }) => ({ zero: 0, top: y - 10, bottom: y + 12 }));
}

function gridLayer({ axis, plot }: CoefficientLayout, { colours }: Look): Layer {
  return {
    data: { values: axis.ticks.map((at) => ({ at, top: plot.top, bottom: plot.bottom })) },
    mark: { type: "rule", color: colours.line },
    encoding: { x: { field: "at", type: "quantitative" }, y: pixels("top"), y2: { field: "bottom" } },
  };
}

/** Estimates below zero by another shape and colour. */
function belowLayer(values: object[], { colours }: Look): Layer {
  return {
    data: { values: values as Record<string, unknown>[] },
    mark: { type: "point", shape: "diamond", size: 190, filled: true, fill: colours.groups[1], stroke: colours.card, strokeWidth: 1.8, opacity: 1 }, // prettier-ignore
    encoding: {
      x: { field: "estimate", type: "quantitative" },
      y: pixels("y"),
      tooltip,
    },
  };
}

function texts({ narrow, plot, width, fontSize, rows, rest, title }: CoefficientLayout, { colours }: Look): Layer[] {
  const labels = rows.flatMap((row) => row.lines.map((text, i) => ({ text, y: row.labelY + i * row.lineHeight })));
  const figures = rows.flatMap(({ figures: text, figuresY }) => (text === "" ? [] : [{ text, y: figuresY }]));
  const left = { align: "left", x: -plot.left };
  const beside = { align: "right", x: -18 };
  const head = title.map((text, i) => ({ text, y: (i + 0.5) * Math.round(fontSize * 1.35) + 2 }));
  return [
    ...(head.length === 0 ? [] : [textLayer(head, left, { color: colours.ink, fontSize, fontWeight: 600 })]),
    textLayer(labels, narrow ? left : beside, { color: colours.ink, fontSize, fontWeight: 600 }),
    textLayer(figures, narrow ? left : { align: "right", x: width - plot.left }, {
      color: colours.soft,
      fontSize: fontSize - 1,
    }),
    ...(rest ? [textLayer([rest], { align: "left", x: 0 }, { color: colours.soft, fontSize: fontSize - 1 })] : []),
  ];
}

function textLayer(values: { text: string; y: number }[], at: { align: string; x: number }, font: object): Layer {
  return {
    data: { values },
    mark: { type: "text", align: at.align as "left" | "right", baseline: "middle", limit: 0, ...font },
    encoding: { x: { value: at.x }, y: pixels("y"), text: { field: "text" } },
  };
}

function tickFormat(step: number): string {
  const decimals = stepDecimals(step);
  return decimals > 6 ? "~e" : `,.${decimals}f`;
}
