import type { CheckReport } from "@whyvary/core";
import type { ProvisionalDoc, StudyDoc } from "../state/study-doc.ts";

type Measure = NonNullable<CheckReport["panel"]>["measures"][number];

export interface Field {
  /** As the study names it: table.column. */
  column: string;
  /** The measure that is this column and nothing else, where there is one. */
  title?: string;
  /** What it serves, in a person's words. */
  serves: string[];
}

/** The columns behind the measures that the questions speak of (of all measures, where they speak of none), each once. */
export function latestFields(doc: StudyDoc, measures: readonly Measure[], rows: readonly ProvisionalDoc[]): Field[] {
  const numbers = measures.filter(({ type, columns }) => type === "number" && columns.length > 0);
  const said = JSON.stringify(doc.analyses);
  const asked = numbers.filter(({ name }) => mentions(said, name));
  const fields = new Map<string, string[]>();
  for (const { title, columns } of asked.length > 0 ? asked : numbers)
    for (const column of columns) fields.set(column, [...(fields.get(column) ?? []), title]);
  for (const { values } of rows)
    for (const column of Object.keys(values ?? {})) if (!fields.has(column)) fields.set(column, []);
  return [...fields].map(([column, serves]) => {
    const alias = numbers.find(({ name }) => doc.panel?.measures?.[name] === column)?.title;
    return alias === undefined ? { column, serves } : { column, title: alias, serves: serves.filter((one) => one !== alias) }; // prettier-ignore
  });
}

/** Under a field: its column, where the label does not say it, and what else it serves. */
export function servesWords({ column, title, serves }: Field): string {
  const some = `${serves.slice(0, 3).join(", ")}${serves.length > 3 ? ` and ${serves.length - 3} more` : ""}`;
  if (title === undefined) return some === "" ? "" : `For: ${some}`;
  return some === "" ? column : `${column}, also for: ${some}`;
}

/** A measure's name, as a word of its own. */
function mentions(text: string, name: string): boolean {
  const marks = name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  return new RegExp(`(^|[^\\p{L}\\p{N}_.])${marks}($|[^\\p{L}\\p{N}_.])`, "u").test(text);
}

/** "1,234.5" -> 1234.5; null for nothing, an error in words for what is no number. */
export function parseFigure(text: string): number | null | { error: string } {
  const plain = text.trim().replaceAll(/[\s,]/gu, "").replace("\u2212", "-");
  if (plain === "") return null;
  const value = Number(plain);
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/iu.test(plain) && Number.isFinite(value)
    ? value
    : { error: `“${text.trim()}” is not a number.` };
}

/** "2025-26" and 2026 are both the year 2026, in which the period ends. */
export function parseYearTyped(text: string): number | null {
  const plain = text.trim();
  if (/^\d{4}$/u.test(plain)) return Number(plain);
  const two = /^(\d{4})\s*[-/\u2013]\s*(\d{2}|\d{4})$/u.exec(plain);
  if (two === null) return null;
  const end = Number(two[1]) + 1;
  return String(end).endsWith(two[2]!) ? end : null;
}
