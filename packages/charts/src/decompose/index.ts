import type { DecomposeValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { barFits } from "./bar-segments.ts";
import { barSvg } from "./bar-svg.ts";
import { describeShares } from "./describe.ts";
import { furtherTables } from "./further-tables.ts";
import { rangeKeyHtml } from "./range-key-html.ts";
import { rangeSpec } from "./range-spec.ts";
import { chanceTable, sharesTable } from "./table.ts";

export const decompose: Chart<DecomposeValue> = {
  spec: rangeSpec,
  table: sharesTable,
  describe: describeShares,
  caption: () => "Share of the variation that goes with each group",
  details(value) {
    const table = chanceTable(value);
    const further = furtherTables(value);
    if (table.columns.length < 2) return further;
    return [{ caption: "What independent yearly noise alone would give each group", table }, ...further];
  },
  figure: (value, id, areas) => (barFits(value) ? barSvg(value, id, areas === undefined ? {} : { areas }) : null),
  legend: rangeKeyHtml,
};
