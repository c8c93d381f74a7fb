import type { PanelKeys } from "../panel-keys.ts";
import type { KeyedTable } from "../keyed-table.ts";
import type { Meeting } from "../areas/meet-areas.ts";
import { lastDay } from "./reshape.ts";

/** For every panel row the area's latest event up to the year's last day (up to now where the panel has no time); -1: none yet. */
export function joinLatest(keyed: KeyedTable, keys: PanelKeys, meeting: Meeting, day: string | undefined): Int32Array {
  const events = new Map<number, number[]>();
  const dates = keyed.dates!;
  for (let row = 0; row < keyed.rows; row++) {
    const code = keyed.area!.of[row]!;
    if (code < 0 || dates[row] === 0) continue;
    const area = meeting.placeOf(code, yearEnding(dates[row]!, day));
    if (area < 0) continue;
    const own = events.get(area);
    if (own === undefined) events.set(area, [row]);
    else own.push(row);
  }
  for (const own of events.values()) own.sort((a, b) => dates[a]! - dates[b]!);
  return Int32Array.from({ length: keys.rows }, (_, row) => {
    const until = keys.time === null ? Infinity : lastDay(keys.time[row]!, day);
    return events.get(keys.area!.of[row]!)?.findLast((event) => dates[event]! <= until) ?? -1;
  });
}

/** The year in which a day falls, as years end. */
function yearEnding(date: number, day: string | undefined): number {
  const year = Math.floor(date / 10000);
  return date > lastDay(year, day) ? year + 1 : year;
}
