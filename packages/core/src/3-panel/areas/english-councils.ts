import { ENGLISH_COUNCILS, SUCCESSORS } from "./english-councils-data.ts";
import { bareName, plainName } from "./plain-name.ts";

/** A council under all its codes and names. A council that was reorganised has other neighbours in time: see `successors`. */
export interface Council {
  /** Three-digit code, the same through changes of the nine-character one. */
  code: string;
  /** Nine-character codes, the present one first. */
  codes: string[];
  name: string;
  names: string[];
  region: string;
  /** Reporting years in which it existed. */
  from: number;
  to: number;
  /** Three-digit codes of those that serve its area now; empty while it exists. */
  successors: readonly string[];
}

interface Register {
  councils: Council[];
  byCode: Map<string, Council>;
  byName: Map<string, Council[]>;
}

/** "City of London" without its city would be the region, and Newcastle City Council's plain name two places. */
function bare(name: string): string[] {
  return /^(City of London|Newcastle City)/.test(name) ? [] : [bareName(name)];
}

let register: Register | null = null;

function read(): Register {
  const found: Register = { councils: [], byCode: new Map(), byName: new Map() };
  let region = "";
  for (const line of ENGLISH_COUNCILS.trim().split("\n")) {
    const parts = /^(\d{3})(?::(\d*)-(\d*))? (\S+) (.+)$/.exec(line);
    if (parts === null) {
      region = line;
      continue;
    }
    const [, code, from, to, codes, names] = parts;
    const [name, ...others] = names!.split("=");
    const council: Council = {
      ...{ code: code!, codes: codes!.split(","), name: name!, names: others, region },
      from: from === undefined || from === "" ? -Infinity : Number(from),
      to: to === undefined || to === "" ? Infinity : Number(to),
      successors: SUCCESSORS[code!] ?? [],
    };
    found.councils.push(council);
    for (const one of [council.code, ...council.codes]) found.byCode.set(one, council);
    const keys = new Set([council.name, ...council.names].flatMap((one) => [plainName(one), ...bare(one)]));
    for (const key of keys) found.byName.set(key, [...(found.byName.get(key) ?? []), council]);
  }
  return found;
}

/** All of them, in order of region. */
export function englishCouncils(): readonly Council[] {
  return (register ??= read()).councils;
}

/** The councils that a code or a name can mean: one, or two of the same name that followed each other; none is guessed. */
export function councilsCalled(text: string): readonly Council[] {
  register ??= read();
  const trimmed = text.trim();
  const coded = register.byCode.get(trimmed.toUpperCase());
  if (coded !== undefined) return [coded];
  return register.byName.get(plainName(trimmed)) ?? register.byName.get(bareName(trimmed)) ?? [];
}
