import { numberColumn, textColumn, type Column } from "../columns/column.ts";
import type { Panel } from "../3-panel/panel.ts";

/** A measure, or the panel's key under the name `area` (text) or `time` (the year as a number); null when there is none. */
export function lookUp(panel: Panel, name: string): Column | null {
  if (name === "area" && panel.area !== null) return textColumn(panel.area.of, panel.area.codes);
  if (name === "time" && panel.time !== null) {
    const { of, values } = panel.time;
    return numberColumn(Float64Array.from(of, (place) => values[place]!));
  }
  return panel.columns.get(name) ?? null;
}
