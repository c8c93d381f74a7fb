import type { ReconcileRow, ReconcileValue } from "@whyvary/core";
import { onePercent, thousands } from "@whyvary/core";
import type { NamedTable, Table, TableCell } from "../chart.ts";
import { checkTitle, figureText, placeOf, whyText } from "./words.ts";

const text = (words: string): TableCell => ({ text: words, value: words });
const blank: TableCell = { text: "–", value: null };
const count = (value: number): TableCell => ({ text: thousands(value), value });
const number = (value: number): TableCell => ({ text: figureText(value), value });

/** Each check: how many figures were compared, and how they came out. */
export function reconcileTable({ checks }: ReconcileValue): Table {
  const numbers = ["Compared", "Equal", "Within rounding", "Apart", "Middle distance of those", "Only ours", "Only published"]; // prettier-ignore
  return {
    columns: [
      { key: "check", label: "Check" },
      ...numbers.map((label) => ({ key: label, label, numeric: true })),
      { key: "furthest", label: "Furthest off" },
    ],
    rows: checks.map((check) => [
      text(checkTitle(check)),
      ...[check.compared, check.equal, check.rounding, check.differ].map(count),
      check.medianGap === null ? blank : { text: onePercent(check.medianGap), value: check.medianGap },
      ...[check.onlyOurs, check.onlyPublished].map(count),
      check.furthest === null ? blank : text(`${placeOf(check.furthest)}: ${figureText(check.furthest.ours)} beside ${figureText(check.furthest.published)}`), // prettier-ignore
    ]),
  };
}

/** Sums year by year; of measures those figures that are apart by more than rounding. */
export function reconcileDetails({ checks, unit }: ReconcileValue): NamedTable[] {
  return checks.flatMap((check): NamedTable[] => {
    if (check.rows.length === 0) return [];
    const total = check.type === "total";
    const more = check.differ > check.rows.length ? `, the furthest ${thousands(check.rows.length)}` : "";
    const label = unit.slice(0, 1).toUpperCase() + unit.slice(1);
    return [
      {
        caption: `${checkTitle(check)}${total ? ", by year" : `: apart by more than rounding${more}`}`,
        table: {
          columns: [
            ...(total ? [] : [{ key: "area", label }]),
            { key: "time", label: "Year" },
            ...["Ours", "Published", "Published less ours"].map((name) => ({ key: name, label: name, numeric: true })),
            ...(total ? [{ key: "why", label: "Why" }] : []),
          ],
          rows: check.rows.map((row) => line(row, total)),
        },
      },
    ];
  });
}

function line(row: ReconcileRow, total: boolean): TableCell[] {
  return [
    ...(total ? [] : [text(row.label)]),
    row.time === null ? blank : { text: String(row.time), value: row.time },
    ...[row.ours, row.published, row.difference].map(number),
    ...(total ? [text(whyText(row))] : []),
  ];
}
