import type { DecomposeValue } from "@whyvary/core";
import { onePercent } from "@whyvary/core";
import type { Table, TableCell, TableColumn } from "../chart.ts";

const shareColumns: TableColumn[] = [
  { key: "block", label: "Group" },
  { key: "last", label: "Only: added after everything else", numeric: true },
  { key: "alone", label: "On its own", numeric: true },
  { key: "shapley", label: "Average over all orders (Shapley)", numeric: true },
  { key: "low", label: "95% range, from", numeric: true },
  { key: "high", label: "95% range, to", numeric: true },
  { key: "min", label: "Smallest in any order", numeric: true },
  { key: "max", label: "Largest in any order", numeric: true },
  { key: "published", label: "Published", numeric: true },
];

const chanceColumns: TableColumn[] = [
  { key: "block", label: "Group" },
  { key: "last", label: "Added after everything else", numeric: true },
  { key: "alone", label: "On its own", numeric: true },
  { key: "shapley", label: "Average over all orders (Shapley)", numeric: true },
];

/**
 * Every share of every group. Two further rows make the columns add up to 100%: what cannot be told apart (with the groups'
 * "only") and what is left over (with "only" and with the average over all orders).
 */
export function sharesTable(value: DecomposeValue): Table {
  const line = lineOf(shareColumns);
  const rows = value.shares.map((row) => line(row.block, row));
  rows.push(line("Cannot be told apart", { last: value.contested }));
  rows.push(line("Left over", { last: value.leftOver, shapley: value.leftOver, published: publishedLeftOver(value) }));
  return withoutEmpty({ columns: shareColumns, rows });
}

/** What independent yearly noise alone would give each group: one floor for each way of counting. */
export function chanceTable(value: DecomposeValue): Table {
  const line = lineOf(chanceColumns);
  return withoutEmpty({ columns: chanceColumns, rows: value.shares.map((row) => line(row.block, row.floor)) });
}

function lineOf(columns: TableColumn[]) {
  return (block: string, figures: { [key: string]: unknown }): TableCell[] =>
    columns.map(({ key }) => (key === "block" ? { text: block, value: block } : share(figures[key])));
}

function share(figure: unknown): TableCell {
  return typeof figure === "number" ? { text: onePercent(figure), value: figure } : { text: "–", value: null };
}

/** Published shares leave over what they do not sum to: only where every group has one. */
function publishedLeftOver(value: DecomposeValue): number | null {
  let sum = 0;
  for (const { published } of value.shares) {
    if (published === null) return null;
    sum += published;
  }
  return 1 - sum;
}

/** Columns that no group has a figure for (no redraws asked for, nothing published) are left out. */
function withoutEmpty({ columns, rows }: Table): Table {
  const kept = columns.map((_, j) => rows.some((row) => row[j]!.value !== null));
  return { columns: columns.filter((_, j) => kept[j]), rows: rows.map((row) => row.filter((_, j) => kept[j])) };
}
