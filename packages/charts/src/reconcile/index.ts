import type { ReconcileValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { reconcileDetails, reconcileTable } from "./table.ts";
import { describeReconcile } from "./words.ts";
import { reconcileSpec } from "./spec.ts";

export const reconcile: Chart<ReconcileValue> = {
  spec: reconcileSpec,
  table: reconcileTable,
  caption: () => "Figures against the published ones",
  details: reconcileDetails,
  describe: describeReconcile,
};
