/** Ranks from 1, ties sharing their mean, and how many share each place. R: `rank(x)`, `table(x)`. */
export function ranks(values: ArrayLike<number>): { ranks: Float64Array; ties: number[] } {
  const n = values.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(n);
  const ties: number[] = [];
  for (let at = 0; at < n;) {
    let end = at + 1;
    while (end < n && values[order[end]!] === values[order[at]!]) end++;
    for (let k = at; k < end; k++) out[order[k]!] = (at + 1 + end) / 2;
    ties.push(end - at);
    at = end;
  }
  return { ranks: out, ties };
}

/** Sum over ties of t (t^2 - 1): what ties take from rank statistics. */
export function tieCubes(ties: readonly number[]): number {
  return ties.reduce((sum, t) => sum + t * (t * t - 1), 0);
}
