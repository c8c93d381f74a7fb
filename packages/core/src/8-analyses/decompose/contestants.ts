import type { DecomposeValue } from "./value.ts";

/**
 * The groups between which the contested part lies: those that gain most from the order, until four fifths of the gains are
 * named. `mostly`: others gain a little too.
 */
export function contestants(value: DecomposeValue): { blocks: string[]; mostly: boolean } {
  const gains = value.shares.map((row, j) => ({ j, gain: Math.max(0, row.shapley - row.last) }));
  const total = gains.reduce((sum, each) => sum + each.gain, 0);
  const named: typeof gains = [];
  let sum = 0;
  for (const each of [...gains].sort((a, b) => b.gain - a.gain || a.j - b.j)) {
    if (named.length >= 2 && sum >= 0.8 * total) break;
    named.push(each);
    sum += each.gain;
  }
  const blocks = named.sort((a, b) => a.j - b.j).map(({ j }) => value.shares[j]!.block);
  return { blocks, mostly: sum < 0.995 * total };
}
