import type { TrendValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import type { Look } from "../look.ts";
import { lineMark, plane, pointMark, yearTicks, type MarkStyle } from "../plane.ts";
import { filledAndHollow, provisionalKey } from "../provisional.ts";
import { tooltip, type Layer } from "../spec-parts.ts";
import { describeTrend } from "./words.ts";

const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right"];
const DASHES = [[1, 0], [7, 3], [2, 2], [10, 3, 2, 3]]; // prettier-ignore
/** More lines could not be told apart: the table has them all. */
export const MOST = 8;

/** Each count over the years, as an index (first year 100) or as a rate; the population is the dashed line in ink. */
export function linesSpec(value: TrendValue, look: Look, view: "index" | "rates"): Spec {
  const { colours } = look;
  const figure = (point: { index: number; rate: number | null }): number | null => view === "index" ? point.index : point.rate; // prettier-ignore
  const held = value.population?.measure;
  const counts = value.series.filter(({ measure }) => measure !== held).slice(0, MOST);
  const shown = [...counts, ...value.series.filter(({ measure }) => measure === held && view === "index")];
  const lines = shown.map((series, i) => {
    const style: MarkStyle =
      series.measure === held
        ? { kind: "line", color: colours.ink, dash: [6, 4], width: 2 }
        : { kind: "line", color: colours.groups[i % 4]!, dash: DASHES[Math.floor(i / 4) % 4]!, width: 2.2 };
    const shape = series.measure === held ? "stroke" : SHAPES[i % SHAPES.length]!;
    const points = series.points.flatMap((point) => {
      const y = figure(point);
      if (y === null) return [];
      const { time, total, areas, provisional } = point;
      const typed = provisional === undefined ? "" : `; ${provisional} provisional, typed by hand`;
      return [{ x: time, y, hollow: provisional !== undefined, tip: `${series.title}, ${time}: ${threeFigures(y)} (${threeFigures(total)} in all, ${areas} ${value.units}${typed})` }]; // prettier-ignore
    });
    return { series, style, shape, points };
  });
  const times = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const figures = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const page = plane(
    {
      title: view === "index" ? `Index, ${value.from} = 100` : `Rate per 10,000 of ${value.population!.title}`,
      across: `Year. Totals over the ${value.units} with figures in each.`,
      x: {
        domain: [times[0]! - 0.2, times.at(-1)! + 0.2],
        ticks: yearTicks(times, look.width - 80, look.fontSize),
      },
      y: { values: view === "index" ? [100, ...figures] : [0, ...figures] },
      legend: [
        ...lines.map(({ series, style, shape }) => ({
          text: series.title,
          style: shape === "stroke" ? style : { ...style, kind: "point" as const, shape, size: 90 },
        })),
        ...(lines.some(({ points }) => points.some(({ hollow }) => hollow)) ? [provisionalKey(look)] : []),
      ],
      description: describeTrend(value, view),
    },
    look,
  );
  const base: Layer[] = view === "index" ? [{ data: { values: [{ y: 100 }] }, mark: { type: "rule", color: colours.soft, strokeWidth: 1.4 }, encoding: { y: page.y } }] : []; // prettier-ignore
  return page.spec([
    ...base,
    ...lines.flatMap(({ points, style, shape }): Layer[] => [
      { data: { values: points }, mark: { type: "line", ...lineMark(style) }, encoding: { x: page.x, y: page.y } },
      ...filledAndHollow(points).map(({ values, hollow }): Layer => ({
        data: { values },
        mark: pointMark({ ...style, kind: "point", shape, size: 55, hollow }, colours.card),
        encoding: { x: page.x, y: page.y, tooltip },
      })),
    ]),
  ]);
}
