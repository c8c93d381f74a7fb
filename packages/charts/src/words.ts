import { wholePercent } from "@whyvary/core";

/** Names that keep their capital inside a sentence. */
const proper = new Set(["Ofsted", "England", "English", "Wales", "Welsh", "Scotland", "Scottish", "London", "Covid"]);

/** "Deprivation" -> "deprivation", while "IDACI score", "A" and "Ofsted grade" keep their capitals. */
export function lowerFirst(text: string): string {
  if (proper.has(/^\p{L}+/u.exec(text)?.[0] ?? "")) return text;
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

/** .1447, .302 -> "14–30%"; one figure where both round to the same or there is only one. */
export function percentRange(from: number, to: number | null): string {
  const first = wholePercent(from);
  const second = to === null ? first : wholePercent(to);
  if (first === second) return first;
  return /^[\d\u2212]+%$/.test(first) ? `${first.slice(0, -1)}–${second}` : `${first} to ${second}`;
}
