export interface CellPlace {
  /** The cell's text, without its quotes. */
  value: string;
  from: number;
  to: number;
}

export interface CellPlaces {
  rows: number;
  /** The cells of a row, counted as a spreadsheet counts: the names are row 1. */
  row(number: number): CellPlace[] | undefined;
}

/** Where the cells of a delimited text stand. Rows are found at once, their cells when asked for. */
export function findCells(text: string, delimiter: string | null): CellPlaces {
  const mark = delimiter ?? guessDelimiter(text);
  const starts = rowStarts(text, mark);
  return {
    rows: starts.length - 1,
    row(number) {
      const from = starts[number - 1];
      const next = starts[number];
      return from === undefined || next === undefined ? undefined : cellsOf(text, from, next, mark);
    },
  };
}

function guessDelimiter(text: string): string {
  const head = text.slice(0, /[\r\n]/.exec(text)?.index ?? text.length);
  const counts = [",", "\t", ";", "|"].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]!.mark;
}

/** A quote opens a cell only at its beginning. */
function rowStarts(text: string, mark: string): number[] {
  const starts = [0];
  let quoted = false;
  let fresh = true;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quoted) {
      if (char !== '"') continue;
      if (text[at + 1] === '"') at++;
      else quoted = false;
    } else if (char === '"' && fresh) {
      quoted = true;
      fresh = false;
    } else if (char === "\n" || char === "\r") {
      if (char === "\r" && text[at + 1] === "\n") at++;
      starts.push(at + 1);
      fresh = true;
    } else fresh = char === mark;
  }
  if (starts.at(-1)! < text.length) starts.push(text.length);
  return starts;
}

function cellsOf(text: string, from: number, next: number, mark: string): CellPlace[] {
  let end = next;
  if (text[end - 1] === "\n") end--;
  if (end > from && text[end - 1] === "\r") end--;
  const cells: CellPlace[] = [];
  let start = from;
  let quoted = false;
  for (let at = from; at <= end; at++) {
    const char = at === end ? mark : text[at]!;
    if (char === '"' && (quoted || at === start)) {
      if (quoted && text[at + 1] === '"') at++;
      else quoted = !quoted;
    } else if (char === mark && (!quoted || at === end)) {
      cells.push({ value: bare(text.slice(start, at)), from: start, to: at });
      start = at + 1;
    }
  }
  return cells;
}

function bare(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
