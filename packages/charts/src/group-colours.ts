import type { Colours } from "./look.ts";

/** Roles of the groups in study order -> each one's colour: 1 for areas, 2 to 4 for the others, 0 beyond (neutral, labelled). */
export function groupColours(roles: readonly string[]): number[] {
  let next = 2;
  return roles.map((role) => (role === "area" ? 1 : next <= 4 ? next++ : 0));
}

export function colourOf(group: number, colours: Colours): string {
  return colours.groups[group - 1] ?? colours.other;
}
