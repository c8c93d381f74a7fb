import type { SpreadValue } from "@whyvary/core";
import type { Chart, ChartOptions } from "../chart.ts";
import { funnelSpec } from "./funnel-spec.ts";
import { mapSpec } from "./map-spec.ts";
import { orderSpec } from "./order-spec.ts";
import { stripSpec } from "./strip-spec.ts";
import { spreadCaption, spreadDetails, spreadTable } from "./table.ts";
import { describeSpread } from "./words.ts";
import { yearsSpec } from "./years-spec.ts";

function views(value: SpreadValue): { id: string; label: string }[] {
  return [
    value.ordered ? { id: "order", label: "Each with its range" } : { id: "strip", label: "Where each lies" },
    ...(value.funnels.length === 0
      ? []
      : [
          { id: "square-root", label: "Funnel (square root)" },
          { id: "pearson", label: "Funnel (rate)" },
        ]),
    ...(value.map === null ? [] : [{ id: "map", label: "On the map" }]),
    ...(value.years.length > 1 ? [{ id: "years", label: "Over time" }] : []),
  ];
}

function viewOf(value: SpreadValue, options?: ChartOptions): string {
  const all = views(value);
  return all.find(({ id }) => id === options?.view)?.id ?? all[0]!.id;
}

export const spread: Chart<SpreadValue> = {
  views,
  spec(value, look, options) {
    const view = viewOf(value, options);
    const funnel = value.funnels.find(({ variant }) => variant === view);
    if (funnel !== undefined) return funnelSpec(value, look, funnel, options?.focus);
    if (view === "map" && value.map !== null) return mapSpec(value, value.map, look, options?.focus);
    if (view === "years") return yearsSpec(value, look);
    return view === "order" ? orderSpec(value, look, options?.focus) : stripSpec(value, look, options?.focus);
  },
  table: spreadTable,
  caption: spreadCaption,
  details: spreadDetails,
  describe: (value, options) => describeSpread(value, viewOf(value, options), options?.focus),
};
