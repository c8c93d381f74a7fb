import type { BudgetValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { byYearSpec } from "./by-year.ts";
import { describeBudget } from "./describe.ts";
import { distributionSpec } from "./distribution.ts";
import { budgetDetails, budgetTable } from "./table.ts";

export const budget: Chart<BudgetValue> = {
  spec: (value, look, options) =>
    options?.view === "years" || value.places.length === 0
      ? byYearSpec(value, look)
      : distributionSpec(value, look, options),
  views: (value) => [
    ...(value.places.length > 0 ? [{ id: "areas", label: "How far over or under" }] : []),
    ...(value.years.length > 1 ? [{ id: "years", label: "By year" }] : []),
  ],
  table: budgetTable,
  caption: (value) => `${value.spent.title} against ${value.planned.title}, by year`,
  details: budgetDetails,
  describe: describeBudget,
};
