import type { ProfileValue, ProfileYear } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { tickText } from "../figures.ts";
import type { Look } from "../look.ts";
import { words } from "../row-picture.ts";
import { pointMark } from "../plane.ts";
import { filledAndHollow, PROVISIONAL } from "../provisional.ts";
import { config, frame, pixels, type Layer } from "../spec-parts.ts";
import { textWidth } from "../text-width.ts";
import { niceTicks } from "../ticks.ts";
import { describeProfile, peersName, short } from "./words.ts";

type Series = Exclude<keyof ProfileYear, "time" | "count" | "provisional" | "why">;

const STYLES: { [series in Series]: { dash: number[]; width: number; shape: string } } = {
  own: { dash: [1, 0], width: 3, shape: "diamond" },
  mean: { dash: [1, 0], width: 1.8, shape: "square" },
  median: { dash: [6, 4], width: 1.8, shape: "triangle-up" },
  group: { dash: [2, 3], width: 1.8, shape: "circle" },
  all: { dash: [9, 3, 2, 3], width: 1.8, shape: "cross" },
};

/** One's own rate over the years, and four others to hold it against. */
export function linesSpec(value: ProfileValue, look: Look): Spec {
  const { width, colours } = look;
  const size = width < 560 ? Math.max(12, look.fontSize - 1) : look.fontSize;
  const line = Math.round(size * 1.35);
  const names: { [series in Series]: string | null } = {
    own: value.label,
    mean: `mean of ${peersName(value)}`,
    median: `median of ${peersName(value)}`,
    group: value.peers.by === "group" ? null : value.group,
    all: "all areas",
  };
  const colour: { [series in Series]: string } = {
    own: colours.accent,
    mean: colours.ink,
    median: colours.groups[1],
    group: colours.groups[2],
    all: colours.groups[3],
  };
  const shown = (Object.keys(STYLES) as Series[]).filter((series) => names[series] !== null && value.years.some((year) => year[series] !== null)); // prettier-ignore
  const figures = value.years
    .flatMap((year) => shown.map((series) => year[series]))
    .filter((figure) => figure !== null);
  const { ticks, step } = niceTicks(Math.min(0, ...figures), Math.max(...figures), 5);
  const tickRoom = Math.ceil(Math.max(...ticks.map((at) => textWidth(tickText(at, step), size - 1)))) + 12;
  const plot = { left: tickRoom, right: width - 26, bottom: 0 };
  const room = plot.right - plot.left;

  const hollowYears = new Set(value.years.flatMap(({ time, provisional }) => (provisional === true ? [time] : [])));
  const entries: { series: Series; text: string; hollow: boolean }[] = [
    ...shown.map((series) => ({ series, text: names[series]!, hollow: false })),
    ...(hollowYears.size > 0 ? [{ series: "own" as const, text: PROVISIONAL, hollow: true }] : []),
  ];
  const gaps = value.years.flatMap(({ time, own, why }) => (own === null && why !== undefined && why !== "no row" ? [{ time, figure: ticks.at(-1)!, text: why, tip: `${value.label}, ${time}: ${why}` }] : [])); // prettier-ignore
  const legend: { series: Series; text: string; hollow: boolean; x: number; y: number }[] = [];
  let [x, y] = [-tickRoom, line * 1.6];
  for (const entry of entries) {
    const need = textWidth(entry.text, size - 1) + 52;
    if (x > -tickRoom && x + need > width - tickRoom - 4) [x, y] = [-tickRoom, y + line];
    legend.push({ ...entry, x, y });
    x += need;
  }
  const top = y + line;
  plot.bottom = Math.round(top + Math.min(320, Math.max(200, width * 0.4)));
  const scale = { domain: [ticks[0]!, ticks.at(-1)!], range: [plot.bottom, top], nice: false };
  const times = value.years.map(({ time }) => time);
  const every = Math.max(1, Math.ceil((times.length * (textWidth("2025", size - 1) + 14)) / room));
  const last = times.length - 1;
  const xTicks = times.filter((_, i) => (last - i) % every === 0);
  const only = times.length === 1 ? [times[0]! - 1, times[0]! + 1] : [times[0]!, times[last]!];
  const at = { field: "time", type: "quantitative", scale: { domain: only, nice: false } } as const;
  const rate = { field: "figure", type: "quantitative", scale } as const;

  // Where the line of one's own breaks it says why: a mark on the ground line could be taken for nought.
  const whys: Layer[] =
    gaps.length === 0
      ? []
      : [
          {
            data: { values: gaps },
            mark: { type: "text", color: colours.soft, fontSize: size - 1, angle: 270, align: "right", dx: -4 },
            encoding: { x: at, y: rate, text: { field: "text" }, tooltip: { field: "tip", type: "nominal" } },
          },
        ];
  const layers: Layer[] = [
    {
      data: { values: ticks.map((figure) => ({ figure, from: 0, to: room })) },
      mark: { type: "rule", color: colours.line },
      encoding: { x: pixels("from"), x2: { field: "to" }, y: { ...rate, axis: null } },
    },
    {
      data: { values: ticks.map((figure) => ({ figure, text: tickText(figure, step), left: -8 })) },
      mark: { type: "text", align: "right", baseline: "middle", color: colours.soft, fontSize: size - 1 },
      encoding: { x: pixels("left"), y: rate, text: { field: "text" } },
    },
    {
      data: { values: xTicks.map((time) => ({ time, text: String(time), y: plot.bottom + 16 })) },
      mark: { type: "text", baseline: "middle", color: colours.soft, fontSize: size - 1 },
      encoding: { x: { ...at, axis: null }, y: pixels("y"), text: { field: "text" } },
    },
    ...whys,
    ...shown.toReversed().flatMap((series): Layer[] => {
      const { dash, width: strokeWidth, shape } = STYLES[series];
      const points = value.years.flatMap((year) => {
        const figure = year[series];
        if (figure === null) return [];
        const hollow = series === "own" && hollowYears.has(year.time);
        const tip = `${names[series]!}, ${year.time}: ${short(figure)}${hollow ? ` (${PROVISIONAL})` : ""}`;
        return [{ time: year.time, figure, run: runOf(value.years, series, year.time), hollow, tip }];
      });
      const color = colour[series];
      return [
        {
          data: { values: points },
          mark: { type: "line", color, strokeWidth, strokeDash: dash },
          encoding: { x: at, y: rate, detail: { field: "run", type: "nominal" } },
        },
        ...filledAndHollow(points).map(({ values, hollow }): Layer => ({
          data: { values },
          mark: pointMark({ kind: "point", color, shape, hollow, size: series === "own" ? 130 : 42 }, colours.card),
          encoding: { x: at, y: rate, tooltip: { field: "tip", type: "nominal" } },
        })),
      ];
    }),
    ...legend.flatMap(({ series, hollow, x: left, y: height }): Layer[] => {
      const { dash, width: strokeWidth, shape } = STYLES[series];
      const data = { values: [{ from: left + 2, to: left + 32, middle: left + 17, y: height }] };
      return [
        ...(hollow ? [] : [{ data, mark: { type: "rule" as const, color: colour[series], strokeWidth, strokeDash: dash }, encoding: { x: pixels("from"), x2: { field: "to" }, y: pixels("y") } }]), // prettier-ignore
        { data, mark: { type: "point", shape, filled: true, fill: hollow ? colours.card : colour[series], ...(hollow && { stroke: colour[series], strokeWidth: 1.8 }), size: series === "own" ? 110 : 42, opacity: 1 }, encoding: { x: pixels("middle"), y: pixels("y") } }, // prettier-ignore
      ];
    }),
    words([{ text: value.title, x: 2 - tickRoom, y: line / 2 + 2 }], size, colours.ink, 600),
    words(legend.map(({ text, x: left, y: height }) => ({ text, x: left + 38, y: height })), size - 1, colours.soft, 400), // prettier-ignore
  ];
  const height = plot.bottom + 30;
  return { ...frame({ width, height, plot }, describeProfile(value, "years")), layer: layers, config: config(look) };
}

/** Years without a figure break a line: which unbroken run a year belongs to. */
function runOf(years: readonly ProfileYear[], series: Series, time: number): number {
  return years.filter((year) => year.time < time && year[series] === null).length;
}
