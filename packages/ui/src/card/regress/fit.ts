import type { RegressValue } from "@whyvary/core";
import { thousands } from "@whyvary/core";
import type { TableCell } from "../../lib/table.ts";
import type { NamedTable } from "../tables.ts";

const names: { [key: string]: string } = {
  nobs: "Rows used",
  rSquared: "R²",
  adjRSquared: "Adjusted R²",
  sigma: "Residual standard error",
  dfResidual: "Residual degrees of freedom",
  logLik: "Log likelihood",
  aic: "AIC",
  bic: "BIC",
};

/** Figures of the fit as a whole; what the fit does not have is left away. */
export function fitTable(value: RegressValue): NamedTable {
  const fit = value.fit as { [key: string]: unknown };
  const rows = Object.entries(names).flatMap(([key, label]): TableCell[][] => {
    const figure = fit[key];
    return typeof figure === "number" ? [[{ text: label }, { text: short(figure), value: figure }]] : [];
  });
  return {
    caption: "The model as a whole",
    data: {
      columns: [
        { key: "figure", label: "Figure" },
        { key: "value", label: "Value", numeric: true },
      ],
      rows,
    },
  };
}

function short(figure: number): string {
  return Number.isInteger(figure) ? thousands(figure) : String(Number(figure.toPrecision(5))).replace("-", "−");
}
