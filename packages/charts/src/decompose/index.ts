import type { DecomposeValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { describeShares } from "./describe.ts";
import { rangeSpec } from "./range-spec.ts";
import { sharesTable } from "./table.ts";

export const decompose: Chart<DecomposeValue> = { spec: rangeSpec, table: sharesTable, describe: describeShares };
