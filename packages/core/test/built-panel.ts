import { expect } from "vitest";
import { panelR, type PanelSource } from "../src/3-panel/index.ts";
import { drain } from "../src/messages/drain.ts";
import { bytesFile } from "../src/study/bytes-file.ts";
import { prepare } from "../src/study/prepare.ts";
import { hasR, runR } from "./r.ts";
import { bytes } from "./studies.ts";

const withR = hasR();

/** Tables of a test as one panel; the same cells from its R script. */
export function build(
  texts: Record<string, string>,
  tables: Record<string, object>,
  measures: Record<string, unknown>,
  more = {},
) {
  // prettier-ignore
  const files = Object.entries(texts).map(([name, text]) => bytesFile(name, bytes(text)));
  const source = { tables, panel: { area: "code", time: "year", measures, ...more } };
  const { built, problems, read } = drain(prepare({ whyvary: 1, ...source }, files));
  if (built === null || !built.ok) throw new Error(JSON.stringify(problems));
  const { panel } = built;
  const rows = Array.from({ length: panel.rows }, (_, row) => row);
  const cells: Record<string, unknown[]> = {
    area: rows.map((row) => panel.area!.codes[panel.area!.of[row]!]),
    time: rows.map((row) => panel.time!.values[panel.time!.of[row]!]),
  };
  for (const [name, column] of panel.columns) cells[name] = rows.map((row) => column.at(row));
  if (withR) {
    const met = new Map(built.tables.map(({ table, recodes }) => [table, recodes]));
    const script = panelR(source as unknown as PanelSource, read, Object.keys(measures), met);
    const theirs = runR<Record<string, unknown[]>>(script, texts, "lapply(as.list(panel), I)");
    for (const [name, own] of Object.entries(cells)) expect(rounded([theirs[name]].flat()), name).toEqual(rounded(own));
  }
  return { cells, problems, tables: built.tables };
}

/** R writes fifteen digits. */
const rounded = (cells: unknown[]): unknown[] => cells.map((one) => (typeof one === "number" ? Number(one.toPrecision(13)) : one)); // prettier-ignore
