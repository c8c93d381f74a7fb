import type { BudgetValue } from "@whyvary/core";
import { amountText, onePercent, thousands, wholePercent } from "@whyvary/core";
import type { ChartOptions } from "../chart.ts";

/** 0.05 -> "over by more than 5%". */
export function overLabel(threshold: number): string {
  return threshold === 0 ? "over by any amount" : `over by more than ${onePercent(threshold).replace(".0%", "%")}`;
}

/** How many were over at each threshold in the year shown, and what the years show. */
export function describeBudget(value: BudgetValue, options?: ChartOptions): string {
  const shown = value.years.filter((row) => options?.view === "years" || row.time === value.year);
  const rows = shown.map((row) => {
    const over = row.over.map(
      (each) => `${thousands(each.count)} (${wholePercent(each.share)}) ${overLabel(each.threshold)}`,
    );
    return `${row.time === null ? "" : `${row.time}: `}of ${thousands(row.areas)}, ${over.join(", ")}; together ${amountText(Math.abs(row.gap), value.unit)} ${row.gap < 0 ? "under" : "over"}, middle ${onePercent(row.median)}.`;
  });
  const own = value.focus?.years.find((row) => row.time === value.year);
  return [
    `${value.spent.title} against ${value.planned.title}.`,
    ...rows,
    ...(own ? [`${value.focus!.label}: ${onePercent(own.fraction)}.`] : []),
  ].join(" ");
}
