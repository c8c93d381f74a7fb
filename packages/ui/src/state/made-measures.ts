import { andList, thousands, type CheckReport } from "@whyvary/core";
import { written } from "../choices/measures.ts";
import { columnRef, makeName } from "./names.ts";
import { neighbourPattern } from "./neighbours.ts";
import type { FileEntry } from "./files-state.svelte.ts";
import type { PanelDoc, StudyDoc } from "./study-doc.ts";

/** Measures that a person makes of others, without code: what can be made, of what, and how the study writes it. */

export type MadeSpec = { [key: string]: unknown };
type Measures = NonNullable<PanelDoc["measures"]>;

export interface Part {
  key: string;
  label: string;
  /** Several measures instead of one. */
  many?: boolean;
}

export interface Extra {
  key: string;
  label: string;
  /** What stands in the field at first; empty where it has to be said. */
  usual: string;
  /** Words to choose from instead of a whole number. */
  choices?: readonly { value: string; label: string }[];
}

export interface Way {
  how: string;
  label: string;
  parts: readonly Part[];
  extras?: readonly Extra[];
}

const TIMES: Extra = { key: "times", label: "Times", usual: "10000" };
const YEARS: Extra = { key: "by", label: "Years back", usual: "1" };

export const WAYS: readonly Way[] = [
  { how: "rate", label: "a rate: a count per so many people", parts: [{ key: "rate", label: "The count" }, { key: "per", label: "Per" }], extras: [TIMES] }, // prettier-ignore
  { how: "ratio", label: "a ratio, or an amount per head", parts: [{ key: "ratio", label: "The figure" }, { key: "per", label: "Per" }] }, // prettier-ignore
  { how: "share", label: "a share of a total", parts: [{ key: "share", label: "The part" }, { key: "of", label: "Of all these together", many: true }], extras: [{ ...TIMES, usual: "100" }] }, // prettier-ignore
  { how: "sum", label: "a sum", parts: [{ key: "sum", label: "Added up", many: true }] },
  { how: "minus", label: "a difference between two", parts: [{ key: "difference", label: "The figure" }, { key: "minus", label: "Less" }] }, // prettier-ignore
  { how: "change", label: "a change since an earlier year", parts: [{ key: "difference", label: "The figure" }], extras: [YEARS] }, // prettier-ignore
  { how: "lag", label: "an earlier year’s figure", parts: [{ key: "lag", label: "The figure" }], extras: [YEARS] },
  { how: "index", label: "an index: one year is 100", parts: [{ key: "index", label: "The figure" }], extras: [{ key: "base", label: "The year that is 100", usual: "" }] }, // prettier-ignore
  { how: "deflate", label: "money in one year’s prices", parts: [{ key: "deflate", label: "The amount" }, { key: "by", label: "The price index" }], extras: [{ key: "base", label: "In prices of", usual: "" }] }, // prettier-ignore
  { how: "log", label: "a logarithm", parts: [{ key: "log", label: "The figure" }] },
  { how: "quantile", label: "groups of equal size, such as tenths", parts: [{ key: "quantile", label: "By" }], extras: [{ key: "groups", label: "How many groups", usual: "10" }] }, // prettier-ignore
  { how: "coalesce", label: "the first of several that has a figure", parts: [{ key: "coalesce", label: "In this order", many: true }] }, // prettier-ignore
  { how: "releases", label: "one of several releases of a figure", parts: [{ key: "releases", label: "The releases", many: true }], extras: [{ key: "choose", label: "Whose figure is used", usual: "latest", choices: [{ value: "latest", label: "the latest" }, { value: "earliest", label: "the earliest" }] }] }, // prettier-ignore
  { how: "neighbours", label: "the neighbours’ figure", parts: [{ key: "neighbours", label: "The figure" }], extras: [{ key: "take", label: "Of the neighbours", usual: "mean", choices: [{ value: "mean", label: "the mean" }, { value: "median", label: "the median" }] }] }, // prettier-ignore
];

/** The table that lists each area's neighbours, as a measure of neighbours names it. */
export function neighbourTable(
  entries: readonly FileEntry[],
  tablesOf: (entry: FileEntry) => string[],
): MadeSpec | null {
  for (const entry of entries) {
    const [table] = tablesOf(entry);
    const pattern = entry.recognised === null ? null : neighbourPattern(entry.recognised);
    if (table !== undefined && pattern !== null) return { table, columns: pattern.columns };
  }
  return null;
}

/** What the study writes; or which field is not filled in rightly. */
export function specOf(
  way: Way,
  parts: { [key: string]: string[] },
  extras: { [key: string]: string },
  near: MadeSpec | null,
): { spec: MadeSpec } | { missing: string } {
  const spec: MadeSpec = {};
  for (const { key, many } of way.parts) {
    const chosen = parts[key] ?? [];
    if (chosen.length === 0) return { missing: key };
    spec[key] = many ? chosen : chosen[0];
  }
  for (const { key, choices, usual } of way.extras ?? []) {
    const text = (extras[key] ?? usual).trim().replaceAll(",", "");
    const value = choices ? text : Number(text);
    if (text === "" || (typeof value === "number" && !(value > 0))) return { missing: key };
    spec[key] = value;
  }
  if (way.how === "neighbours" && near !== null) spec["from"] = near;
  return { spec };
}

/** "plans per population, times 10,000": a made measure in words. */
export function wordsOf(spec: MadeSpec, titleOf: (operand: string) => string): string {
  const way = WAYS.find(({ parts }) => parts.every(({ key }) => key in spec) && "minus" in spec === parts.some(({ key }) => key === "minus")); // prettier-ignore
  if (way === undefined) return Object.keys(spec).join(", ");
  const of = (value: unknown): string => andList((Array.isArray(value) ? value : [value]).map((one) => titleOf(String(one)))); // prettier-ignore
  const parts = way.parts.map(({ key, label }, at) => (at === 0 ? of(spec[key]) : `${label.toLowerCase()} ${of(spec[key])}`)); // prettier-ignore
  const extras = (way.extras ?? []).flatMap(({ key, label }) => spec[key] === undefined ? [] : [`${label.toLowerCase()} ${said(spec[key])}`]); // prettier-ignore
  return `${way.label.split(":")[0]!}: ${[...parts, ...extras].join(", ")}`;
}

function said(value: unknown): string {
  return typeof value === "number" && value >= 10_000 ? thousands(value) : String(value);
}

/** Numbers to make a measure of: the measures there are, then the columns that no measure stands for. */
export function operandOptions(
  doc: StudyDoc,
  panel: CheckReport["panel"],
  columns: readonly { table: string; column: string }[],
): { value: string; label: string }[] {
  const measures = (panel?.measures ?? []).filter(({ type }) => type === "number");
  const aliased = new Set(Object.values(doc.panel?.measures ?? {}).filter((spec) => typeof spec === "string"));
  const rest = columns.map(({ table, column }) => columnRef(table, column)).filter((ref) => !aliased.has(ref));
  return [
    ...measures.map(({ name, title }) => ({ value: written(name), label: title })),
    ...rest.map((ref) => ({ value: ref, label: ref })),
  ];
}

/** The study's measures with one more. Where a study names none, the columns of its one table are the measures: they are named then. */
export function withMade(
  doc: StudyDoc,
  panel: CheckReport["panel"],
  title: string,
  spec: MadeSpec,
): { name: string; measures: Measures } {
  // prettier-ignore
  const [table] = Object.keys(doc.tables);
  const before: Measures =
    doc.panel?.measures ??
    Object.fromEntries((panel?.measures ?? []).map(({ name }) => [name, columnRef(table!, name)]));
  const name = makeName(title, [...Object.keys(before), "area", "time"], "measure");
  return { name, measures: { ...before, [name]: { ...spec, title } } };
}

/** Those that were made of others, in order. */
export function madeMeasures(doc: StudyDoc): { name: string; title: string; spec: MadeSpec }[] {
  return Object.entries(doc.panel?.measures ?? {}).flatMap(([name, spec]) => {
    if (typeof spec === "string") return [];
    const { title, ...rest } = spec;
    return [{ name, title: typeof title === "string" ? title : name, spec: rest }];
  });
}
