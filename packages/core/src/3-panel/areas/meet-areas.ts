import { councilsCalled, type Council } from "./english-councils.ts";
import { plainName } from "./plain-name.ts";

/** One of a table's texts that stands for an area of the panel under another code, from one year to another. */
export interface Recode {
  text: string;
  code: string;
  from: number;
  to: number;
  /** Through the list of English councils, or through the names that the panel's own file has. */
  by: "list" | "name";
}

/** The panel's areas as a joined table may call them. */
export interface KnownAreas {
  codes: readonly string[];
  place: ReadonlyMap<string, number>;
  /** For each code the names that the first table gives it. */
  names: readonly (readonly string[])[];
}

/** How a table's codes meet the panel's: as they are, else as the same council, else by a name that one area alone bears. */
export interface Meeting {
  recodes: Recode[];
  /** The panel's area for one of the table's codes in a year (null: no year); -1 where there is none. */
  placeOf(code: number, year: number | null): number;
}

/** Only what stands in both, in the list of councils or in the panel's names is met: likeness is for suggestions. */
export function meetAreas(codes: readonly string[], panel: KnownAreas, exact: boolean): Meeting {
  const councils = exact ? null : placesOfCouncils(panel);
  const named = exact ? null : placesOfNames(panel);
  const recodes: Recode[] = [];
  const places = codes.map((text): { at: number; from: number; to: number }[] => {
    const same = panel.place.get(text);
    if (same !== undefined) return [{ at: same, from: -Infinity, to: Infinity }];
    const listed = councils === null ? [] : councilsCalled(text).flatMap((one) => councils.get(one.code) ?? []);
    const own = listed.length > 0 ? null : (named?.get(plainName(text)) ?? null);
    const found = own === null || own < 0 ? listed : [{ at: own, from: -Infinity, to: Infinity }];
    const by = listed.length > 0 ? "list" : "name";
    for (const { at, from, to } of found) recodes.push({ text, code: panel.codes[at]!, from, to, by });
    return found;
  });
  return {
    recodes,
    placeOf: (code, year) => {
      const found = year === null ? places[code]! : places[code]!.filter(({ from, to }) => year >= from && year <= to);
      return found.length === 1 ? found[0]!.at : -1;
    },
  };
}

interface Spell {
  at: number;
  from: number;
  to: number;
}

/** Where each council of the list stands in the panel: in its own years, where the panel's name means two that followed each other. */
function placesOfCouncils(panel: KnownAreas): Map<string, Spell[]> {
  const found = new Map<string, Spell[]>();
  panel.codes.forEach((code, at) => {
    const councils = councilsCalled(code);
    for (const one of councils) found.set(one.code, [...(found.get(one.code) ?? []), spell(at, one)]);
  });
  return found;
}

function spell(at: number, { from, to }: Council): Spell {
  return { at, from, to };
}

/** Names that one area alone bears; -1 where several do. */
function placesOfNames({ names }: KnownAreas): Map<string, number> {
  const found = new Map<string, number>();
  names.forEach((own, at) => {
    for (const name of new Set(own.map(plainName)))
      found.set(name, found.has(name) && found.get(name) !== at ? -1 : at);
  });
  return found;
}

/** Codes of one table that mean the same council, as the changes of nine-character codes make them: old to the latest. */
export function sameCouncils(codes: readonly string[]): Map<string, string> {
  const groups = new Map<string, string[]>();
  for (const code of codes) {
    const councils = councilsCalled(code);
    if (councils.length === 1) groups.set(councils[0]!.code, [...(groups.get(councils[0]!.code) ?? []), code]);
  }
  const found = new Map<string, string>();
  for (const [council, own] of groups) {
    if (own.length < 2) continue;
    const [{ codes: order } = { codes: [] as string[] }] = councilsCalled(council);
    const rank = (code: string): number => (order.includes(code) ? order.indexOf(code) : order.length);
    const [kept, ...others] = own.toSorted((a, b) => rank(a) - rank(b));
    for (const other of others) found.set(other, kept!);
  }
  return found;
}
