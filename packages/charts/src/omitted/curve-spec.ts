import type { OmittedCurve, OmittedValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { stepDecimals, threeFigures } from "../figures.ts";
import type { Look } from "../look.ts";
import { config, frame, pixels, type Layer } from "../spec-parts.ts";
import { textWidth, wrap } from "../text-width.ts";
import { niceTicks } from "../ticks.ts";
import { describeOmitted } from "./describe.ts";

const PLOT = 190;

type Row = OmittedCurve["rows"][number];

interface ChoiceRow {
  label: string;
  has: (row: Row) => boolean;
  /** Begins a group: a little room stands above it. */
  first: boolean;
}

/** A row of marks for each value of what was chosen between, and for each covariate. */
function choiceRows(curve: OmittedCurve): ChoiceRow[] {
  const lists = [
    ["outcome", curve.outcomes, ""],
    ["years", curve.years, "years: "],
    ["sample", curve.samples, "areas: "],
    ["estimator", curve.estimators, ""],
  ] as const;
  return [
    ...lists.flatMap(
      ([key, values, before]) =>
      values.length < 2 ? [] : values.map((value, i) => ({ label: `${before}${value}`, has: (row: Row) => row[key] === value, first: i === 0 })), // prettier-ignore
    ),
    ...curve.covariates.map((label, j) => ({ label, has: (row: Row) => ((row.mask >> j) & 1) === 1, first: j === 0 })),
  ];
}

/** A model narrower than this many pixels stands together with its neighbours. */
const LEAST = 2;
/** Squares narrower than this are drawn as upright lines. */
const SQUARE = 5;

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
  const choices = choiceRows(curve);
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
  const perModel = (right - left) / Math.max(1, models.length);
  const together = perModel < LEAST ? Math.ceil(LEAST / perModel) : 1;
  const bins = Array.from({ length: Math.ceil(models.length / together) }, (_, b) =>
    models.slice(b * together, (b + 1) * together),
  );
  const gap = (right - left) / Math.max(1, bins.length);
  const rows = bins.map((bin, i) => {
    const [first, last] = [bin[0]!, bin.at(-1)!];
    return {
      x: (i + 0.5) * gap,
      y: yOf(bin[bin.length >> 1]!.at),
      low: yOf(Math.min(...bin.map(({ from }) => from))),
      high: yOf(Math.max(...bin.map(({ to }) => to))),
      tip:
        bin.length === 1
          ? `${threeFigures(first.estimate)} (${threeFigures(first.low)} to ${threeFigures(first.high)})`
          : `${bin.length} models, ${threeFigures(several ? first.at : first.estimate)} to ${threeFigures(several ? last.at : last.estimate)}${several ? " standard errors" : ""}`,
      bin,
    };
  });
  let top = head + PLOT + 14;
  const labels: { text: string; y: number }[] = [];
  const dots: { x: number; y: number; share: number }[] = [];
  for (const [at, { label, has, first }] of choices.entries()) {
    if (first && at > 0) top += Math.round(line / 3);
    const y = narrow ? top + line * 1.5 : top + line / 2;
    labels.push({ text: wrap(label, room, fontSize, false, 1)[0]!, y: top + line / 2 });
    for (const { x, bin } of rows) dots.push({ x, y, share: bin.filter(has).length / bin.length });
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
    chosenMarks(dots, gap, size, line, colours.ink, across),
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

/** What is in each model: a square, or where models stand close an upright line, paler where only some of them have it. */
function chosenMarks(
  dots: { x: number; y: number; share: number }[],
  gap: number,
  size: number,
  line: number,
  color: string,
  across: object,
): Layer {
  const opacity = { field: "share", type: "quantitative" as const, scale: null, legend: null };
  const x = { field: "x", ...across };
  const there = dots.filter(({ share }) => share > 0);
  const layer =
    gap < SQUARE
      ? {
          data: { values: there.map(({ y, ...dot }) => ({ ...dot, y: y - line * 0.32, to: y + line * 0.32 })) },
          mark: { type: "rule", color, strokeWidth: Math.max(1, gap * 0.8) },
          encoding: { x, y: pixels("y"), y2: { field: "to" }, opacity },
        }
      : {
          data: { values: there },
          mark: { type: "point", shape: "square", filled: true, color, size },
          encoding: { x, y: pixels("y"), opacity },
        };
  return layer as Layer;
}
