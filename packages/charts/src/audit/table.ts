import { onePercent, sentence, thousands, type AuditShare, type AuditValue } from "@whyvary/core";
import type { NamedTable, Table, TableCell, TableColumn } from "../chart.ts";

const text = (value: string): TableCell => ({ text: value, value });
const percent = (share: number | null): TableCell =>
  share === null ? { text: "–", value: null } : { text: onePercent(share), value: share };
const count = (value: number | null): TableCell =>
  value === null ? { text: "–", value: null } : { text: thousands(value), value };
const points = (value: number): TableCell => ({ text: value.toFixed(1), value });
const words = (...labels: string[]): TableColumn[] => labels.map((label) => ({ key: label, label }));
const numbers = (...labels: string[]): TableColumn[] => labels.map((label) => ({ key: label, label, numeric: true }));

/** Reached, and on which condition. */
export function verdictText(share: AuditShare): string {
  if (share.verdict === null) return "nothing published";
  if (share.verdict === "never") return "never reached";
  if (share.verdict === "reached") return "reached";
  return `reached only if: ${share.onlyIf.map(({ choice, value }) => `${choice.toLowerCase()}: ${value}`).join("; ")}`;
}

/** Each share: published, what the specifications give, and whether it is reached. */
export function auditTable(value: AuditValue): Table {
  return {
    columns: [
      ...words("Group"),
      ...numbers("Published", "Lowest", "Highest", "Nearest", "Reached by"),
      ...words("Verdict"),
    ],
    rows: value.shares.map((share) => [
      text(sentence(share.block)),
      percent(share.published),
      percent(share.low),
      percent(share.high),
      percent(share.nearest),
      count(share.reachedBy),
      text(verdictText(share)),
    ]),
  };
}

export function auditDetails(value: AuditValue): NamedTable[] {
  const shown = value.choices.map(({ values }, d) => (values.length > 1 ? d : -1)).filter((d) => d >= 0);
  const nearest: Table = {
    columns: [
      ...words(...shown.map((d) => value.choices[d]!.choice)),
      ...numbers(
        "Rows",
        ...value.shares.map(({ block }) => sentence(block)),
        "Distance (points)",
        "Largest gap (points)",
      ),
    ],
    rows: value.nearest.map((each) => [
      ...shown.map((d) => text(each.chosen[d]!)),
      count(each.nobs),
      ...each.shares.map(percent),
      points(each.distance),
      points(each.gap),
    ]),
  };
  const moves: Table = {
    columns: [...words("Group", "Choice"), ...numbers("Moves it on average (points)", "At most (points)")],
    rows: value.shares.flatMap(({ block, moves: own }) =>
      own.map(({ choice, average, most }) => [
        text(sentence(block)),
        text(choice),
        points(100 * average),
        points(100 * most),
      ]),
    ),
  };
  const published: Table = {
    columns: [...words("Group"), ...numbers("Published"), ...words("In their words", "Page", "Years", "Outcome", "Definition")], // prettier-ignore
    rows: value.published.map((each) => [
      text(sentence(each.block)),
      percent(each.value),
      text(each.derived ? "one less the others" : (each.quote ?? "–")),
      ...[each.page, each.years, each.outcome, each.definition].map((cell) => text(cell ?? "not stated")),
    ]),
  };
  const choices: Table = {
    columns: words("Choice", "On offer"),
    rows: value.choices.map(({ choice, values }) => [
      text(choice),
      text(values.length > 6 ? `${values.slice(0, 5).join("; ")}; and ${values.length - 5} more` : values.join("; ")),
    ]),
  };
  const cannot: Table = {
    columns: words("What", "Why"),
    rows: value.cannot.map(({ what, why }) => [text(what === "" ? "all" : what), text(why)]),
  };
  return [
    { caption: "The nearest specifications", table: nearest },
    { caption: "By how much each choice moves each share, all others held", table: moves },
    { caption: "The published shares", table: published },
    { caption: `The choices, declared ${value.declared} results were seen`, table: choices },
    ...(cannot.rows.length > 0 ? [{ caption: "What cannot be rebuilt", table: cannot }] : []),
  ];
}
