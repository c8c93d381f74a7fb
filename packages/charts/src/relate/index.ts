import type { RelateValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { relateSpec, relateViews, viewOf } from "./spec.ts";
import { relateCaption, relateDetails, relateTable } from "./table.ts";
import { describeRelate } from "./words.ts";

export const relate: Chart<RelateValue> = {
  spec: relateSpec,
  views: relateViews,
  table: relateTable,
  caption: relateCaption,
  details: relateDetails,
  describe: (value, options) => describeRelate(value, viewOf(value, options)),
};
