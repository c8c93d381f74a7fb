import type { Panel } from "../../3-panel/panel.ts";
import { areaMeans, type Pairs } from "./levels.ts";
import type { Prepared } from "./prepare.ts";
import type { RelatePoint, RelateValue } from "./value.ts";

/** More could be neither drawn quickly nor told apart. */
const MOST_POINTS = 3000;

/** What a picture shows: averages of areas where areas repeat, else rows; and deviations within areas. */
export function pointsOf(
  panel: Panel,
  prepared: Prepared,
  levels: readonly Pairs[],
): Pick<RelateValue, "points" | "within" | "notDrawn"> {
  // prettier-ignore
  const { x, y, unit, rows, area, repeated } = prepared;
  const named = (row: number): Pick<RelatePoint, "area" | "label"> => {
    if (panel.area === null) return { area: null, label: `row ${row + 1}` };
    const at = panel.area.of[row]!;
    return { area: panel.area.codes[at]!, label: panel.area.labels[at]! };
  };
  let points: RelatePoint[];
  if (repeated) {
    const means = areaMeans(x, y, area!);
    points = Array.from({ length: area!.levels }, (_, code) => ({
      ...named(rows[area!.codes.indexOf(code)]!),
      ...{ x: means.x[code]! * unit, y: means.y[code]! },
    }));
  } else points = Array.from(rows, (row, i) => ({ ...named(row), x: x[i]! * unit, y: y[i]! }));
  const inside = levels.findLast(({ level }) => level.startsWith("within"));
  const within = inside === undefined ? [] : Array.from(inside.x, (value, i) => ({ x: value * unit, y: inside.y[i]! }));
  const notDrawn = Math.max(0, points.length - MOST_POINTS) + Math.max(0, within.length - MOST_POINTS);
  return { points: thinned(points), within: thinned(within), notDrawn };
}

function thinned<T>(list: T[]): T[] {
  if (list.length <= MOST_POINTS) return list;
  return Array.from({ length: MOST_POINTS }, (_, i) => list[Math.floor((i * list.length) / MOST_POINTS)]!);
}
