import type { CompositionValue, MapValue } from "@whyvary/core";
import { onePercent } from "@whyvary/core";
import type { Chart, ChartOptions } from "../chart.ts";
import { describePercentMap, percentMapSpec, type PercentMap } from "../hex-map/percent-map.ts";
import { histogramSpec } from "../histogram.ts";
import { describeComposition } from "./describe.ts";
import { amountsSpec } from "./amounts.ts";
import { sharesSpec } from "./shares.ts";
import { compositionDetails, compositionTable } from "./table.ts";

/** A difference of two shares in percentage points. */
const points = (change: number): string => onePercent(change).replace(/(\.0)?%/, "");

const focusOf = ({ focus }: CompositionValue, options: ChartOptions | undefined): string | undefined =>
  options?.focus ?? focus?.area;

/** The share in the last year; its change stands in a picture of its own. */
function mapped({ places, lead, change }: CompositionValue, map: MapValue): PercentMap {
  return {
    ...{ map, unit: "area", units: "areas", decimals: 0, parted: false },
    title: `Share of ${lead.title}${change === null ? "" : `, ${change.to}`}`,
    rows: places.map(({ area, label, last }) => ({ area, label, value: last })),
  };
}

export const composition: Chart<CompositionValue> = {
  spec(value, look, options) {
    if (options?.view === "amounts") return amountsSpec(value, look);
    if (options?.view === "map" && value.map !== null) return percentMapSpec(mapped(value, value.map), look, focusOf(value, options)); // prettier-ignore
    if (options?.view !== "areas" || value.change === null) return sharesSpec(value, look);
    const own = value.places.find((place) => place.area === (options.focus ?? value.focus?.area));
    return histogramSpec(
      {
        title: `Change of the share of ${value.lead.title}, ${value.change.from} to ${value.change.to}`,
        axisTitle: "Change in percentage points",
        values: value.places.map((place) => place.change),
        own: own ? { value: own.change, label: `${points(own.change)} points: ${own.label}` } : null,
        lines: [{ at: 0, text: `fell in ${value.change.fell}, rose in ${value.change.rose}` }],
        format: points,
        unit: { one: "area", many: "areas" },
        description: describeComposition(value, options),
      },
      look,
    );
  },
  views: (value) => [
    { id: "shares", label: "Shares" },
    ...(value.years.length > 1 ? [{ id: "amounts", label: "Amounts" }] : []),
    ...(value.places.length > 1 ? [{ id: "areas", label: "Change by area" }] : []),
    ...(value.map === null ? [] : [{ id: "map", label: "On the map" }]),
  ],
  table: compositionTable,
  caption: (value) => `Parts of ${value.total?.title ?? "the total"} by year, all areas added up`,
  details: compositionDetails,
  describe: (value, options) =>
    options?.view === "map" && value.map !== null
      ? describePercentMap(mapped(value, value.map), focusOf(value, options))
      : describeComposition(value, options),
};
