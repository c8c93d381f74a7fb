import type { Panel } from "../src/3-panel/panel.ts";
import { columnFrom, type Column } from "../src/columns/column.ts";
import { byCodePoint } from "../src/columns/order.ts";

type Cells = ArrayLike<string | number | null>;

/** A panel from plain arrays, in the order given; `area` and `time` name the columns that are its keys. */
export function makePanel(columns: Record<string, Cells | Column>, keys: { area?: string; time?: string } = {}): Panel {
  const map = new Map<string, Column>();
  let rows = 0;
  for (const [name, cells] of Object.entries(columns)) {
    const column = "kind" in cells ? cells : columnFrom(cells);
    rows = column.length;
    map.set(name, column);
  }
  const cellsOf = (name: string): (string | number | null)[] =>
    Array.from({ length: rows }, (_, row) => map.get(name)!.at(row));
  const areas = keys.area === undefined ? null : cellsOf(keys.area).map(String);
  const codes = areas === null ? [] : [...new Set(areas)].sort(byCodePoint);
  const times = keys.time === undefined ? null : cellsOf(keys.time).map(Number);
  const values = times === null ? [] : [...new Set(times)].sort((a, b) => a - b);
  const at = new Map(codes.map((code, place) => [code, place]));
  return {
    rows,
    area: areas && { name: keys.area!, codes, labels: codes, of: Int32Array.from(areas, (code) => at.get(code)!) },
    time: times && { name: keys.time!, values, of: Int32Array.from(times, (year) => values.indexOf(year)) },
    group: null,
    columns: map,
    titles: new Map(),
    ladder: [],
    problems: [],
  };
}
