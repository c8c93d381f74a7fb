import type { BudgetValue, MapValue } from "@whyvary/core";
import { sentence } from "@whyvary/core";
import type { Chart, ChartOptions } from "../chart.ts";
import { describePercentMap, percentMapSpec, type PercentMap } from "../hex-map/percent-map.ts";
import { lowerFirst } from "../words.ts";
import { byYearSpec } from "./by-year.ts";
import { describeBudget } from "./describe.ts";
import { distributionSpec } from "./distribution.ts";
import { budgetDetails, budgetTable } from "./table.ts";

const focusOf = ({ focus }: BudgetValue, options: ChartOptions | undefined): string | undefined =>
  options?.focus ?? focus?.area;

function mapped({ places, spent, planned, year }: BudgetValue, map: MapValue): PercentMap {
  return {
    ...{ map, unit: "area", units: "areas", decimals: 1, parted: true },
    title: `${sentence(spent.title)} over or under ${lowerFirst(planned.title)}${year === null ? "" : `, ${year}`}`,
    rows: places.map(({ area, label, fraction }) => ({ area, label, value: fraction })),
  };
}

export const budget: Chart<BudgetValue> = {
  spec(value, look, options) {
    if (options?.view === "map" && value.map !== null) return percentMapSpec(mapped(value, value.map), look, focusOf(value, options)); // prettier-ignore
    return options?.view === "years" || value.places.length === 0
      ? byYearSpec(value, look)
      : distributionSpec(value, look, options);
  },
  views: (value) => [
    ...(value.places.length > 0 ? [{ id: "areas", label: "How far over or under" }] : []),
    ...(value.map === null ? [] : [{ id: "map", label: "On the map" }]),
    ...(value.years.length > 1 ? [{ id: "years", label: "By year" }] : []),
  ],
  table: budgetTable,
  caption: (value) => `${value.spent.title} against ${value.planned.title}, by year`,
  details: budgetDetails,
  describe: (value, options) =>
    options?.view === "map" && value.map !== null
      ? describePercentMap(mapped(value, value.map), focusOf(value, options))
      : describeBudget(value, options),
};
