import { isMissing, type Column } from "../columns/column.ts";
import { andList } from "../messages/format.ts";
import { nearest } from "../messages/nearest.ts";
import type { Json, Problem } from "../messages/types.ts";

const SHOWN = 8;

export function whereColumnUnknown(name: string, names: string[], file?: string): Problem {
  const meant = nearest(name, names);
  return {
    code: "where-column-unknown",
    severity: "error",
    text: `“where” names the column “${name}”, which ${file ?? "the table"} does not have.`,
    remedy:
      meant === null ? `Its columns are ${andList(names.slice(0, SHOWN).map(quoted))}.` : `Did you mean “${meant}”?`,
    ...(file === undefined ? {} : { file }),
    column: name,
    path: ["where", name],
    facts: { nearest: meant, columns: names },
  };
}

export function whereNotNumber(name: string, column: Column, file?: string): Problem {
  return {
    code: "where-not-number",
    severity: "error",
    text: `“where” asks for a span of numbers in “${name}”, which holds words.`,
    remedy: `Name the values wanted: there are ${andList(valuesOf(column, null).slice(0, SHOWN).map(quoted))}.`,
    ...(file === undefined ? {} : { file }),
    column: name,
    path: ["where", name],
  };
}

export function noRowKept(name: string, condition: unknown, column: Column, among: Uint8Array, file?: string): Problem {
  const values = valuesOf(column, among);
  const more = values.length > SHOWN ? ` and ${values.length - SHOWN} more` : "";
  return {
    code: "where-no-rows",
    severity: "error",
    text: `No row${file === undefined ? "" : ` of ${file}`} is left by “where” on “${name}” (${JSON.stringify(condition)}).`,
    remedy: `The values there are ${values.slice(0, SHOWN).map(quoted).join(", ")}${more}.`,
    ...(file === undefined ? {} : { file }),
    column: name,
    path: ["where", name],
    facts: { asked: condition as Json, values: values.slice(0, 50) },
  };
}

function quoted(text: string): string {
  return `“${text}”`;
}

/** Distinct values in order of appearance, among the rows given. */
function valuesOf(column: Column, among: Uint8Array | null): string[] {
  const seen = new Set<string>();
  for (let row = 0; row < column.length && seen.size < 1000; row++) {
    if ((among === null || among[row] === 1) && !isMissing(column, row)) seen.add(String(column.at(row)));
  }
  return [...seen];
}
