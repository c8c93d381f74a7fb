import type { Problem } from "@whyvary/core";
import type { CellPlace, CellPlaces } from "./csv-places.ts";

/** A problem of a file on the characters it is about; one problem may stand in many places. */
export interface DataPlace {
  from: number;
  to: number;
  /** Words of this place, where it is one among many. */
  text?: string;
  mend?: { title: string; from: number; to: number; text: string };
}

const MOST = 200;

export function placesOf(cells: CellPlaces, problem: Problem): DataPlace[] {
  const names = cells.row(1) ?? [];
  const { code, row, column, facts } = problem;
  if (code === "rows-ragged") return ragged(cells, facts?.["rows"]);
  if (code === "header-duplicate") return duplicates(names, facts?.["places"], column ?? "");
  if (code === "header-blank") return blankNames(names, column ?? "");
  if (code === "cell-unreadable") return unreadable(cells, names, problem);
  if (code === "rows-empty") return empty(cells);
  const found = row === undefined ? undefined : cells.row(row);
  const at = column === undefined ? -1 : names.findIndex(({ value }) => value === column);
  if (found !== undefined) return [span(found[at] === undefined ? found : [found[at]])];
  return [span(names[at] === undefined ? names : [names[at]])];
}

function span(cells: readonly CellPlace[]): DataPlace {
  const from = cells[0]?.from ?? 0;
  return { from, to: Math.max(from, cells.at(-1)?.to ?? from) };
}

const isRow = (one: unknown): one is { row: number; expected: number; found: number } =>
  typeof one === "object" && one !== null && "row" in one;

function ragged(cells: CellPlaces, rows: unknown): DataPlace[] {
  return (Array.isArray(rows) ? rows : [])
    .filter(isRow)
    .slice(0, MOST)
    .map(({ row, expected, found }) => ({
      ...span(cells.row(row) ?? []),
      text: `Row ${row} has ${found === 1 ? "1 cell" : `${found} cells`}, where there are ${expected} column names.`,
    }));
}

/** The first keeps its name; each of the others can get a number. */
function duplicates(names: readonly CellPlace[], places: unknown, name: string): DataPlace[] {
  const taken = new Set(names.map(({ value }) => value));
  return (Array.isArray(places) ? places : []).flatMap((place: unknown, at) => {
    const cell = names[Number(place) - 1];
    if (cell === undefined) return [];
    if (at === 0) return [span([cell])];
    let count = at + 1;
    while (taken.has(`${name}_${count}`)) count++;
    taken.add(`${name}_${count}`);
    return [{ ...span([cell]), mend: rename(cell, `${name}_${count}`) }];
  });
}

const rename = (cell: CellPlace, text: string) => ({
  title: `Name this column “${text}”`,
  from: cell.from,
  to: cell.to,
  text: /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
});

function blankNames(names: readonly CellPlace[], called: string): DataPlace[] {
  const number = Number(/(\d+)$/.exec(called)?.[1]);
  const blanks = names.filter(({ value }) => value.trim() === "");
  const cell = blanks.find((one) => names.indexOf(one) === number - 1) ?? blanks[0];
  return cell === undefined ? [] : [{ ...span([cell]), mend: rename(cell, called) }];
}

function unreadable(cells: CellPlaces, names: readonly CellPlace[], problem: Problem): DataPlace[] {
  const at = names.findIndex(({ value }) => value === problem.column);
  const values = problem.facts?.["values"];
  const wanted = new Set((Array.isArray(values) ? values : [problem.value]).map((value) => String(value).trim()));
  const found: DataPlace[] = [];
  const last = problem.row ?? 2;
  for (let row = Math.min(2, last); row <= cells.rows && found.length < MOST; row++) {
    const cell = cells.row(row)?.[at];
    if (cell === undefined || !wanted.has(shown(cell.value))) continue;
    const text = `“${shown(cell.value)}” in column “${problem.column}” is neither a number nor a known symbol (row ${row}).`;
    const number = plainNumber(cell.value);
    found.push({
      ...span([cell]),
      text,
      ...(number === null
        ? {}
        : { mend: { title: `Write it as ${number}`, from: cell.from, to: cell.to, text: number } }),
    });
  }
  return found;
}

/** Long values are told by their beginning. */
function shown(value: string): string {
  const text = value.trim();
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** A number that only its writing hides: spaces or commas between thousands, a sign of pounds. */
function plainNumber(value: string): string | null {
  const bare = value.trim().replace(/^£\s?/, "");
  const plain = /^-?\d{1,3}(?:[ ,\u00a0]\d{3})+(?:\.\d+)?$/.test(bare) ? bare.replace(/[ ,\u00a0]/g, "") : bare;
  return plain !== value && /^-?\d+(?:\.\d+)?$/.test(plain) ? plain : null;
}

function empty(cells: CellPlaces): DataPlace[] {
  const found: DataPlace[] = [];
  for (let row = 2; row <= cells.rows && found.length < MOST; row++) {
    const line = cells.row(row) ?? [];
    if (line.length === 0 || line.some(({ value }) => value.trim() !== "")) continue;
    const next = cells.row(row + 1)?.[0]?.from ?? line.at(-1)!.to;
    const mend = { title: "Remove the empty row", from: line[0]!.from, to: next, text: "" };
    found.push({ ...span(line), text: `Row ${row} has nothing in any cell.`, mend });
  }
  return found;
}
