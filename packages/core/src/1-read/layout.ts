import { decodeWindows1252 } from "./decode.ts";

/** Where the table stands in a text file: lines of title above it, and how many rows its names take. */
export interface Layout {
  /** Lines before the first row of names. */
  skip: number;
  /** Rows of names, one under another. */
  headerRows: number;
  /** Texts of the lines above, as far as they are shown. */
  above: string[];
}

/** Records looked at: more title lines than this are not guessed. */
const RECORDS = 200;
const DEEPEST = 40;
const MOST_HEADER_ROWS = 3;
const NUMBER = /^[-+\u00a3$\u20ac(]*[\d.,\s]+%?\)?$/;
const YEAR = /^(?:1[89]|20|21)\d\d$/;

interface Line {
  cells: string[];
  filled: number;
  /** Lines of the file before this record. */
  before: number;
}

/**
 * Guesses the layout from the file's first bytes. Titles are lines with fewer cells than the table is wide (or as many, nearly
 * all blank, as a spreadsheet saves them) above the first full row of names; a file that begins with a full row has none.
 */
export function guessLayout(sample: Uint8Array, delimiter: string, whole: boolean): Layout {
  const lines = records(sample, delimiter.charCodeAt(0), whole);
  const plain = { skip: 0, headerRows: 1, above: [] };
  const width = usualWidth(lines);
  if (width < 2) return plain;
  const isNames = (line: Line): boolean =>
    line.cells.length === width && line.filled * 2 > width && !line.cells.some((cell) => isFigure(cell));
  const first = lines.findIndex((line) => line.filled > 0);
  const found = lines.slice(0, DEEPEST).findIndex(isNames);
  if (found < 0 || first < 0) return plain;
  const titles = lines.slice(0, found).filter((line) => line.filled > 0);
  const isTitle = (line: Line): boolean =>
    line.filled <= (width < 4 ? 1 : 2) || (line.cells.length === width && line.filled * 2 <= width);
  if (!titles.every(isTitle)) return plain;
  const { from, to } = namesAround(lines, found, width);
  const above = lines.slice(0, from).filter((line) => line.filled > 0);
  return {
    // Blank lines alone are no titles: the scanner passes over them and counts them.
    skip: above.length === 0 ? 0 : lines[from]!.before,
    headerRows: to - from + 1,
    above: above.map((line) => line.cells.filter((cell) => cell !== "").join(" ")),
  };
}

/** Rows of names belong together where one of them alone would name two columns alike. */
function namesAround(lines: readonly Line[], found: number, width: number): { from: number; to: number } {
  let from = found;
  let to = found;
  const texts = (): string[][] => lines.slice(from, to + 1).map((line) => line.cells);
  const fits = (line: Line | undefined): boolean =>
    line !== undefined && line.cells.length === width && !line.cells.some((cell) => isFigure(cell));
  const body = (at: number): boolean => lines[at]?.cells.some((cell) => isFigure(cell)) ?? false;
  // One blank name is a column without one; several, over a row of words, are names that stand above several columns.
  const isComplete = (): boolean => {
    const names = joinNames(texts());
    return isUnique(names) && names.filter((name) => name === "").length < 2;
  };
  while (to - from + 1 < MOST_HEADER_ROWS && !isComplete()) {
    const over = lines[from - 1];
    if (fits(over) && over!.filled >= 2 && !isUnique(joinNames(texts()))) from--;
    else if (fits(lines[to + 1]) && lines[to + 1]!.filled >= 2) to++;
    else break;
  }
  return isUnique(joinNames(texts())) && (from === to || body(to + 1)) ? { from, to } : { from: found, to: found };
}

function isUnique(names: readonly string[]): boolean {
  const filled = names.filter((name) => name !== "");
  return filled.length * 2 > names.length && new Set(filled).size === filled.length;
}

/**
 * One name a column from several rows of names: parts joined by a space. A name above several columns stands in the first
 * of them alone, so it goes on to the right while the cells above are blank, if something stands under it.
 */
export function joinNames(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const last = rows.length - 1;
  const filled = rows.map((row, at) => {
    let over = "";
    return Array.from({ length: width }, (_, column) => {
      const own = row[column] ?? "";
      if (at === last) return own;
      const under = rows.slice(at + 1).some((below) => (below[column] ?? "") !== "");
      if (own !== "") over = under ? own : "";
      return own === "" && under ? over : own;
    });
  });
  return Array.from({ length: width }, (_, column) => {
    const parts = filled.map((row) => row[column]!).filter((part) => part !== "");
    return parts.filter((part, at) => at === 0 || part !== parts[at - 1]).join(" ");
  });
}

/** A number that is not a year: years are names of columns too. */
function isFigure(cell: string): boolean {
  return cell !== "" && NUMBER.test(cell) && /\d/.test(cell) && !YEAR.test(cell);
}

/** How many cells most records with more than one have; 0 where fewer than half of them agree. */
function usualWidth(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  let wide = 0;
  for (const { cells } of lines) {
    if (cells.length < 2) continue;
    wide++;
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  let best = 0;
  for (const [width, count] of counts) if (count > (counts.get(best) ?? 0)) best = width;
  return (counts.get(best) ?? 0) * 2 > wide ? best : 0;
}

function records(sample: Uint8Array, delimiter: number, whole: boolean): Line[] {
  const lines: Line[] = [];
  let cells: string[] = [];
  let cell: number[] = [];
  let quoted = false;
  let start = true;
  let line = 0;
  let before = 0;
  const endCell = (): void => {
    const bytes = Uint8Array.from(cell);
    cells.push(decodeWindows1252(bytes, 0, bytes.length).trim());
    cell = [];
    start = true;
  };
  const endRecord = (): void => {
    endCell();
    lines.push({ cells, filled: cells.filter((text) => text !== "").length, before });
    cells = [];
    before = line;
  };
  for (let at = 0; at < sample.length && lines.length < RECORDS; at++) {
    const byte = sample[at]!;
    const lineEnd = byte === 10 || byte === 13;
    if (lineEnd && !(byte === 13 && sample[at + 1] === 10)) line++;
    if (quoted) {
      if (byte !== 34) cell.push(byte);
      else if (sample[at + 1] === 34) cell.push(sample[at++]!);
      else quoted = false;
    } else if (byte === 34 && start) {
      quoted = true;
      start = false;
    } else if (byte === delimiter) endCell();
    else if (byte === 13 && sample[at + 1] === 10) continue;
    else if (lineEnd) endRecord();
    else {
      cell.push(byte);
      if (byte !== 32) start = false;
    }
  }
  if (whole && lines.length < RECORDS && (cell.length > 0 || cells.length > 0)) endRecord();
  return lines;
}
