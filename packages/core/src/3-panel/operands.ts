import type { Problem } from "../messages/types.ts";
import { columnNames, type Table } from "../2-table/index.ts";
import { columnUnknown, operandUnknown, tableUnknown } from "./problems.ts";
import type { MeasureShape, MeasureSpec } from "./spec.ts";

const VERBS = [
  "rate",
  "ratio",
  "share",
  "log",
  "difference",
  "lag",
  "index",
  "sum",
  "deflate",
  "quantile",
  "coalesce",
  "releases",
  "neighbours",
];

/** What an operand of a measure names. */
export type Operand = { table: string; column: string } | { measure: string };

/** The tables as far as names go. */
export interface Names {
  tables: Map<string, { file: string; columns: Set<string> }>;
  measures: Set<string>;
}

/** "plans.CPP_At31", "plans.`3 months`", another measure's name, or, with one table, a column alone. */
export function resolveOperand(
  text: string,
  names: Names,
  path: (string | number)[],
): { ok: true; operand: Operand } | { ok: false; problem: Problem } {
  if (names.measures.has(text)) return { ok: true, operand: { measure: text } };
  const dot = text.indexOf(".");
  const only = names.tables.size === 1 ? [...names.tables][0]! : null;
  if (dot > 0 && !text.startsWith("`")) {
    const [name, column] = [text.slice(0, dot), bare(text.slice(dot + 1))];
    const table = names.tables.get(name);
    if (table !== undefined)
      return table.columns.has(column)
        ? { ok: true, operand: { table: name, column } }
        : { ok: false, problem: columnUnknown(path, column, table.file, [...table.columns]) };
    if (only === null || !only[1].columns.has(bare(text)))
      return { ok: false, problem: tableUnknown(path, text, name, [...names.tables.keys()]) };
  }
  if (only !== null && only[1].columns.has(bare(text)))
    return { ok: true, operand: { table: only[0], column: bare(text) } };
  const columns = [...names.tables].flatMap(([name, table]) => [...table.columns].map((column) => `${name}.${column}`));
  const candidates = [...names.measures, ...columns, ...(only === null ? [] : only[1].columns)];
  return { ok: false, problem: operandUnknown(path, text, candidates) };
}

/** A measure's operands, each with the key under which it stands. */
export function operandsOf(spec: MeasureSpec): { text: string; key: (string | number)[] }[] {
  if (typeof spec === "string") return [{ text: spec, key: [] }];
  const out: { text: string; key: (string | number)[] }[] = [];
  const shape = spec as Record<string, unknown>;
  for (const key of [...VERBS, "per", "of", "minus", "by"]) {
    const value = shape[key];
    if (typeof value === "string") out.push({ text: value, key: [key] });
    else if (Array.isArray(value)) value.forEach((text, at) => out.push({ text: String(text), key: [key, at] }));
  }
  return out;
}

/** The word that says what a measure is. */
export function verbOf(spec: MeasureShape): string {
  return Object.keys(spec).find((key) => VERBS.includes(key))!;
}

export function tableNames(tables: Map<string, { file: string; table: Table }>): Names["tables"] {
  return new Map([...tables].map(([name, { file, table }]) => [name, { file, columns: new Set(columnNames(table)) }]));
}

function bare(text: string): string {
  return text.length > 1 && text.startsWith("`") && text.endsWith("`") ? text.slice(1, -1) : text;
}
