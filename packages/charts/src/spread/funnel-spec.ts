import type { FunnelPart, SpreadValue } from "@whyvary/core";
import { sentence } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { tickText } from "../figures.ts";
import type { Look } from "../look.ts";
import { lineMark, plane, pointMark } from "../plane.ts";
import { filledAndHollow, provisionalKey } from "../provisional.ts";
import { tooltip, type Layer } from "../spec-parts.ts";
import { niceTicks } from "../ticks.ts";
import { styles } from "./styles.ts";
import { describeSpread, rangeText, standsOut } from "./words.ts";

const POINTS = 80;

/** Rates against the population behind them, with limits that narrow as it grows: chance alone, and the usual differences added. */
export function funnelSpec(value: SpreadValue, look: Look, part: FunnelPart, focus: string | undefined): Spec {
  const { counts, figures, rows } = value;
  const times = counts!.times;
  const target = figures.common! / times;
  const style = styles(look);
  const { card } = look.colours;
  const people = rows.map(({ population }) => population!);
  const [least, most] = [Math.min(...people), Math.max(...people)];
  const { ticks, step } = niceTicks(0, most, look.width < 560 ? 3 : 6);
  const curve = (extra: number, side: number) =>
    Array.from({ length: POINTS }, (_, i) => {
      // Closer together where the limits bend.
      const at = least * 0.7 + (ticks.at(-1)! - least * 0.7) * (i / (POINTS - 1)) * (i / (POINTS - 1));
      return { x: at, y: limit(part, target, at, extra, side) * times };
    });
  const points = rows.map((row) => ({
    x: row.population,
    y: (row.count! / row.population!) * times,
    tip: `${row.label}: ${rangeText(row)}`,
    beyond: standsOut(row, part),
    own: row.area === focus,
    hollow: row.provisional === true,
  }));
  const own = rows.find(({ area }) => area === focus);
  const curves = [0, part.tau2].map((extra) => [-1, 1].map((side) => curve(extra, side)));
  const reach = tickText(part.reach, part.reach === 3 ? 1 : 0.01);
  const page = plane(
    {
      title: `${value.title}${value.time === null ? "" : `, ${value.time}`}`,
      across: `${sentence(counts!.populationTitle)}. Limits at ${reach}; ${part.words}.`,
      x: { domain: [0, ticks.at(-1)!], ticks: ticks.map((at) => ({ at, text: tickText(at, step) })) },
      // Limits of very small areas would push everything else into a corner.
      y: {
        values: [
          0,
          ...points.map(({ y }) => y),
          ...curves[1]!.flatMap((line) => [line[POINTS - 1]!.y, line[Math.floor(POINTS / 3)]!.y]),
        ],
      },
      legend: [
        ...(own === undefined ? [] : [{ text: own.label, style: style["own"]! }]),
        { text: `one ${value.unit}`, style: style["area"]! },
        ...(points.some(({ hollow }) => hollow) ? [provisionalKey(look)] : []),
        ...(points.some(({ beyond }) => beyond) ? [{ text: "stands out", style: style["beyond"]! }] : []),
        { text: "chance alone", style: style["noise"]! },
        { text: "and usual differences", style: style["usual"]! },
        { text: "common rate", style: style["common"]! },
      ],
      description: describeSpread(value, part.variant, focus),
    },
    look,
  );
  const [low, high] = page.y.scale.domain as [number, number];
  const lines = curves.flatMap((pair, i) =>
    pair.map((line): Layer => {
      const mark = lineMark(style[i === 0 ? "noise" : "usual"]!);
      return { data: { values: line.filter(({ y }) => y >= low && y <= high) }, mark: { type: "line", ...mark }, encoding: { x: page.x, y: page.y } }; // prettier-ignore
    }),
  );
  const dots = (values: typeof points, name: string): Layer[] =>
    filledAndHollow(values).filter(({ values: some }) => some.length > 0).map(({ values: some, hollow }) => ({ data: { values: some }, mark: pointMark({ ...style[name]!, hollow }, card), encoding: { x: page.x, y: page.y, tooltip } })); // prettier-ignore
  return page.spec([
    { data: { values: [{ y: figures.common }] }, mark: { type: "rule", ...lineMark(style["common"]!) }, encoding: { y: page.y } }, // prettier-ignore
    ...lines,
    ...dots(points.filter((point) => !point.own && !point.beyond), "area"), // prettier-ignore
    ...dots(points.filter((point) => !point.own && point.beyond), "beyond"), // prettier-ignore
    ...dots(points.filter((point) => point.own), "own"), // prettier-ignore
  ]);
}

/** Where the limit lies at a population, events per person. */
function limit({ variant, reach }: FunnelPart, target: number, people: number, extra: number, side: number): number {
  if (variant === "pearson") return Math.max(0, target + side * reach * Math.sqrt(target / people + extra));
  const root = Math.max(0, 1 + side * reach * Math.sqrt(1 / (4 * people * target) + extra));
  return target * root * root;
}
