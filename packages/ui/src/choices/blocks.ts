/** Changes to the groups. The order of the groups is theirs (it sets their colours), so each change writes the whole object. */
import type { Block } from "./doc.ts";

export interface Group {
  name: string;
  block: Block;
}

export function asBlocks(groups: readonly Group[]): { [name: string]: Block } {
  return Object.fromEntries(groups.map((group) => [group.name, group.block]));
}

export function replaceGroup(groups: readonly Group[], at: number, group: Group | null): Group[] {
  return groups.flatMap((each, i) => (i === at ? (group ? [group] : []) : [each]));
}

export const NAME_RULE = "A name starts with a letter.";

/** Why a group may not bear this name, or null. */
export function nameError(groups: readonly Group[], at: number, name: string): string | null {
  if (!/^\p{L}/u.test(name)) return NAME_RULE;
  if (groups.some((group, i) => i !== at && group.name === name)) return `There is a group named “${name}” already.`;
  return null;
}

/** A name not yet taken: "Group", "Group 2", ... */
export function freeName(groups: readonly Group[], base: string): string {
  const start = /^\p{L}/u.test(base) ? base : `Group ${base}`.trim();
  let name = start;
  for (let count = 2; groups.some((group) => group.name === name); count++) name = `${start} ${count}`;
  return name;
}

/** Published shares after a group is renamed (`to`) or removed (null). Undefined when none is left. */
export function renamePublished(
  published: ReadonlyMap<string, number>,
  from: string,
  to: string | null,
): { [name: string]: number } | undefined {
  const entries = [...published].flatMap(([name, share]): [string, number][] =>
    name === from ? (to === null ? [] : [[to, share]]) : [[name, share]],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** "15" or "15.5 %" -> 0.15; nothing written -> null; anything else -> an error in words. */
export function parsePercent(text: string): { share: number | null } | { error: string } {
  const plain = text.replace(/[%\s]/g, "").replace(",", ".");
  if (plain === "") return { share: null };
  if (!/^\d+(\.\d+)?$/.test(plain)) return { error: `“${text}” is not a percentage: write a number such as 15.` };
  const percent = Number(plain);
  if (percent > 100) return { error: `${plain}% is more than the whole.` };
  return { share: Number((percent / 100).toPrecision(12)) };
}

/** 0.155 -> "15.5": as a person would write it. */
export function percentText(share: number | undefined): string {
  return share === undefined ? "" : String(Number((share * 100).toPrecision(10)));
}
