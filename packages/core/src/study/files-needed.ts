import { operandsOf } from "../3-panel/operands.ts";
import type { MeasureSpec } from "../3-panel/index.ts";
import type { Study } from "./schema.ts";
import type { CheckedAnalysis } from "./validate.ts";

/** The files that one question of the study rests on, and which of them are here. */
export interface FilesNeeded {
  id: string;
  files: { table: string; file: string; here: boolean }[];
}

/**
 * For every question: the first table, which sets the rows, the tables of its measures (through the measures they are made
 * from), and the table of neighbours where it compares with them. Told from the study alone, so also before any file is here.
 */
export function filesNeeded(
  study: Study,
  analyses: readonly CheckedAnalysis[],
  here: ReadonlySet<string>,
): FilesNeeded[] {
  const order = Object.keys(study.tables);
  return analyses.map(({ spec, kind, options }) => {
    const names = kind === null || options === null ? [] : kind.mentions(options).map(({ name }) => name);
    const wanted = new Set(names.length === 0 ? order : [order[0]!, ...tablesOf(study, names)]);
    const { neighbours } = study.focus ?? {};
    if (spec.kind === "profile" && neighbours !== undefined && !Array.isArray(neighbours)) wanted.add(neighbours.table);
    const used = order.filter((name) => wanted.has(name));
    return {
      id: spec.id,
      files: used.map((table) => ({ table, file: study.tables[table]!.file, here: here.has(table) })),
    };
  });
}

function tablesOf(study: Study, names: readonly string[]): Set<string> {
  const measures = (study.panel?.measures ?? {}) as Record<string, MeasureSpec>;
  const found = new Set<string>();
  const seen = new Set<string>();
  const follow = (text: string, alias: boolean): void => {
    if (!alias && Object.hasOwn(measures, text)) {
      if (seen.has(text)) return;
      seen.add(text);
      const spec = measures[text]!;
      for (const operand of operandsOf(spec)) follow(operand.text, typeof spec === "string");
      if (typeof spec !== "string" && "neighbours" in spec) found.add(spec.from.table);
      return;
    }
    const table = text.slice(0, text.indexOf("."));
    if (Object.hasOwn(study.tables, table)) found.add(table);
  };
  for (const name of names) follow(name, false);
  return found;
}
