import { edits } from "../../messages/nearest.ts";
import { councilsCalled } from "./english-councils.ts";
import type { KnownAreas } from "./meet-areas.ts";
import { bareName } from "./plain-name.ts";

/** An area of a table that the panel does not have, and the areas of the panel that it may be: suggestions, never used. */
export interface Stranger {
  area: string;
  /** What the list of English councils calls it, and who serves its area now. */
  name: string | null;
  successors: string[];
  nearest: { code: string; label: string; edits: number }[];
}

const SHOWN = 3;

/** More strangers than this are another geography, not names written otherwise: nothing is near. */
const FEW = 400;

/** The nearest by name, at most four in ten letters away. */
export function nearAreas(strangers: readonly string[], panel: KnownAreas, open: ReadonlySet<number>): Stranger[] {
  const candidates = (strangers.length > FEW ? [] : [...open]).flatMap((at) => {
    const code = panel.codes[at]!;
    const names = [...panel.names[at]!, ...councilsCalled(code).map(({ name }) => name)];
    return (names.length === 0 ? [code] : names).map((name) => ({ code, label: name, bare: bareName(name) }));
  });
  return strangers.map((area) => {
    const [council] = councilsCalled(area);
    const wanted = bareName(council?.name ?? area);
    const ranked = candidates
      .map(({ code, label, bare }) => ({ code, label, edits: edits(wanted, bare), size: bare.length }))
      .filter(({ edits: distance, size }) => distance <= Math.floor(Math.max(size, wanted.length) * 0.4))
      .sort((a, b) => a.edits - b.edits);
    const nearest = ranked.filter(({ code }, i) => ranked.findIndex((one) => one.code === code) === i).slice(0, SHOWN);
    return {
      area,
      name: council?.name ?? null,
      successors: [...(council?.successors ?? [])],
      nearest: nearest.map(({ code, label, edits: distance }) => ({ code, label, edits: distance })),
    };
  });
}
