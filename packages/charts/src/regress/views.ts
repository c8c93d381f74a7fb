import type { RegressValue } from "@whyvary/core";
import type { ChartOptions } from "../chart.ts";
import { familyTermsShown } from "./family-spec.ts";

/** The coefficients first; then each term by model, those first whose sign depends on it; then the residuals. */
export function regressViews(value: RegressValue): { id: string; label: string }[] {
  return [
    { id: "coefficients", label: "Coefficients" },
    ...familyTermsShown(value).map(({ term }) => ({ id: `family ${term}`, label: `${term}, by model` })),
    // Results kept from before there were residuals have none.
    ...((value.residuals ?? null) === null
      ? []
      : [
          { id: "residuals", label: "Residuals" },
          { id: "normal", label: "Residuals against normal" },
        ]),
  ];
}

export function viewOf(value: RegressValue, options?: ChartOptions): string {
  return regressViews(value).find(({ id }) => id === options?.view)?.id ?? "coefficients";
}
