import { operandsOf, resolveOperand, type Names } from "./operands.ts";
import type { Origin } from "./panel.ts";
import type { PanelSource } from "./spec.ts";

/** The columns that each measure rests on, through the measures it is made from. No measure may be made from itself. */
export function originsOf(source: PanelSource, names: Names, measures: readonly string[]): Map<string, Origin[]> {
  const specs = source.panel?.measures;
  const column = (table: string, name: string): Origin => {
    const { file, source: from, release } = source.tables[table]!;
    return { table, file, column: name, ...(from && { source: from }), ...(release && { release }) };
  };
  const find = (name: string): Origin[] => {
    if (specs === undefined) return [column(Object.keys(source.tables)[0]!, name)];
    const known = new Set(names.measures);
    // Under an alias the measure's own name means the column it stands for.
    if (typeof specs[name] === "string") known.delete(name);
    const all = operandsOf(specs[name]!).flatMap(({ text }): Origin[] => {
      const found = resolveOperand(text, { ...names, measures: known }, []);
      if (!found.ok) return [];
      return "measure" in found.operand
        ? find(found.operand.measure)
        : [column(found.operand.table, found.operand.column)];
    });
    return all.filter((one, i) => all.findIndex((o) => o.table === one.table && o.column === one.column) === i);
  };
  return new Map(measures.map((name) => [name, find(name)]));
}
