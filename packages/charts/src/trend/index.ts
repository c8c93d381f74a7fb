import type { TrendValue } from "@whyvary/core";
import type { Chart, ChartOptions } from "../chart.ts";
import { areasSpec } from "./areas-spec.ts";
import { linesSpec } from "./lines-spec.ts";
import { trendDetails, trendTable } from "./table.ts";
import { describeTrend } from "./words.ts";

function views(value: TrendValue): { id: "index" | "rates" | "areas"; label: string }[] {
  return [
    { id: "index", label: "Index" },
    ...(value.population === null ? [] : [{ id: "rates" as const, label: "Rates" }]),
    ...(value.rows.some(({ compared }) => compared > 1) ? [{ id: "areas" as const, label: "Who grew" }] : []),
  ];
}

function viewOf(value: TrendValue, options?: ChartOptions): "index" | "rates" | "areas" {
  return views(value).find(({ id }) => id === options?.view)?.id ?? "index";
}

export const trend: Chart<TrendValue> = {
  views,
  spec(value, look, options) {
    const view = viewOf(value, options);
    return view === "areas" ? areasSpec(value, look, options?.focus) : linesSpec(value, look, view);
  },
  table: trendTable,
  caption: ({ from, to, units }) => `Growth from ${from} to ${to}: totals over the ${units} with figures in each year`,
  details: trendDetails,
  describe: (value, options) => describeTrend(value, viewOf(value, options)),
};
