import type { RegressValue } from "@whyvary/core";
import { thousands } from "@whyvary/core";
import { onePercent } from "@whyvary/core";
import type { TableCell } from "../../lib/table.ts";
import type { NamedTable } from "../tables.ts";

const names: { [key: string]: string } = {
  nobs: "Rows used",
  rSquared: "R²",
  withinRSquared: "R² within the absorbed effects",
  adjRSquared: "Adjusted R²",
  sigma: "Residual standard error",
  dfResidual: "Residual degrees of freedom",
  logLik: "Log likelihood",
  aic: "AIC",
  bic: "BIC",
};

/** Figures of the fit as a whole; what the fit does not have is left away. */
export function fitTable(value: RegressValue): NamedTable {
  const { fit } = value;
  const rows = Object.entries(names).flatMap(([key, label]): TableCell[][] => {
    const figure = fit[key];
    return typeof figure === "number" ? [[{ text: label }, { text: short(figure), value: figure }]] : [];
  });
  for (const { name, levels } of value.effects)
    rows.push([{ text: `Effects taken out: ${name}` }, { text: thousands(levels), value: levels }]);
  for (const { name, count } of value.clusters)
    rows.push([{ text: `Clusters: ${name}` }, { text: thousands(count), value: count }]);
  for (const name of value.absorbed) rows.push([{ text: `Cannot be told apart: ${name}` }, { text: "no coefficient" }]);
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

/** On whom each coefficient rests most, and how few areas it is really compared over; null where there are no areas. */
export function leverageTable(value: RegressValue): NamedTable | null {
  if (value.leverage.length === 0) return null;
  const df = new Map(value.satterthwaite.map((row) => [row.term, row.df]));
  const rows = value.leverage.map((row): TableCell[] => {
    const own = df.get(row.term);
    return [
      { text: row.term },
      { text: row.label },
      { text: onePercent(row.share), value: row.share },
      own === undefined ? { text: "–", value: null } : { text: own.toFixed(1), value: own },
    ];
  });
  return {
    caption: "On whom each coefficient rests most",
    data: {
      columns: [
        { key: "term", label: "Term" },
        { key: "area", label: "Area" },
        { key: "share", label: "Its share of the variation", numeric: true },
        { key: "df", label: "Degrees of freedom (Satterthwaite)", numeric: true },
      ],
      rows,
    },
  };
}

function short(figure: number): string {
  return Number.isInteger(figure) ? thousands(figure) : String(Number(figure.toPrecision(5))).replace("-", "−");
}
