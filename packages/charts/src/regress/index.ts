import type { RegressValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { markup } from "../report/markup.ts";
import { describeCoefficients } from "./describe.ts";
import { regressDetails } from "./details.ts";
import { describeFamily, familySpec } from "./family-spec.ts";
import { describeResiduals, normalSpec, residualSpec } from "./residual-spec.ts";
import { coefficientSpec } from "./spec.ts";
import { coefficientTable } from "./table.ts";
import { regressViews, viewOf } from "./views.ts";

const FAMILY = "family ";

export const regress: Chart<RegressValue> = {
  views: regressViews,
  spec(value, look, options) {
    const view = viewOf(value, options);
    if (view.startsWith(FAMILY)) return familySpec(value, view.slice(FAMILY.length), look);
    if (view === "residuals") return residualSpec(value, look, options?.focus);
    if (view === "normal") return normalSpec(value, look, options?.focus);
    return coefficientSpec(value, look);
  },
  table: coefficientTable,
  caption: (value) => `Coefficients; standard errors: ${value.errors}`,
  details: regressDetails,
  describe(value, options) {
    const view = viewOf(value, options);
    if (view.startsWith(FAMILY)) return describeFamily(value, view.slice(FAMILY.length));
    return view === "residuals" || view === "normal" ? describeResiduals(value, view) : describeCoefficients(value);
  },
  legend: ({ errors }) => markup`<p class="soft">Estimates with their 95% intervals; errors: ${errors}.</p>`,
};
