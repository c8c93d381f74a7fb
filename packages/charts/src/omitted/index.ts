import { counted, type OmittedValue } from "@whyvary/core";
import type { Chart, ChartOptions } from "../chart.ts";
import { curveSpec } from "./curve-spec.ts";
import { describeOmitted } from "./describe.ts";
import { stepsSpec } from "./steps-spec.ts";
import { omittedDetails, omittedTable } from "./table.ts";

export const omitted: Chart<OmittedValue> = {
  spec: (value, look, options?: ChartOptions) =>
    options?.view === "curve" && value.curve !== null ? curveSpec(value, look) : stepsSpec(value, look),
  views: (value) => [
    { id: "steps", label: "Step by step" },
    ...(value.curve === null ? [] : [{ id: "curve", label: "Every declared choice" }]),
  ],
  table: omittedTable,
  caption: (value) => `Step by step on the same ${counted(value.nobs, "row")}`,
  details: omittedDetails,
  describe: describeOmitted,
};
