import type { ProfileValue, ProfileYear } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { tickText } from "../figures.ts";
import { voices, type Look } from "../look.ts";
import { words } from "../pixel-layers.ts";
import { heightAxis, pointMark, underAxis, yearTicks } from "../plane.ts";
import { filledAndHollow, PROVISIONAL } from "../provisional.ts";
import { framed, pixels, tooltip, type Layer } from "../spec-parts.ts";
import { flow, textWidth } from "../text-width.ts";
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
  const { size, title, aside } = voices(look);
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
  const scaled = ticks.map((at) => ({ at, text: tickText(at, step) }));
  const tickRoom = Math.ceil(Math.max(...scaled.map(({ text }) => textWidth(text, size - 1)))) + 12;
  const plot = { left: tickRoom, right: width - 26, bottom: 0 };
  const room = plot.right - plot.left;

  const hollowYears = new Set(value.years.flatMap(({ time, provisional }) => (provisional === true ? [time] : [])));
  const entries: { series: Series; text: string; hollow: boolean }[] = [
    ...shown.map((series) => ({ series, text: names[series]!, hollow: false })),
    ...(hollowYears.size > 0 ? [{ series: "own" as const, text: PROVISIONAL, hollow: true }] : []),
  ];
  const gaps = value.years.flatMap(({ time, own, why }) => (own === null && why !== undefined && why !== "no row" ? [{ x: time, y: ticks.at(-1)!, text: why, tip: `${value.label}, ${time}: ${why}` }] : [])); // prettier-ignore
  const needs = entries.map(({ text }) => textWidth(text, size - 1) + 52);
  const places = flow(needs, { left: -tickRoom, right: width - tickRoom - 4, top: line * 1.6, line });
  const legend = entries.map((entry, i) => ({ ...entry, ...places[i]! }));
  const top = places.at(-1)!.y + line;
  plot.bottom = Math.round(top + Math.min(320, Math.max(200, width * 0.4)));
  const scale = { domain: [ticks[0]!, ticks.at(-1)!], range: [plot.bottom, top], nice: false };
  const times = value.years.map(({ time }) => time);
  const ends = times.length === 1 ? [times[0]! - 1, times[0]! + 1] : [times[0]!, times.at(-1)!];
  const x = { field: "x", type: "quantitative", scale: { domain: ends, nice: false } } as const;
  const y = { field: "y", type: "quantitative", scale } as const;

  // Where the line of one's own breaks it says why: a mark on the ground line could be taken for nought.
  const whys: Layer[] =
    gaps.length === 0
      ? []
      : [
          {
            data: { values: gaps },
            mark: { type: "text", color: colours.soft, fontSize: size - 1, angle: 270, align: "right", dx: -4 },
            encoding: { x, y, text: { field: "text" }, tooltip },
          },
        ];
  const layers: Layer[] = [
    ...heightAxis(scaled, y, room, look),
    underAxis(yearTicks(times, room, size), x, plot.bottom + 16, look),
    ...whys,
    ...shown.toReversed().flatMap((series): Layer[] => {
      const { dash, width: strokeWidth, shape } = STYLES[series];
      const points = value.years.flatMap((year) => {
        const figure = year[series];
        if (figure === null) return [];
        const hollow = series === "own" && hollowYears.has(year.time);
        const tip = `${names[series]!}, ${year.time}: ${short(figure)}${hollow ? ` (${PROVISIONAL})` : ""}`;
        return [{ x: year.time, y: figure, run: runOf(value.years, series, year.time), hollow, tip }];
      });
      const color = colour[series];
      return [
        {
          data: { values: points },
          mark: { type: "line", color, strokeWidth, strokeDash: dash },
          encoding: { x, y, detail: { field: "run", type: "nominal" } },
        },
        ...filledAndHollow(points).map(({ values, hollow }): Layer => ({
          data: { values },
          mark: pointMark({ kind: "point", color, shape, hollow, size: series === "own" ? 130 : 42 }, colours.card),
          encoding: { x, y, tooltip },
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
    ...words([{ text: value.title, x: 2 - tickRoom, y: line / 2 + 2 }], title),
    ...words(legend.map(({ text, x: left, y: height }) => ({ text, x: left + 38, y: height })), aside), // prettier-ignore
  ];
  const height = plot.bottom + 30;
  return framed({ width, height, plot }, describeProfile(value, "years"), layers, look);
}

/** Years without a figure break a line: which unbroken run a year belongs to. */
function runOf(years: readonly ProfileYear[], series: Series, time: number): number {
  return years.filter((year) => year.time < time && year[series] === null).length;
}
