import type { DecomposeValue, RegressValue } from "@whyvary/core";
import { charts } from "@whyvary/charts";
import type { TableData } from "../lib/table.ts";
import { detailTables } from "./decompose/details.ts";

export interface NamedTable {
  caption: string;
  data: TableData;
}

/** The tables of a result: first the one under its picture, then the figures that belong to its method. */
export function tablesOf(kind: string, value: unknown): NamedTable[] {
  if (kind === "decompose") {
    const decompose = value as DecomposeValue;
    return [
      { caption: "Shares of all variation, by group", data: charts.decompose.table(decompose) },
      ...detailTables(decompose),
    ];
  }
  if (kind === "regress") {
    const regress = value as RegressValue;
    return [
      { caption: charts.regress.caption!(regress), data: charts.regress.table(regress) },
      ...charts.regress.details!(regress).map(({ caption, table }) => ({ caption, data: table })),
    ];
  }
  return [];
}
