import { titleOf, typedYears, type Panel } from "../3-panel/index.ts";
import { lowerFirst } from "../3-panel/words.ts";
import { andList, counted } from "../messages/format.ts";
import type { Json, LadderStep, Note } from "../messages/types.ts";

const SHOWN = 4;

interface Place {
  area: string;
  label: string;
  time: number | null;
  measures: string[];
  reason: string | null;
  /** The figure rests on one typed for another row, as an earlier year's does. */
  through: boolean;
}

/** A note that names the figures typed by hand on which an answer rests, among the rows that it did not set aside. */
export function provisionalNotes(panel: Panel, measures: readonly string[], ladder: readonly LadderStep[]): Note[] {
  if (panel.provisional === undefined) return [];
  const places = placesOf(panel, measures, setAside(ladder));
  const count = places.reduce((sum, place) => sum + place.measures.length, 0);
  if (count === 0) return [];
  const words = places.slice(0, SHOWN).map(({ label, time, measures: own, reason, through }) => {
    const what = andList(own.map((name) => lowerFirst(titleOf(panel, name))));
    const why = through ? " (through a figure typed for another row)" : reason === null ? "" : ` (“${reason}”)`;
    return `${label}${time === null ? "" : ` ${time}`}, ${what}${why}`;
  });
  const more = places.length > SHOWN ? `; ${counted(places.length - SHOWN, "more row")}` : "";
  const alone = [...typedYears(panel)].filter((year) => places.some(({ time }) => time === year));
  const only = alone.length === 0 ? "" : ` No file has a row of ${andList(alone.map(String))}: what is said of all areas in ${alone.length === 1 ? "that year" : "those years"} is of the typed rows alone.`; // prettier-ignore
  return [
    {
      code: "provisional",
      name: count === 1 ? "A provisional figure." : "Provisional figures.",
      text: `${counted(count, "provisional figure")}, typed by hand and in no file: ${words.join("; ")}${more}.${only}`,
      facts: { count, places: places.slice(0, 50) as unknown as Json },
    },
  ];
}

function placesOf(panel: Panel, measures: readonly string[], aside: ReadonlySet<string>): Place[] {
  const { area, time, provisional } = panel;
  const places: Place[] = [];
  for (let row = 0; row < panel.rows; row++) {
    const own = [...new Set(measures)].filter((name) => provisional!.rests.get(name)?.[row] === 1);
    if (own.length === 0) continue;
    const code = area!.codes[area!.of[row]!]!;
    const year = time === null ? null : time.values[time.of[row]!]!;
    if (aside.has(key(code, year))) continue;
    const typed = provisional!.cells.filter((cell) => cell.area === code && cell.time === year);
    const reasons = [...new Set(typed.flatMap(({ reason }) => reason ?? []))];
    places.push({
      ...{ area: code, label: area!.labels[area!.of[row]!]!, time: year, measures: own },
      ...{ reason: reasons.length === 0 ? null : andList(reasons), through: typed.length === 0 },
    });
  }
  return places;
}

const key = (area: string, time: number | null): string => JSON.stringify([area, time]);

function setAside(ladder: readonly LadderStep[]): Set<string> {
  const rows = ladder.flatMap(({ areas = [] }) => areas).flatMap(({ area, times }) => (times.length === 0 ? [key(area, null)] : times.map((time) => key(area, time)))); // prettier-ignore
  return new Set(rows);
}
