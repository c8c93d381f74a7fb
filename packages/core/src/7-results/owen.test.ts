import { array, assert, double, integer, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { blockModel } from "../../test/block-model.ts";
import { referenceData, relativeGap } from "../../test/reference.ts";
import { fitSubsets } from "../6-estimators/subset-fits.ts";
import { commonality } from "./commonality.ts";
import { countOrders } from "./orders.ts";
import { owenValues } from "./owen.ts";
import { sequentialShares, shares, type Subsets } from "./shares.ts";

const BLOCKS = {
  imd: ["imd"],
  idaci: ["idaci"],
  vacancy: ["vacancy_rate"],
  agency: ["agency_rate"],
  spend: ["spend_per_child"],
};
const fits = fitSubsets(blockModel(referenceData("la_panel.csv"), "cpp_rate", BLOCKS));
const shapley = (subsets: Subsets, blocks: number): number[] =>
  shares(subsets, countOrders(blocks, new Array<number>(blocks).fill(0))!).map((row) => row.shapley);

/** Every order of the blocks, one after the other. */
function* orders(left: number[]): Generator<number[]> {
  if (left.length === 0) yield [];
  for (const first of left) for (const rest of orders(left.filter((j) => j !== first))) yield [first, ...rest];
}

/** The definition itself: the mean over the orders that keep unions together. */
function byOrders(subsets: Subsets, unionOf: readonly number[]): number[] {
  const sums = unionOf.map(() => 0);
  let count = 0;
  for (const order of orders(unionOf.map((_, j) => j))) {
    const runs = order.filter((j, k) => k === 0 || unionOf[j] !== unionOf[order[k - 1]!]).length;
    if (runs !== new Set(unionOf).size) continue;
    count++;
    sequentialShares(subsets, order).forEach((step, k) => (sums[order[k]!]! += step));
  }
  return sums.map((sum) => sum / count);
}

const game = tuple(
  array(double({ min: -1, max: 1, noNaN: true }), { minLength: 16, maxLength: 16 }),
  array(integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
);
const subsetsOf = (values: number[]): Subsets => ({
  rSquared: Float64Array.from(values, (value, mask) => (mask === 0 ? 0 : value)),
  rank: Int32Array.from(values, (_, mask) => mask),
});

describe("Owen values", () => {
  it("are the mean over the orders that keep unions together", () => {
    for (const unionOf of [
      [0, 0, 1, 1, 2],
      [2, 0, 2, 0, 2],
      [0, 1, 1, 1, 1],
    ])
      expect(relativeGap(owenValues(fits, unionOf), byOrders(fits, unionOf))).toBeLessThan(1e-12);
  });

  it("are Shapley's with one union, or one for each block", () => {
    for (const unionOf of [
      [0, 0, 0, 0, 0],
      [4, 1, 0, 2, 3],
    ])
      expect(relativeGap(owenValues(fits, unionOf), shapley(fits, 5))).toBeLessThan(1e-12);
  });

  it("add up to the whole, a union's to its own value as one block, for any game", () => {
    assert(
      property(game, ([values, unionOf]) => {
        const subsets = subsetsOf(values);
        const owen = owenValues(subsets, unionOf);
        expect(owen.reduce((sum, value) => sum + value, 0)).toBeCloseTo(subsets.rSquared[15]!, 12);
        const unions = [...new Set(unionOf)];
        const mask = (which: number): number =>
          unionOf.reduce((all, union, j) => ((which >> unions.indexOf(union)) & 1 ? all | (1 << j) : all), 0);
        const coarse = Array.from({ length: 1 << unions.length }, (_, which) => subsets.rSquared[mask(which)]!);
        shapley(subsetsOf(coarse), unions.length).forEach((value, u) => {
          const own = owen.filter((_, j) => unionOf[j] === unions[u]);
          expect(own.reduce((sum, each) => sum + each, 0)).toBeCloseTo(value, 12);
        });
      }),
    );
  });

  it("refuses a list of another length", () => expect(() => owenValues(fits, [0, 1])).toThrow(RangeError));
});

it("commonality and sequential shares add up to R2 for any game", () => {
  assert(
    property(game, ([values]) => {
      const subsets = subsetsOf(values);
      const total = (parts: ArrayLike<number>): number => Array.from(parts).reduce((sum, part) => sum + part, 0);
      expect(total(commonality(subsets.rSquared))).toBeCloseTo(subsets.rSquared[15]!, 11);
      expect(total(sequentialShares(subsets, [2, 0, 3, 1]))).toBeCloseTo(subsets.rSquared[15]!, 12);
    }),
  );
});
