import type { MapValue, TrendValue } from "@whyvary/core";
import type { Chart, ChartOptions } from "../chart.ts";
import { describePercentMap, percentMapSpec, type PercentMap } from "../hex-map/percent-map.ts";
import { areasSpec } from "./areas-spec.ts";
import { linesSpec } from "./lines-spec.ts";
import { trendDetails, trendTable } from "./table.ts";
import { lowerFirst } from "../words.ts";
import { describeTrend } from "./words.ts";

/** The first measure's growth; which one it is stands in the title. */
function mapped({ areas, rows, from, to, unit, units }: TrendValue, map: MapValue): PercentMap {
  return {
    ...{
      map,
      unit,
      units,
      decimals: 0,
      parted: true,
      title: `Growth of ${lowerFirst(rows[0]!.title)}, ${from} to ${to}`,
    },
    rows: areas.flatMap(({ area, label, growth: [value] }) => (value == null ? [] : [{ area, label, value }])),
  };
}

function views(value: TrendValue): { id: "index" | "rates" | "areas" | "map"; label: string }[] {
  return [
    { id: "index", label: "Index" },
    ...(value.population === null ? [] : [{ id: "rates" as const, label: "Rates" }]),
    ...(value.rows.some(({ compared }) => compared > 1) ? [{ id: "areas" as const, label: "Who grew" }] : []),
    ...(value.map === null ? [] : [{ id: "map" as const, label: "On the map" }]),
  ];
}

function viewOf(value: TrendValue, options?: ChartOptions): "index" | "rates" | "areas" | "map" {
  return views(value).find(({ id }) => id === options?.view)?.id ?? "index";
}

export const trend: Chart<TrendValue> = {
  views,
  spec(value, look, options) {
    const view = viewOf(value, options);
    if (view === "map" && value.map !== null) return percentMapSpec(mapped(value, value.map), look, options?.focus);
    return view === "areas"
      ? areasSpec(value, look, options?.focus)
      : linesSpec(value, look, view === "rates" ? "rates" : "index");
  },
  table: trendTable,
  caption: ({ from, to, units }) => `Growth from ${from} to ${to}: totals over the ${units} with figures in each year`,
  details: trendDetails,
  describe(value, options) {
    const view = viewOf(value, options);
    if (view === "map" && value.map !== null) return describePercentMap(mapped(value, value.map), options?.focus);
    return describeTrend(value, view);
  },
};
