/** Edits (insert, delete, replace, swap neighbours) that turn one word into another, letter case aside. */
function edits(a: string, b: string): number {
  const x = a.toLowerCase();
  const y = b.toLowerCase();
  let before = new Int32Array(y.length + 1);
  let last = Int32Array.from({ length: y.length + 1 }, (_, j) => j);
  for (let i = 1; i <= x.length; i++) {
    const row = new Int32Array(y.length + 1);
    row[0] = i;
    for (let j = 1; j <= y.length; j++) {
      const same = x[i - 1] === y[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row[j] = best;
    }
    before = last;
    last = row;
  }
  return last[y.length]!;
}

/** The candidate that `name` was probably meant to be, or null when none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    const count = edits(name, candidate);
    if (count < least) {
      least = count;
      best = candidate;
    }
  }
  return least <= Math.max(2, Math.floor(name.length / 3)) ? best : null;
}
