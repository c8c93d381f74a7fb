import { rComment, rString, rStrings } from "../../messages/r-text.ts";
import { resolveOperand, type Names } from "../operands.ts";
import type { ProvisionalRow } from "../spec.ts";

/** A column with figures typed by hand: the R vector that holds it along the panel, and where each figure stands. */
export interface TypedVector {
  name: string;
  table: string;
  column: string;
  figures: { area: string; time: number | undefined; value: number }[];
}

export const columnKey = (table: string, column: string): string => JSON.stringify([table, column]);

/** The columns with typed figures, by table and column. */
export function typedVectorsOf(typed: readonly ProvisionalRow[], { tables }: Names): Map<string, TypedVector> {
  const vectors = new Map<string, TypedVector>();
  for (const { area, time, values } of typed)
    for (const [text, value] of Object.entries(values)) {
      const found = resolveOperand(text, { tables, measures: new Set() }, []);
      if (!found.ok || "measure" in found.operand) continue;
      const { table, column } = found.operand;
      const key = columnKey(table, column);
      if (!vectors.has(key)) vectors.set(key, { name: `typed_${vectors.size + 1}`, table, column, figures: [] });
      vectors.get(key)!.figures.push({ area: area.trim(), time, value });
    }
  return vectors;
}

/** Rows that no file has, put among the panel's; `from` gives each row's position in the first table. */
export function typedRowsR(typed: readonly ProvisionalRow[], from: string): string[] {
  if (typed.length === 0) return [];
  const timed = typed.some(({ time }) => time !== undefined);
  const columns = [
    `area = ${rStrings(typed.map(({ area }) => area.trim()))}`,
    ...(timed ? [`time = c(${typed.map(({ time }) => `${time ?? "NA"}L`).join(", ")})`] : []),
  ];
  const key = (frame: string): string => (timed ? `paste(${frame}$area, ${frame}$time, sep = "\\r")` : `${frame}$area`);
  return [
    rComment("Rows typed by hand, provisional"),
    `typed <- unique(data.frame(${columns.join(", ")}, stringsAsFactors = FALSE))`,
    `typed <- typed[!${key("typed")} %in% ${key("panel")}, , drop = FALSE]`,
    "panel <- rbind(panel, typed)",
    `${from} <- c(${from}, rep(NA_integer_, nrow(typed)))`,
    `o <- order(panel$area${timed ? ", panel$time" : ""}, method = "radix")`,
    "panel <- panel[o, , drop = FALSE]",
    `${from} <- ${from}[o]`,
    "rownames(panel) <- NULL",
  ];
}

/** Each column along the panel, the typed figures in their places. */
export function typedFiguresR(vectors: readonly (TypedVector & { cells: string })[]): string[] {
  if (vectors.length === 0) return [];
  return [
    rComment("Figures typed by hand, provisional"),
    ...vectors.flatMap(({ name, cells, figures }) => [
      `${name} <- ${cells}`,
      ...figures.map(({ area, time, value }) => {
        const year = time === undefined ? "" : ` & panel$time == ${time}L`;
        return `${name}[panel$area == ${rString(area)}${year}] <- ${value}`;
      }),
    ]),
  ];
}
