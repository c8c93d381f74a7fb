/** In which orders blocks may enter, and how often each step comes up among them. */
export interface Orders {
  blocks: number;
  /** By mask: may this set of blocks stand without the others? */
  allowed: boolean[];
  /** `weights[block][mask]`: share of all allowed orders in which the block comes right after exactly the blocks of mask. */
  weights: Float64Array[];
  /** Number of allowed orders. */
  count: number;
  restricted: boolean;
}

/**
 * Counts the orders in which every block comes after those it needs (a product after its parents), by adding up over the
 * sets of blocks that may stand alone: orders that end a set times orders that complete it. Without needs every order is
 * allowed and the weight is |S|!(p - |S| - 1)!/p!, the Shapley value's.
 *
 * @param needs `needs[block]`: mask of the blocks that must come before it.
 * @returns null when the needs go in a circle.
 * @see Owen & Prieur (2017), SIAM/ASA J. Uncertainty Quantification 5(1), on orders under precedence.
 */
export function countOrders(blocks: number, needs: readonly number[]): Orders | null {
  const masks = 1 << blocks;
  const allowed: boolean[] = [];
  const toReach = new Float64Array(masks);
  const toComplete = new Float64Array(masks);
  for (let mask = 0; mask < masks; mask++) {
    let fits = true;
    for (let j = 0; j < blocks && fits; j++) if (mask & (1 << j)) fits = (needs[j]! & ~mask) === 0;
    allowed.push(fits);
  }
  toReach[0] = 1;
  for (let mask = 1; mask < masks; mask++) {
    if (!allowed[mask]) continue;
    for (let j = 0; j < blocks; j++) if (mask & (1 << j)) toReach[mask]! += toReach[mask ^ (1 << j)]!;
  }
  toComplete[masks - 1] = 1;
  for (let mask = masks - 2; mask >= 0; mask--) {
    if (!allowed[mask]) continue;
    for (let j = 0; j < blocks; j++) if (!(mask & (1 << j))) toComplete[mask]! += toComplete[mask | (1 << j)]!;
  }
  const count = toComplete[0]!;
  if (count === 0) return null;
  const weights: Float64Array[] = [];
  for (let j = 0; j < blocks; j++) {
    const bit = 1 << j;
    const own = new Float64Array(masks);
    for (let mask = 0; mask < masks; mask++)
      if (!(mask & bit) && allowed[mask] && allowed[mask | bit])
        own[mask] = (toReach[mask]! * toComplete[mask | bit]!) / count;
    weights.push(own);
  }
  return { blocks, allowed, weights, count, restricted: needs.some((need) => need !== 0) };
}

/**
 * The average over all allowed orders as one sum over subsets: `coefficients[block][mask]` times R2, added up.
 */
export function averageCoefficients(orders: Orders): Float64Array[] {
  return orders.weights.map((weights, j) => {
    const bit = 1 << j;
    return weights.map((_, mask) => (mask & bit ? weights[mask ^ bit]! : -weights[mask]!));
  });
}
