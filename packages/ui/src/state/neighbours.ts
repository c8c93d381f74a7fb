import type { Recognised } from "@whyvary/core";
import type { StudyDoc } from "./study-doc.ts";

/** A numbered list in the columns' names, such as SN_1 to SN_10: the pattern that the study writes, "SN_*". */
export function neighbourPattern(file: Recognised): { columns: string; closeness?: string } | null {
  const stems = new Map<string, Set<string>>();
  for (const { name } of file.columns) {
    const found = /^(.*?)(\d+)([^\d]*)$/u.exec(name);
    if (found === null || !/^sn|neighbour/iu.test(name)) continue;
    const pattern = `${found[1]}*${found[3]}`;
    stems.set(pattern, (stems.get(pattern) ?? new Set()).add(found[2]!));
  }
  const lists = [...stems].filter(([, numbers]) => numbers.size >= 3).map(([pattern]) => pattern);
  const columns = lists.find((pattern) => pattern.endsWith("*"));
  if (columns === undefined) return null;
  const closeness = lists.find((pattern) => pattern !== columns && pattern.startsWith(columns));
  return { columns, ...(closeness === undefined ? {} : { closeness }) };
}

/** A table of each area's neighbours: it joins nothing, but says whom an area is compared with. */
export const isNeighbours = (file: Recognised): boolean => file.guess.area !== undefined && neighbourPattern(file) !== null; // prettier-ignore

/** The study with a table of neighbours as the one that is compared with, unless it has one. */
export function withNeighbours(study: StudyDoc, table: string, file: Recognised): StudyDoc {
  const pattern = neighbourPattern(file);
  if (pattern === null || study.focus?.neighbours !== undefined) return study;
  return { ...study, focus: { ...study.focus, neighbours: { table, ...pattern } } };
}
