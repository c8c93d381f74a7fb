import type { OmittedValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { stepDecimals, threeFigures } from "../figures.ts";
import type { Look } from "../look.ts";
import { config, frame, pixels, type Layer } from "../spec-parts.ts";
import { textWidth, wrap } from "../text-width.ts";
import { niceTicks } from "../ticks.ts";
import { describeOmitted } from "./describe.ts";

const PLOT = 190;

/** Every model's slope with its interval, lowest first, and under each one a dot for every choice in it. */
export function curveSpec(value: OmittedValue, look: Look): Spec {
  const { width, colours } = look;
  const narrow = width < 560;
  const curve = value.curve!;
  const fontSize = narrow ? 12 : look.fontSize - 1;
  const known = curve.rows.flatMap(
    (row) =>
    row.estimate === null ? [] : [{ ...row, estimate: row.estimate, low: row.low ?? row.estimate, high: row.high ?? row.estimate }], // prettier-ignore
  );
  // Forms of the outcome have scales of their own: each is drawn in its own standard errors where there are several.
  const several = curve.outcomes.length > 1;
  const models = known
    .map((row) => {
      const unit = several ? (row.stdError ?? 1) : 1;
      return { ...row, at: row.estimate / unit, from: row.low / unit, to: row.high / unit };
    })
    .sort((a, b) => a.at - b.at || a.mask - b.mask);
  const choices = [
    ...(several ? curve.outcomes.map((outcome) => ({ label: outcome, has: (row: (typeof models)[number]) => row.outcome === outcome })) : []), // prettier-ignore
    ...curve.covariates.map((label, j) => ({
      label,
      has: (row: (typeof models)[number]) => ((row.mask >> j) & 1) === 1,
    })),
  ];
  const line = Math.round(fontSize * 1.5);
  const room = narrow
    ? width - 8
    : Math.min(
        Math.ceil(Math.max(...choices.map(({ label }) => textWidth(label, fontSize)))),
        Math.floor(width * 0.38),
      );
  const left = narrow ? 44 : room + 16;
  const right = width - 12;
  const ends = models.flatMap(({ from, to }) => [from, to]);
  const { ticks, step } = niceTicks(Math.min(0, ...ends), Math.max(0, ...ends), 5);
  const [bottomTick, topTick] = [ticks[0]!, ticks.at(-1)!];
  const head = line + 8;
  const yOf = (at: number): number => head + (PLOT * (topTick - at)) / (topTick - bottomTick);
  const gap = (right - left) / Math.max(1, models.length);
  const rows = models.map((row, i) => ({
    x: (i + 0.5) * gap,
    y: yOf(row.at),
    low: yOf(row.from),
    high: yOf(row.to),
    tip: `${threeFigures(row.estimate)} (${threeFigures(row.low)} to ${threeFigures(row.high)})`,
    row,
  }));
  let top = head + PLOT + 14;
  const labels: { text: string; y: number }[] = [];
  const dots: { x: number; y: number; on: boolean }[] = [];
  for (const { label, has } of choices) {
    const y = narrow ? top + line * 1.5 : top + line / 2;
    labels.push({ text: wrap(label, room, fontSize, false, 1)[0]!, y: top + line / 2 });
    for (const { x, row } of rows) dots.push({ x, y, on: has(row) });
    top += narrow ? 2 * line : line;
  }
  const bottom = Math.round(top + 6);
  const across = { type: "quantitative" as const, scale: null, axis: null };
  const text = (values: object[], mark: object): Layer =>
    ({
      data: { values },
      mark: { type: "text", baseline: "middle", limit: 0, fontSize, ...mark },
      encoding: { x: { field: "x", ...across }, y: pixels("y"), text: { field: "text" } },
    }) as Layer;
  const decimals = stepDecimals(step);
  const scale = ticks.map((tick) => ({ x: -8, y: yOf(tick), text: tick.toFixed(decimals).replace("-", "\u2212"), zero: tick === 0 })); // prettier-ignore
  const size = Math.max(3, Math.min(60, gap * gap * 0.6));
  const layers: Layer[] = [
    {
      data: { values: scale.map(({ y, zero }) => ({ from: 0, to: right - left, y, zero })) },
      mark: { type: "rule" },
      encoding: {
        x: { field: "from", ...across },
        x2: { field: "to" },
        y: pixels("y"),
        color: { condition: { test: "datum.zero", value: colours.soft }, value: colours.line },
      },
    },
    {
      data: { values: rows.map(({ x, low, high }) => ({ x, low, high })) },
      mark: { type: "rule", color: colours.accent, opacity: 0.45, strokeWidth: Math.max(0.6, Math.min(2, gap * 0.4)) },
      encoding: { x: { field: "x", ...across }, y: pixels("low"), y2: { field: "high" } },
    },
    {
      data: { values: rows.map(({ x, y, tip }) => ({ x, y, tip })) },
      mark: { type: "point", filled: true, color: colours.accent, size: Math.max(8, size), opacity: 1 },
      encoding: { x: { field: "x", ...across }, y: pixels("y"), tooltip: { field: "tip", type: "nominal" } },
    },
    {
      data: { values: dots.filter(({ on }) => on).map(({ x, y }) => ({ x, y })) },
      mark: { type: "point", shape: "square", filled: true, color: colours.ink, size, opacity: 1 },
      encoding: { x: { field: "x", ...across }, y: pixels("y") },
    },
    text(scale, { align: "right", color: colours.soft, fontSize: Math.max(12, fontSize - 1) }),
    text(labels.map((label) => ({ ...label, x: narrow ? -left : -10 })), { align: narrow ? "left" : "right", color: colours.ink }), // prettier-ignore
    text([{ x: -left, y: line / 2, text: wrap(`Slope of ${curve.follow}${several ? ", in standard errors" : ""}`, width - 8, fontSize, true, 1)[0]! }], { align: "left", color: colours.ink, fontWeight: 600 }), // prettier-ignore
  ];
  const described = describeOmitted(value, { view: "curve" });
  return {
    ...frame({ width, height: bottom + 4, plot: { left, right, bottom } }, described),
    layer: layers,
    config: config(look),
  };
}
