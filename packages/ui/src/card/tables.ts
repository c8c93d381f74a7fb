import type { NamedTable } from "@whyvary/charts";
import type { DecomposeValue } from "@whyvary/core";
import { detailTables } from "./decompose/details.ts";
import { chartOf } from "./chart-of.ts";

/** The tables of a result: first the one under its picture, then the figures that belong to its method. */
export function tablesOf(kind: string, value: unknown): NamedTable[] {
  const chart = chartOf(kind);
  if (chart === undefined) return [];
  const first = { caption: captionOf(kind, value), table: chart.table(value) };
  if (kind === "decompose") return [first, ...detailTables(value as DecomposeValue)];
  return [first, ...(chart.details?.(value) ?? [])];
}

function captionOf(kind: string, value: unknown): string {
  if (kind === "decompose") return "Shares of all variation, by group";
  return chartOf(kind)?.caption?.(value) ?? "The figures in the picture";
}
