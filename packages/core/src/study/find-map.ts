import type { ReadResult } from "../1-read/index.ts";
import { columnNames, columnOf, keyText, makeTable } from "../2-table/index.ts";
import type { Panel } from "../3-panel/index.ts";
import type { AreaMap } from "../3-panel/area-map.ts";
import { nearest } from "../messages/nearest.ts";
import type { Problem } from "../messages/types.ts";
import type { Study } from "./schema.ts";

const LAYOUTS: readonly string[] = ["odd-r", "even-r", "odd-q", "even-q"] satisfies AreaMap["layout"][];
const COLUMNS = ["code", "q", "r", "layout"];

/** The map that the study names, its areas matched to the panel's by code, else by name. A fault is a warning: answers stand without it. */
export function findMap(
  study: Study,
  read: ReadonlyMap<string, ReadResult>,
  panel: Panel,
): { map: AreaMap | null; problems: Problem[] } {
  if (study.map === undefined || panel.area === null) return { map: null, problems: [] };
  const { table: name } = study.map;
  const warn = (code: string, text: string, remedy: string) => ({
    map: null,
    problems: [{ code, severity: "warning" as const, text, remedy, path: ["map", "table"] }],
  });
  if (!Object.hasOwn(study.tables, name)) {
    const meant = nearest(name, Object.keys(study.tables));
    return warn("map-table-unknown", `The study has no table “${name}” with a map.`, meant === null ? "Name a table whose file is HexJSON." : `Did you mean “${meant}”?`); // prettier-ignore
  }
  const table = makeTable(read.get(name)!.columns);
  const missing = COLUMNS.find((column) => !columnNames(table).includes(column));
  if (missing !== undefined)
    return warn("map-columns", `${study.tables[name]!.file} has no column “${missing}”, so it is no map.`, "A map is a HexJSON file, or a table with the columns code, q, r and layout."); // prettier-ignore
  const cell = (column: string, row: number): string => {
    const found = columnOf(table, column);
    return found === null ? "" : (keyText(found, row)?.trim() ?? "");
  };
  const { codes, labels } = panel.area;
  const known = new Set(codes);
  const byName = new Map(labels.map((label, at) => [plain(label), codes[at]!]));
  const layout = cell("layout", 0);
  if (!LAYOUTS.includes(layout))
    return warn("map-layout", `The map’s layout “${layout}” is none of ${LAYOUTS.join(", ")}.`, "The layout says which rows or columns of hexagons are pushed on."); // prettier-ignore
  const hexes = Array.from({ length: table.numRows() }, (_, row) => {
    const [own, called] = [cell("code", row), cell("name", row)];
    const code = known.has(own) ? own : (byName.get(plain(called)) ?? byName.get(plain(own)) ?? own);
    return { code, name: called === "" ? own : called, q: Number(cell("q", row)), r: Number(cell("r", row)) };
  });
  return { map: { layout: layout as AreaMap["layout"], hexes }, problems: [] };
}

const plain = (text: string): string => text.trim().toLowerCase();
