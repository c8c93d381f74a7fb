import type { RegressValue } from "@whyvary/core";
import { threeFigures } from "../figures.ts";
import { textSize } from "../look.ts";
import { textWidth, wrap } from "../text-width.ts";
import { niceTicks } from "../ticks.ts";

export type Coefficient = RegressValue["coefficients"][number];

export interface CoefficientLayout {
  width: number;
  height: number;
  narrow: boolean;
  plot: { left: number; right: number; top: number; bottom: number };
  axis: { low: number; high: number; ticks: number[]; step: number };
  fontSize: number;
  rows: {
    coefficient: Coefficient;
    lines: string[];
    labelY: number;
    lineHeight: number;
    figures: string;
    figuresY: number;
    y: number;
  }[];
  /** Words above the picture, line by line. */
  title: string[];
  /** Said under the picture where not every coefficient is in it. */
  rest: { text: string; y: number } | null;
}

/** More would not be read: the table has them all. */
const most = 40;

/** The coefficients in the picture: the constant only where it is alone, for it is seldom on the same scale. */
export function shownCoefficients(value: RegressValue): Coefficient[] {
  const slopes = value.coefficients.filter((row) => row.term !== "(Intercept)");
  return (slopes.length > 0 ? slopes : value.coefficients).slice(0, most);
}

export function figuresOf(row: Coefficient): string {
  const range = row.low === null || row.high === null ? "" : ` (${threeFigures(row.low)} to ${threeFigures(row.high)})`;
  return threeFigures(row.estimate) + range;
}

export function coefficientLayout(value: RegressValue, width: number, fontSize = 14, words = ""): CoefficientLayout {
  const shown = shownCoefficients(value);
  const narrow = width < 560;
  const size = textSize({ width, fontSize });
  const lineHeight = Math.round(size * 1.25);
  const widest = (texts: string[], bold: boolean): number =>
    Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, size - (bold ? 0 : 1), bold))));
  const figuresRoom = widest(shown.map(figuresOf), false);
  const labelRoom = narrow
    ? width - 8
    : Math.min(
        widest(
          shown.map((row) => row.term),
          true,
        ),
        Math.floor(width * 0.3),
      );
  const plot = {
    left: narrow ? 12 : labelRoom + 18,
    right: narrow ? width - 22 : width - figuresRoom - 18,
    top: 0,
    bottom: 0,
  };
  // Where the figures would leave the plot no room they are left to the table.
  const withFigures = narrow || plot.right - plot.left >= 180;
  if (!withFigures) plot.right = width - 22;

  const title = words === "" ? [] : wrap(words, width - 8, size, true, 3);
  plot.top = title.length === 0 ? 0 : title.length * Math.round(size * 1.35) + 6;
  let top = plot.top + 6;
  const rows = shown.map((coefficient) => {
    const lines = wrap(coefficient.term, labelRoom, size, true, 2);
    const height = lines.length * lineHeight;
    const figures = withFigures ? figuresOf(coefficient) : "";
    if (narrow) {
      const row = {
        labelY: top + lineHeight / 2,
        figuresY: top + height + lineHeight / 2,
        y: top + height + lineHeight + 11,
      };
      top = row.y + 20;
      return { coefficient, lines, lineHeight, figures, ...row };
    }
    const y = top + Math.max(height, 22) / 2;
    top += Math.max(height, 22) + 12;
    return {
      coefficient,
      lines,
      lineHeight,
      figures,
      figuresY: y,
      labelY: y - ((lines.length - 1) * lineHeight) / 2,
      y,
    };
  });
  plot.bottom = Math.round(top);
  const ends = shown.flatMap((row) => [row.estimate, row.low ?? 0, row.high ?? 0]);
  const intervals = Math.max(2, Math.min(6, Math.floor((plot.right - plot.left) / 78)));
  const { ticks, step } = niceTicks(Math.min(0, ...ends), Math.max(0, ...ends), intervals);
  const axis = { low: ticks[0]!, high: ticks.at(-1)!, ticks, step };
  const hidden = value.coefficients.filter((row) => row.term !== "(Intercept)").length - shown.length;
  const rest = hidden > 0 ? { text: `${hidden} more in the table`, y: plot.bottom + 42 } : null;
  return { width, height: plot.bottom + (rest ? 54 : 30), narrow, plot, axis, fontSize: size, rows, rest, title };
}
