import type { ReadResult } from "../1-read/index.ts";
import { numberColumn } from "../columns/column.ts";
import { PRESENT, reasonCode } from "../columns/reasons.ts";
import type { Problem } from "../messages/types.ts";
import { nearest } from "../messages/nearest.ts";
import type { Study } from "./schema.ts";

export type End = "from" | "to";

/** The tables with every suppressed count of a bounded column at its lowest, or at its highest. */
export function atBound(study: Study, read: ReadonlyMap<string, ReadResult>, end: End): Map<string, ReadResult> {
  const suppressed = reasonCode("suppressed");
  return new Map(
    [...read].map(([name, result]): [string, ReadResult] => {
      const bounds = study.tables[name]?.bounds;
      if (bounds === undefined) return [name, result];
      const columns = new Map(result.columns);
      for (const [column, range] of Object.entries(bounds)) {
        const cells = result.columns.get(column);
        if (cells?.kind !== "number" || cells.reasons === null) continue;
        const values = cells.values.slice();
        const reasons = cells.reasons.slice();
        reasons.forEach((reason, row) => {
          if (reason !== suppressed) return;
          values[row] = range[end];
          reasons[row] = PRESENT;
        });
        columns.set(column, numberColumn(values, reasons));
      }
      return [name, { ...result, columns }];
    }),
  );
}

/** Bounds of columns that are not there, hold words, or have nothing suppressed, and bounds the wrong way round. */
export function boundProblems(study: Study, read: ReadonlyMap<string, ReadResult>): Problem[] {
  const suppressed = reasonCode("suppressed");
  return Object.entries(study.tables).flatMap(([name, { bounds, file }]) =>
    Object.entries(bounds ?? {}).flatMap(([column, { from, to }]): Problem[] => {
      const path = ["tables", name, "bounds", column];
      const told = (code: string, severity: Problem["severity"], text: string, remedy: string): Problem => ({
        ...{ code, severity, path, text, remedy, file, column },
      });
      const result = read.get(name);
      if (from > to) return [told("bounds-wrong", "error", `The bounds of “${column}” begin at ${from} and end at ${to}.`, "Put the lower one first.")]; // prettier-ignore
      if (result === undefined) return [];
      const cells = result.columns.get(column);
      const meant = nearest(column, result.order);
      if (cells === undefined) return [told("column-unknown", "error", `${file} has no column “${column}”.`, meant === null ? "Name a column of counts." : `Did you mean “${meant}”?`)]; // prettier-ignore
      if (cells.kind !== "number") return [told("bounds-not-number", "error", `“${column}” of ${file} holds words: they have no bounds.`, "Name a column of counts.")]; // prettier-ignore
      return cells.reasons?.includes(suppressed) === true
        ? []
        : [told("bounds-unused", "info", `Nothing in “${column}” of ${file} is suppressed: its bounds change nothing.`, "Suppressed counts are those written c: if the file has another sign for them, or hides none, leave the bounds out.")]; // prettier-ignore
    }),
  );
}
