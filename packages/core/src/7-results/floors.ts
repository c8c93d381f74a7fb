import type { Orders } from "./orders.ts";
import type { Subsets } from "./shares.ts";

/** What independent yearly noise alone would give a block in each column of the table. */
export interface Floor {
  alone: number | null;
  last: number;
  shapley: number;
}

/**
 * Floors of each block's shares: columns of noise that add q to the rank after the set P are expected to add
 *
 *   (1 - R2(P)) * q / (N - 1 - rank P)
 *
 * when what is left over is independent from row to row. The floor of the average over orders is the same average of these.
 *
 * @param nobs rows in use.
 * @see Wherry (1931), Annals of Mathematical Statistics 2(4), on the expected R2 of noise.
 */
export function floors(subsets: Subsets, orders: Orders, nobs: number): Floor[] {
  const after = (mask: number, block: number): number => {
    const q = subsets.rank[mask | (1 << block)]! - subsets.rank[mask]!;
    return q === 0 ? 0 : ((1 - subsets.rSquared[mask]!) * q) / (nobs - 1 - subsets.rank[mask]!);
  };
  return orders.weights.map((weights, j) => {
    let shapley = 0;
    let before = 0;
    for (let mask = 0; mask < weights.length; mask++) {
      if (weights[mask] === 0) continue;
      shapley += weights[mask]! * after(mask, j);
      before |= mask;
    }
    return { alone: orders.allowed[1 << j] ? after(0, j) : null, last: after(before, j), shapley };
  });
}
