/**
 * Each block's increment when the blocks are counted in `order`: R2(those before and it) - R2(those before).
 *
 * @param subsets R2 by bitmask: bit j is block j in study order; null where a subset is not allowed.
 * @param order Block positions, the first counted first; the whole list or its beginning.
 * @returns Increments in the order counted (`shares[i]` belongs to block `order[i]`), or null where the order passes through
 *   a subset that is not allowed. A position that is no block, or that comes twice, throws.
 */
export function orderShares(subsets: readonly (number | null)[], order: readonly number[]): number[] | null {
  const shares: number[] = [];
  let mask = 0;
  let before: number | null = subsets[0] ?? 0;
  for (const block of order) {
    const next: number = mask | (1 << block);
    if (!Number.isInteger(block) || block < 0 || block > 30 || next === mask || next >= subsets.length)
      throw new RangeError(`not an order of the blocks: ${order.join(", ")}`);
    mask = next;
    const after: number | null = subsets[mask] ?? null;
    if (after === null || before === null) return null;
    shares.push(after - before);
    before = after;
  }
  return shares;
}
