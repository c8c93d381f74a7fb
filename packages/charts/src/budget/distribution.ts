import type { BudgetValue } from "@whyvary/core";
import { onePercent, thousands } from "@whyvary/core";
import type { ChartOptions, Spec } from "../chart.ts";
import { histogramSpec } from "../histogram.ts";
import type { Look } from "../look.ts";
import { describeBudget, overLabel } from "./describe.ts";

/** How far each area was over or under its budget in one year, with the thresholds and how many lie beyond each. */
export function distributionSpec(value: BudgetValue, look: Look, options?: ChartOptions): Spec {
  const year = value.years.find((row) => row.time === value.year)!;
  const own = value.places.find((place) => place.area === (options?.focus ?? value.focus?.area));
  return histogramSpec(
    {
      title: `Spent against planned${value.year === null ? "" : `, ${value.year}`}`,
      axisTitle: "Spent less planned, % of what was planned",
      values: value.places.map((place) => place.fraction),
      own: own ? { value: own.fraction, label: `${onePercent(own.fraction)}: ${own.label}` } : null,
      lines: year.over.map((row) => ({
        at: row.threshold,
        text: `${thousands(row.count)} ${overLabel(row.threshold)}`,
      })),
      format: (at) => onePercent(at).replace(".0%", "%"),
      unit: { one: "area", many: "areas" },
      description: describeBudget(value, options),
    },
    look,
  );
}
