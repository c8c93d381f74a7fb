import type { BudgetValue } from "@whyvary/core";
import { amountText, onePercent, thousands } from "@whyvary/core";
import type { NamedTable, Table, TableCell } from "../chart.ts";
import { overLabel } from "./describe.ts";

const share = (value: number | null): TableCell =>
  value === null ? { text: "–", value: null } : { text: onePercent(value), value };
const count = (value: number): TableCell => ({ text: thousands(value), value });
const text = (value: string): TableCell => ({ text: value, value });

/** Each year: how many, how many over at each threshold, and the money. */
export function budgetTable(value: BudgetValue): Table {
  const money = (amount: number): TableCell => ({ text: amountText(amount, value.unit), value: amount });
  const published = value.years.some((row) => row.published !== null);
  return {
    columns: [
      { key: "time", label: "Year" },
      { key: "areas", label: "With both figures", numeric: true },
      ...value.thresholds.flatMap((threshold) => [
        { key: `over ${threshold}`, label: `Number ${overLabel(threshold)}`, numeric: true },
        { key: `share ${threshold}`, label: `Share ${overLabel(threshold)}`, numeric: true },
      ]),
      ...(published ? [{ key: "published", label: "Published share", numeric: true }] : []),
      { key: "planned", label: "Planned", numeric: true },
      { key: "spent", label: "Spent", numeric: true },
      { key: "gap", label: "Spent less planned", numeric: true },
      { key: "gapShare", label: "of what was planned", numeric: true },
      { key: "overspends", label: "Overspends alone", numeric: true },
      { key: "underspends", label: "Underspends alone", numeric: true },
      { key: "median", label: "Middle area", numeric: true },
    ],
    rows: value.years.map((row) => [
      row.time === null ? text("All rows") : { text: String(row.time), value: row.time },
      count(row.areas),
      ...row.over.flatMap((each) => [count(each.count), share(each.share)]),
      ...(published ? [share(row.published)] : []),
      ...[row.planned, row.spent, row.gap].map(money),
      share(row.gapShare),
      ...[row.overspends, row.underspends].map(money),
      share(row.median),
    ]),
  };
}

/** Every area in the year that the answer speaks of. */
export function budgetDetails(value: BudgetValue): NamedTable[] {
  if (value.places.length === 0) return [];
  const money = (amount: number): TableCell => ({ text: amountText(amount, value.unit), value: amount });
  return [
    {
      caption: `Each area${value.year === null ? "" : ` in ${value.year}`}, furthest over first`,
      table: {
        columns: [
          { key: "label", label: "Area" },
          { key: "planned", label: "Planned", numeric: true },
          { key: "spent", label: "Spent", numeric: true },
          { key: "gap", label: "Spent less planned", numeric: true },
          { key: "fraction", label: "of what was planned", numeric: true },
          { key: "yearsOver", label: "Years over", numeric: true },
          { key: "years", label: "of years", numeric: true },
        ],
        rows: value.places.map((place) => [
          text(place.label),
          ...[place.planned, place.spent, place.gap].map(money),
          share(place.fraction),
          count(place.yearsOver),
          count(place.years),
        ]),
      },
    },
  ];
}
