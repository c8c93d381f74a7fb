import type { PickedFile } from "../host/index.ts";

/** "Pasted cells.csv", "Pasted cells 2.csv": a second paste does not take the place of the first. */
export function pastedName(taken: readonly string[], base = "Pasted cells"): string {
  let name = `${base}.csv`;
  for (let count = 2; taken.includes(name); count++) name = `${base} ${count}.csv`;
  return name;
}

/** Cells as a spreadsheet puts them on the clipboard are a file already: tabs between them, quotes where a cell has a line end. */
export function pastedFile(name: string, text: string): PickedFile {
  const named = /\.(csv|tsv|txt)$/iu.test(name) ? name : `${name}.csv`;
  return { name: named, data: new Blob([text], { type: "text/tab-separated-values" }) };
}

export const isPasted = ({ data }: { data: Blob }): boolean => data.type === "text/tab-separated-values";

/** How many rows below the names, and how many names; null where there is no table in the text. */
export function cellsIn(text: string): { rows: number; columns: number } | null {
  const lines = text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== "");
  const [names] = lines;
  if (names === undefined || lines.length < 2) return null;
  const columns = names.split(names.includes("\t") ? "\t" : ",").length;
  return { rows: lines.length - 1, columns };
}
