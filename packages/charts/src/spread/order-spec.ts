import type { SpreadRow, SpreadValue } from "@whyvary/core";
import { sentence } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import type { Look } from "../look.ts";
import { lineMark, plane, pointMark } from "../plane.ts";
import { filledAndHollow, provisionalKey } from "../provisional.ts";
import { tooltip, type Layer } from "../spec-parts.ts";
import { styles } from "./styles.ts";
import { describeSpread, rangeText } from "./words.ts";

/** Each area's figure with its interval, from the highest down: an order without intervals would be a league table. */
export function orderSpec(value: SpreadValue, look: Look, focus: string | undefined): Spec {
  const { rows, figures, unit } = value;
  const style = styles(look);
  const { card } = look.colours;
  const own = rows.findIndex(({ area }) => area === focus);
  const points = rows.map((row, i) => ({ x: i + 1, y: row.value, low: row.low, high: row.high, hollow: row.provisional === true, tip: `${row.label}: ${rangeText(row)}` })); // prettier-ignore
  const others = points.filter((_, i) => i !== own);
  const size = rows.length > 100 || look.width < 560 ? 12 : rows.length > 20 ? 30 : 80;
  const area = { ...style["area"]!, color: look.colours.ink, size };
  const legend = [
    ...(own < 0 ? [] : [{ text: rows[own]!.label, style: style["own"]! }]),
    { text: `one ${unit}`, style: { ...area, size: 40 } },
    ...(points.some(({ hollow }) => hollow) ? [provisionalKey(look)] : []),
    { text: "95% range, counting alone", style: style["range"]! },
    ...(figures.common === null ? [] : [{ text: "common rate", style: style["common"]! }]),
  ];
  const page = plane(
    {
      title: `${value.title}${value.time === null ? "" : `, ${value.time}`}`,
      across: `${sentence(value.units)}, from the highest figure to the lowest: those whose ranges overlap cannot be told apart.`,
      x: { domain: [0, rows.length + 1], ticks: [] },
      y: { values: [0, ...rows.flatMap((row: SpreadRow) => [row.value, row.low ?? row.value, row.high ?? row.value])] },
      legend,
      description: describeSpread(value, "order", focus),
    },
    look,
  );
  const layer = (values: typeof points, mine: boolean): Layer[] => [
    {
      data: { values: values.map((point) => ({ ...point, y: point.low, y2: point.high })) },
      mark: { type: "rule", ...lineMark(mine ? { ...style["own"]!, width: 3 } : style["range"]!) },
      encoding: { x: page.x, y: page.y, y2: { field: "y2" }, tooltip },
    },
    ...filledAndHollow(values).map(({ values: some, hollow }): Layer => ({
      data: { values: some },
      mark: pointMark(
        { ...(mine ? style["own"]! : { ...area, size: hollow ? Math.max(size, 45) : size }), hollow },
        card,
      ),
      encoding: { x: page.x, y: page.y, tooltip },
    })),
  ];
  const line: Layer[] = figures.common === null ? [] : [{ data: { values: [{ y: figures.common }] }, mark: { type: "rule", ...lineMark(style["common"]!) }, encoding: { y: page.y } }]; // prettier-ignore
  return page.spec([...layer(others, false), ...line, ...(own < 0 ? [] : layer([points[own]!], true))]);
}
