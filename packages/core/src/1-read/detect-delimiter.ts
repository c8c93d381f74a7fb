const CANDIDATES = [",", ";", "\t", "|"] as const;
const RECORDS = 100;

/**
 * The delimiter under which most of the first records have as many cells as the first one, and it more than one; among
 * equals the one that makes more cells. A file of one column has a comma.
 */
export function detectDelimiter(sample: Uint8Array, whole: boolean, skip = 0): string {
  const body = sample.subarray(afterLines(sample, skip));
  let best = ",";
  let bestScore = 0;
  for (const delimiter of CANDIDATES) {
    const counts = countCells(body, delimiter.charCodeAt(0), whole);
    const first = counts[0] ?? 1;
    if (first < 2) continue;
    const alike = counts.filter((count) => count === first).length / counts.length;
    const score = alike * 1000 + first;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return bestScore >= 500 ? best : (belowTitles(body, whole) ?? best);
}

/** Where the first record is no measure, being a title: the delimiter under which most records have as many cells. */
function belowTitles(body: Uint8Array, whole: boolean): string | null {
  let best: string | null = null;
  let bestScore = 0;
  for (const delimiter of CANDIDATES) {
    const counts = countCells(body, delimiter.charCodeAt(0), whole).filter((count) => count > 1);
    const alike = new Map<number, number>();
    for (const count of counts) alike.set(count, (alike.get(count) ?? 0) + 1);
    for (const [cells, times] of alike) {
      const score = times * 2 > counts.length && times > 1 ? times * cells : 0;
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
  }
  return best;
}

/** Cells of each of the first records; a record that the sample cuts off is left out unless it is the only one. */
function countCells(sample: Uint8Array, delimiter: number, whole: boolean): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let empty = true;
  let start = true;
  for (let at = 0; at < sample.length && counts.length < RECORDS; at++) {
    const byte = sample[at]!;
    if (quoted) {
      if (byte === 34) quoted = false;
    } else if (byte === 34 && (start || sample[at - 1] === 34)) {
      quoted = true;
      empty = false;
      start = false;
    } else if (byte === delimiter) {
      cells++;
      empty = false;
      start = true;
    } else if (byte === 10 || byte === 13) {
      if (!empty) counts.push(cells);
      cells = 1;
      empty = true;
      start = true;
    } else if (byte !== 32) {
      empty = false;
      start = false;
    }
  }
  if (!empty && (whole || counts.length === 0) && counts.length < RECORDS) counts.push(cells);
  return counts;
}

export function afterLines(sample: Uint8Array, lines: number): number {
  let at = 0;
  for (let line = 0; line < lines && at < sample.length; line++) {
    while (at < sample.length && sample[at] !== 10 && sample[at] !== 13) at++;
    at += sample[at] === 13 && sample[at + 1] === 10 ? 2 : 1;
  }
  return at;
}
