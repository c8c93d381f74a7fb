import { NAME_RULE } from "./blocks.ts";

/** Groups by name, as a study writes them: a word (areas, years), a list of measures, or several such lists to choose between. */
export type Named = { [name: string]: string | string[] | string[][] };

/** The lists of a group, one where it has no alternatives. */
export function listsOf(group: Named[string]): string[][] {
  if (typeof group === "string") return [];
  return group.every((each) => Array.isArray(each)) ? (group as string[][]) : [group as string[]];
}

/** The groups with one of them under another name, in their order: the order is the study's. */
export function renamed(groups: Named, from: string, to: string): Named {
  return Object.fromEntries(Object.entries(groups).map(([name, group]) => [name === from ? to : name, group]));
}

export function groupNameError(groups: Named, from: string, name: string): string | null {
  if (!/^\p{L}/u.test(name)) return NAME_RULE;
  return name !== from && Object.hasOwn(groups, name) ? `There is a group named “${name}” already.` : null;
}

export function freeGroupName(groups: Named, base: string): string {
  const start = /^\p{L}/u.test(base) ? base : `Group ${base}`.trim();
  let name = start;
  for (let count = 2; Object.hasOwn(groups, name); count++) name = `${start} ${count}`;
  return name;
}

/** What is chosen under "Add a group": "word:area" or "measure:idaci"; its word or term, and the group it begins. */
export function additionTo(picked: string, several: boolean): [key: string, group: Named[string]] {
  const at = picked.indexOf(":");
  const key = picked.slice(at + 1);
  if (picked.slice(0, at) === "word") return [key, key];
  return [key, several ? [[key]] : [key]];
}
