import type { Note } from "../messages/types.ts";
import type { Panel } from "./panel.ts";

/** What a panel's areas are called. */
export interface AreaWord {
  one: string;
  many: string;
}

/** English council panels speak of councils; any other panel of areas. */
export function areaWord(panel: Panel): AreaWord {
  const key = panel.area?.name ?? "";
  const councils = /^(old_la_code|new_la_code|la_.*|.*_la_.*|lad\d\d.*|utla\d\d.*)$/i.test(key);
  return councils ? { one: "council", many: "councils" } : { one: "area", many: "areas" };
}

/** Names that keep their capital inside a sentence. */
const PROPER = new Set(["Ofsted", "England", "English", "Wales", "Welsh", "Scotland", "Scottish", "London", "Covid"]);

/** "Deprivation" -> "deprivation", while "IDACI score", "A" and "Ofsted grade" keep their capitals. */
export function lowerFirst(text: string): string {
  if (PROPER.has(/^\p{L}+/u.exec(text)?.[0] ?? "")) return text;
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

const FRACTIONS: readonly (readonly [number, string])[] = [
  [1 / 10, "a tenth"],
  [1 / 5, "a fifth"],
  [1 / 4, "a quarter"],
  [1 / 3, "a third"],
  [2 / 5, "two-fifths"],
  [1 / 2, "half"],
  [3 / 5, "three-fifths"],
  [2 / 3, "two-thirds"],
  [3 / 4, "three-quarters"],
  [4 / 5, "four-fifths"],
  [9 / 10, "nine-tenths"],
];

/** .385 -> "About two-fifths". */
export function fractionWords(share: number): string {
  if (share < 0.05) return "Hardly any";
  if (share > 0.95) return "Almost all";
  let best = FRACTIONS[0]!;
  for (const fraction of FRACTIONS) if (Math.abs(fraction[0] - share) < Math.abs(best[0] - share)) best = fraction;
  return `About ${best[1]}`;
}

/** What a person calls a measure or an expression of measures. */
export function titleOf(panel: Panel, label: string): string {
  return panel.titles.get(label) ?? label;
}

/** An expression as a person reads it: "log(cpp_rate)" -> "log of protection plans per 10,000". */
export function spoken(panel: Panel, text: string): string {
  const log = /^log\((\w+)\)$/.exec(text)?.[1];
  return log === undefined ? titleOf(panel, text) : `log of ${lowerFirst(titleOf(panel, log))}`;
}

/** An outcome that counts what services did, so that it measures need and also what they could supply. */
export function isActivity(panel: Panel, label: string): boolean {
  const words = `${label} ${titleOf(panel, label)}`.toLowerCase();
  return /cpp|protection.?plan|plans?\b|referral|section.?47|\bs47|icpc|conference|\bcin\b|cin_|in.?need|\bcla\b|cla_|looked.?after|care.?(start|order|entr)|assessment/.test(
    words,
  );
}

/** The note that every outcome of this kind carries, in whichever analysis; none for other outcomes. */
export function activityNotes(panel: Panel, ...outcomes: string[]): Note[] {
  const counted = outcomes.filter((outcome) => isActivity(panel, outcome));
  if (counted.length === 0) return [];
  return [
    {
      code: "activity",
      name: "Activity, not need alone.",
      text: "The outcome counts what services did. It measures need and also what could be supplied: rationed services do not show demand.",
      facts: outcomes.length === 1 ? {} : { outcomes: counted },
    },
  ];
}
