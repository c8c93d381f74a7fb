import type { TrendValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import type { Look } from "../look.ts";
import { rowPicture } from "../row-picture.ts";
import { MOST } from "./lines-spec.ts";
import { describeTrend, percent } from "./words.ts";

/** How unequally each count grew: the middle eight-tenths of the areas, the middle one, and all together or one's own. */
export function areasSpec(value: TrendValue, look: Look, focus: string | undefined): Spec {
  const own = value.areas.find(({ area }) => area === focus);
  const scaled = (growth: number | null): number | null => (growth === null ? null : growth * 100);
  const rows = value.rows.slice(0, MOST).map((row, i) => ({
    label: row.title,
    figures: `grew in ${row.grew} of ${row.compared}`,
    ...{ low: scaled(row.p10), high: scaled(row.p90), middle: scaled(row.median) },
    own: scaled(own === undefined ? row.growth : (own.growth[i] ?? null)),
    ticks: [],
    tip: `${row.title}: all together ${percent(row.growth)}, middle ${value.unit} ${row.median === null ? "not known" : percent(row.median)}`,
  }));
  return rowPicture(
    {
      rows,
      axisTitle: `Growth from ${value.from} to ${value.to}, %`,
      line: 0,
      legend: {
        own: own?.label ?? "all together",
        middle: `middle ${value.unit}`,
        range: `middle eight-tenths of ${value.units}`,
        ticks: null,
      },
      description: describeTrend(value, "areas"),
    },
    look,
  );
}
