import { increment, type Subsets } from "./shares.ts";

/**
 * Owen values: shares of R2 when blocks belong to unions that enter together. The average runs over the orders in which the blocks of
 * a union stand side by side: first over orders of the unions, then of the blocks inside each.
 *
 *   phi_j = sum over sets H of other unions, and S of the other blocks in j's union A, of
 *           |H|! (m - |H| - 1)! / m! * |S|! (a - |S| - 1)! / a! * [R2(H u S u j) - R2(H u S)]
 *
 * m unions, a blocks in A. They add up to R2, and those of a union to its own Shapley value as one block: splitting a theme into
 * many groups does not earn it more. With one union, or each block its own, they are the Shapley values.
 *
 * @param unionOf number of each block's union, from 0.
 * @throws RangeError when there is no union number for each block.
 * R: `relaimpo` has none; `domir::domir(.set = )` and plain R give the same.
 * @see Owen (1977), in Mathematical Economics and Game Theory; Lopez & Saboya (2009), Central European Journal of Operations Research 17.
 */
export function owenValues(subsets: Subsets, unionOf: readonly number[]): number[] {
  const blocks = unionOf.length;
  if (subsets.rSquared.length !== 1 << blocks) throw new RangeError("owenValues: a union is needed for each block");
  const members = [...new Set(unionOf)].map((union) => {
    const own = unionOf.flatMap((each, j) => (each === union ? [j] : []));
    return { union, own, mask: own.reduce((mask, j) => mask | (1 << j), 0) };
  });
  const outer = shapleyWeights(members.length);
  return unionOf.map((union, j) => {
    const others = members.filter((each) => each.union !== union).map(({ mask }) => mask);
    const mates = members.find((each) => each.union === union)!.own.filter((block) => block !== j);
    const inner = shapleyWeights(mates.length + 1);
    const single = mates.map((block) => 1 << block);
    let sum = 0;
    for (let h = 0; h < 1 << others.length; h++) {
      const before = joined(others, h);
      for (let s = 0; s < 1 << single.length; s++) {
        const inside = joined(single, s);
        sum += outer[before.size]! * inner[inside.size]! * increment(subsets, before.mask | inside.mask, j);
      }
    }
    return sum;
  });
}

/** |S|! (n - |S| - 1)! / n! by |S|. */
function shapleyWeights(n: number): number[] {
  const weights = [1 / n];
  for (let size = 1; size < n; size++) weights.push((weights[size - 1]! * size) / (n - size));
  return weights;
}

/** The masks that the bits of `which` choose, together, and how many they are. */
function joined(masks: readonly number[], which: number): { mask: number; size: number } {
  let [mask, size] = [0, 0];
  masks.forEach((each, k) => {
    if (!((which >> k) & 1)) return;
    mask |= each;
    size++;
  });
  return { mask, size };
}
