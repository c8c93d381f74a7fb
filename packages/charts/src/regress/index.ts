import type { RegressValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { markup } from "../report/markup.ts";
import { describeCoefficients } from "./describe.ts";
import { regressDetails } from "./details.ts";
import { coefficientSpec } from "./spec.ts";
import { coefficientTable } from "./table.ts";

export const regress: Chart<RegressValue> = {
  spec: coefficientSpec,
  table: coefficientTable,
  caption: (value) => `Coefficients; standard errors: ${value.errors}`,
  details: regressDetails,
  describe: describeCoefficients,
  legend: ({ errors }) => markup`<p class="soft">Estimates with their 95% intervals; errors: ${errors}.</p>`,
};
