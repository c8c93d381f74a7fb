import type { Problem } from "../../messages/types.ts";
import { keyNumber, type PanelKeys } from "../panel-keys.ts";
import { areaUnknown, keyNeeded } from "../problems.ts";
import type { ProvisionalRow } from "../spec.ts";
import { timeNeeded } from "./problems.ts";

/** What the first table calls an area; its code where it has no name for it. */
export function nameOf({ area }: PanelKeys, place: number): string {
  return area!.names[place]!.at(-1) ?? area!.codes[place]!;
}

export interface WithTyped {
  keys: PanelKeys;
  /** For each entry its row of the panel; -1 where the entry is wrong. */
  rowOf: Int32Array;
  /** Rows that no file has. */
  added: Uint8Array;
  problems: Problem[];
}

/** The panel's rows with those typed by hand among them: an area that the first table knows, in any year. */
export function addTypedRows(typed: readonly ProvisionalRow[], keys: PanelKeys): WithTyped {
  const path = ["panel", "provisional"];
  const refuse = (...problems: Problem[]): WithTyped => ({
    ...{ keys, rowOf: new Int32Array(typed.length).fill(-1), added: new Uint8Array(keys.rows), problems },
  });
  const { area } = keys;
  if (typed.length === 0) return refuse();
  if (area === null) return refuse(keyNeeded(path, "provisional", "area"));
  const problems: Problem[] = [];
  const places = typed.map((entry, at) => {
    const place = area.place.get(entry.area.trim());
    if (place === undefined)
      problems.push({
        ...areaUnknown(
          [...path, at, "area"],
          entry.area,
          area.codes,
          area.codes.map((_, at) => nameOf(keys, at)),
        ),
        severity: "error",
      });
    if ((entry.time === undefined) === (keys.time !== null))
      problems.push(keys.time === null ? keyNeeded([...path, at, "time"], "time", "time") : timeNeeded([...path, at]));
    return place ?? -1;
  });
  if (problems.length > 0) return refuse(...problems);

  const keyAt = (place: number, time: number | undefined): number => keyNumber(place, time ?? 0);
  const rows = Array.from({ length: keys.rows }, (_, row) => ({
    ...{ place: area.of[row]!, time: keys.time?.[row], source: keys.source[row]!, added: 0 },
  }));
  const known = new Set(rows.map(({ place, time }) => keyAt(place, time)));
  typed.forEach(({ time }, at) => {
    const key = keyAt(places[at]!, time);
    if (known.has(key)) return;
    known.add(key);
    rows.push({ place: places[at]!, time, source: -1, added: 1 });
  });
  rows.sort((a, b) => keyAt(a.place, a.time) - keyAt(b.place, b.time));
  const at = new Map(rows.map(({ place, time }, row) => [keyAt(place, time), row]));
  return {
    keys: {
      rows: rows.length,
      source: Int32Array.from(rows, ({ source }) => source),
      area: { ...area, of: Int32Array.from(rows, ({ place }) => place) },
      time: keys.time === null ? null : Int32Array.from(rows, ({ time }) => time!),
    },
    rowOf: Int32Array.from(typed, ({ time }, entry) => at.get(keyAt(places[entry]!, time))!),
    added: Uint8Array.from(rows, ({ added }) => added),
    problems,
  };
}
