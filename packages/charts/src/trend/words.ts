import type { TrendValue } from "@whyvary/core";
import { onePercent } from "@whyvary/core";

/** 0.066 -> "+6.6%". */
export function percent(growth: number): string {
  return `${growth > 0 ? "+" : ""}${onePercent(growth)}`;
}

export function describeTrend(value: TrendValue, view: string): string {
  const { rows, population, from, to, units } = value;
  const all = population === null || view !== "index" ? rows : [...rows, population];
  const each = all.map((row) => {
    if (view === "rates") return `${row.title} ${row.rateGrowth === null ? "no rate" : percent(row.rateGrowth)}`;
    if (view === "areas") return `${row.title} grew in ${row.grew} of ${row.compared} ${units}, middle ${row.median === null ? "not known" : percent(row.median)}, a tenth ${row.p10 === null ? "–" : percent(row.p10)} or less, a tenth ${row.p90 === null ? "–" : percent(row.p90)} or more`; // prettier-ignore
    return `${row.title} ${percent(row.growth)}`;
  });
  const what = view === "rates" ? "Rates" : view === "areas" ? `Growth by ${value.unit}` : "Counts";
  return `${what} from ${from} to ${to}: ${each.join("; ")}.`;
}
