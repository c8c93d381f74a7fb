import type { SpreadValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { tickText } from "../figures.ts";
import type { Look } from "../look.ts";
import { lineMark, plane, pointMark } from "../plane.ts";
import { filledAndHollow, provisionalKey } from "../provisional.ts";
import { tooltip, type Layer } from "../spec-parts.ts";
import { niceTicks } from "../ticks.ts";
import { styles } from "./styles.ts";
import { describeSpread, rangeText } from "./words.ts";

/** Each area as a dot where its figure lies, dots of the same stretch upon each other: how they lie apart, in no order. */
export function stripSpec(value: SpreadValue, look: Look, focus: string | undefined): Spec {
  const { rows, figures } = value;
  const style = styles(look);
  const { ticks, step } = niceTicks(figures.lowest, figures.highest, look.width < 560 ? 4 : 7);
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const bins = Math.max(12, Math.floor((look.width - 40) / 12));
  const stacks = new Map<number, number>();
  // One's own comes first, so that it lies at the bottom of its stack.
  const points = rows
    .toSorted((a, b) => Number(b.area === focus) - Number(a.area === focus) || a.value - b.value)
    .map((row) => {
      // prettier-ignore
      const bin = Math.min(bins - 1, Math.floor(((row.value - low) / (high - low)) * bins));
      const y = (stacks.get(bin) ?? 0) + 1;
      stacks.set(bin, y);
      return {
        x: row.value,
        y,
        own: row.area === focus,
        hollow: row.provisional === true,
        tip: `${row.label}: ${rangeText(row)}`,
      };
    });
  const own = rows.find(({ area }) => area === focus);
  const tallest = Math.max(...stacks.values());
  const marks = { ...style["common"]!, dash: [6, 4] };
  const page = plane(
    {
      title: `${value.title}${value.time === null ? "" : `, ${value.time}`}`,
      across: `Dashed: the lowest tenth ends, the middle, the highest tenth begins.`,
      x: { domain: [low, high], ticks: ticks.map((at) => ({ at, text: tickText(at, step) })) },
      y: null,
      height: Math.min(260, 40 + 11 * tallest),
      legend: [
        ...(own === undefined ? [] : [{ text: own.label, style: style["own"]! }]),
        { text: `one ${value.unit}`, style: style["area"]! },
        ...(points.some(({ hollow }) => hollow) ? [provisionalKey(look)] : []),
      ],
      description: describeSpread(value, "strip", focus),
    },
    look,
  );
  const room = page.plot.bottom - page.plot.top;
  const gap = Math.min(11, (room - 20) / tallest);
  const at = (y: number): number => page.plot.bottom - 10 - (y - 1) * gap;
  const dots = (mine: boolean): Layer[] =>
    filledAndHollow(points.filter((point) => point.own === mine)).map(({ values, hollow }) => ({
      data: { values: values.map((point) => ({ ...point, y: at(point.y) })) },
      mark: pointMark(mine ? { ...style["own"]!, hollow } : { ...style["area"]!, hollow, size: Math.min(60, gap * gap * 0.6) }, look.colours.card), // prettier-ignore
      encoding: { x: page.x, y: { field: "y", type: "quantitative", scale: null, axis: null }, tooltip },
    }));
  const rules: Layer = {
    data: { values: [figures.p10, figures.median, figures.p90].map((x) => ({ x, y: page.plot.top, y2: page.plot.bottom })) }, // prettier-ignore
    mark: { type: "rule", ...lineMark(marks) },
    encoding: { x: page.x, y: { field: "y", type: "quantitative", scale: null, axis: null }, y2: { field: "y2" } },
  };
  return page.spec([rules, ...dots(false), ...(own === undefined ? [] : dots(true))]);
}
