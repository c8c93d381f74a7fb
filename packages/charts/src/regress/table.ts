import type { RegressValue } from "@whyvary/core";
import type { Table, TableCell } from "../chart.ts";
import { threeFigures } from "../figures.ts";

const columns = [
  { key: "term", label: "Term" },
  { key: "estimate", label: "Estimate", numeric: true },
  { key: "stdError", label: "Standard error", numeric: true },
  { key: "statistic", label: "t", numeric: true },
  { key: "df", label: "Degrees of freedom", numeric: true },
  { key: "pValue", label: "p", numeric: true },
  { key: "low", label: "95% interval, from", numeric: true },
  { key: "high", label: "95% interval, to", numeric: true },
] as const;

/** Every coefficient, in the model's order, under R's names. */
export function coefficientTable(value: RegressValue): Table {
  return coefficientRows(value.coefficients);
}

export function coefficientRows(coefficients: RegressValue["coefficients"]): Table {
  const rows = coefficients.map((row) =>
    columns.map(({ key }): TableCell => {
      const figure = row[key];
      if (typeof figure === "string") return { text: figure, value: figure };
      if (figure === null) return { text: "–", value: null };
      return {
        text: key === "pValue" ? pText(figure) : key === "df" ? dfText(figure) : threeFigures(figure),
        value: figure,
      };
    }),
  );
  return { columns: [...columns], rows };
}

export function pText(p: number): string {
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}

function dfText(df: number): string {
  return Number.isInteger(df) ? String(df) : df.toFixed(1);
}
