import type { SpreadValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import type { Look } from "../look.ts";
import { lineMark, plane, pointMark, yearTicks } from "../plane.ts";
import { tooltip, type Layer } from "../spec-parts.ts";
import { describeSpread, ratioText } from "./words.ts";

/** For each year the middle eight-tenths, the middle and the two ends, with high over low above. */
export function yearsSpec(value: SpreadValue, look: Look): Spec {
  const { years } = value;
  const { colours } = look;
  const times = years.map(({ time }) => time);
  const ends = { kind: "point", color: colours.soft, shape: "stroke", size: 60 } as const;
  const middle = { kind: "point", color: colours.ink, shape: "square", hollow: true, size: 60 } as const;
  const band = { kind: "bar", color: colours.groups[0], width: 9, opacity: 0.45 } as const;
  const room = look.width - 70;
  const ticks = yearTicks(times, room, look.fontSize);
  const page = plane(
    {
      title: value.title,
      across: `Year. Above each: high over low (p90/p10). The ${value.units} of a year are those with figures in it.`,
      x: { domain: [times[0]! - 0.6, times.at(-1)! + 0.6], ticks },
      y: { values: [Math.min(0, ...years.map(({ lowest }) => lowest)), ...years.map(({ highest }) => highest)] },
      legend: [
        { text: "middle eight-tenths", style: band },
        { text: "middle", style: middle },
        { text: "lowest and highest", style: ends },
      ],
      description: describeSpread(value, "years", undefined),
    },
    look,
  );
  const rows = years.map((year) => ({
    x: year.time,
    tip: `${year.time}: ${ratioText(year)}; a tenth at ${threeFigures(year.p90)} or more, a tenth at ${threeFigures(year.p10)} or less, ${year.areas} ${value.units}`,
    year,
  }));
  const shown = new Set(ticks.map(({ at }) => at));
  const layers: Layer[] = [
    {
      data: { values: rows.map(({ x, tip, year }) => ({ x, tip, y: year.p10, y2: year.p90 })) },
      mark: { type: "rule", ...lineMark(band) },
      encoding: { x: page.x, y: page.y, y2: { field: "y2" }, tooltip },
    },
    {
      data: { values: rows.flatMap(({ x, tip, year }) => [year.lowest, year.highest].map((y) => ({ x, tip, y }))) },
      mark: pointMark(ends, colours.card),
      encoding: { x: page.x, y: page.y, tooltip },
    },
    {
      data: { values: rows.map(({ x, tip, year }) => ({ x, tip, y: year.median })) },
      mark: pointMark(middle, colours.card),
      encoding: { x: page.x, y: page.y, tooltip },
    },
    {
      data: { values: rows.filter(({ x, year }) => shown.has(x) && year.p90OverP10 !== null).map(({ x, year }) => ({ x, y: year.highest, text: year.p90OverP10!.toFixed(1) })) }, // prettier-ignore
      mark: { type: "text", dy: -12, color: colours.ink, fontSize: page.size - 1 },
      encoding: { x: page.x, y: page.y, text: { field: "text", type: "nominal" } },
    },
  ];
  return page.spec(layers);
}
