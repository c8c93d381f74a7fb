import { expect, test } from "vitest";
import { fourGroups } from "../../test/fixtures/shares.ts";
import { orderShares } from "./order-shares.ts";

const { subsets, shares, rSquared } = fourGroups();

test("first it is what it is alone, last what it adds to all others", () => {
  expect(orderShares(subsets, [0, 1, 2, 3])![0]).toBe(shares[0]!.alone);
  for (const j of [0, 1, 2, 3]) {
    const others = [0, 1, 2, 3].filter((each) => each !== j);
    expect(orderShares(subsets, [...others, j])!.at(-1)).toBeCloseTo(shares[j]!.last, 11);
  }
});

test("increments come in the order counted and add up to R2", () => {
  const counted = orderShares(subsets, [3, 1, 2, 0])!;
  expect(counted.map((share) => share.toFixed(4))).toEqual(["0.0024", "0.2866", "0.0338", "0.4489"]);
  expect(counted.reduce((sum, share) => sum + share, 0)).toBeCloseTo(rSquared, 12);
});

test("averaged over all orders they are the Shapley shares", () => {
  const sums = [0, 0, 0, 0];
  const all = permutations([0, 1, 2, 3]);
  for (const order of all) orderShares(subsets, order)!.forEach((share, i) => (sums[order[i]!]! += share / all.length));
  expect(all).toHaveLength(24);
  shares.forEach((row, j) => expect(sums[j]).toBeCloseTo(row.shapley, 6));
});

test("an order through a subset that is not allowed has no shares", () => {
  expect(orderShares([0, 0.1, null, 0.3], [0, 1])).toEqual([0.1, 0.3 - 0.1]);
  expect(orderShares([0, 0.1, null, 0.3], [1, 0])).toBeNull();
});

test("what is not an order throws", () => {
  for (const order of [[0, 0], [4], [-1], [0.5], [32]]) expect(() => orderShares(subsets, order)).toThrow(RangeError);
});

function permutations(items: number[]): number[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item) => permutations(items.filter((each) => each !== item)).map((rest) => [item, ...rest]));
}
