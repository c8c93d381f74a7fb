import type { Recognised } from "@whyvary/core";
import { makeName, tableName } from "../state/names.ts";
import type { TableDoc } from "../state/study-doc.ts";
import { keptOf } from "../state/ways.ts";

/** A name for a table from the rows that were chosen of its file ("4 Total Family Support" and its like), else from the file. */
export function nameFrom(file: Recognised, table: TableDoc): string {
  const open = file.guess.open.map(({ column }) => column);
  for (const column of open) {
    const kept = keptOf(table.where?.[column]);
    if (kept === null || kept.length === 0) continue;
    const words = commonWords(kept);
    if (words.length > 0) return makeName(words.slice(0, 5).join(" "), []);
  }
  return tableName(file.file, []);
}

/** The words that all the texts have, in the order of the first; numbers are no names. */
function commonWords(texts: readonly string[]): string[] {
  const split = (text: string): string[] => text.toLowerCase().split(/[^\p{L}]+/u).filter((word) => word.length > 1); // prettier-ignore
  const [first = [], ...rest] = texts.map(split);
  return first.filter((word) => rest.every((words) => words.includes(word)));
}
