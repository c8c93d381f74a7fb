/** Pairs that x and y put in opposite orders, and pairs tied in both, by a merge sort (Knight 1966, JASA 61). */
export function countDiscordant(x: Float64Array, y: Float64Array): { discordant: number; tiesBoth: number } {
  const n = x.length;
  const order = Int32Array.from(x, (_, i) => i).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  let tiesBoth = 0;
  for (let at = 0; at < n;) {
    let end = at + 1;
    while (end < n && x[order[end]!] === x[order[at]!] && y[order[end]!] === y[order[at]!]) end++;
    tiesBoth += ((end - at) * (end - at - 1)) / 2;
    at = end;
  }
  let from = Float64Array.from(order, (i) => y[i]!);
  let to = new Float64Array(n);
  let discordant = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let [left, right] = [start, middle];
      for (let k = start; k < end; k++) {
        // Only what is truly smaller jumps ahead: rows tied in y (or in x, sorted by y) are no inversions.
        if (right < end && (left >= middle || from[right]! < from[left]!)) {
          discordant += middle - left;
          to[k] = from[right++]!;
        } else to[k] = from[left++]!;
      }
    }
    [from, to] = [to, from];
  }
  return { discordant, tiesBoth };
}
