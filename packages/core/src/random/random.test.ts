import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { index, MersenneTwister, normal, permutation, sampleWithReplacement } from "./index.ts";

interface Case {
  seed: number;
  uniform: number[];
  replace152: number[];
  replace100000: number[];
  permutation10: number[];
  normal: number[];
  afterOnes: number[];
}
const { cases } = JSON.parse(readFileSync(new URL("../../fixtures/random/r-random.json", import.meta.url), "utf8")) as {
  cases: Case[];
};
const fromOne = (positions: Int32Array): number[] => Array.from(positions, (x) => x + 1);

describe.each(cases)("R's generators with seed $seed", (expected) => {
  const fresh = (): MersenneTwister => new MersenneTwister(expected.seed);

  it("uniform numbers, to the last bit", () => {
    const random = fresh();
    const drawn = Array.from({ length: 2000 }, () => random.uniform());
    expect([...drawn.slice(0, 5), drawn[699], drawn[1998], drawn[1999]]).toEqual(expected.uniform);
  });

  it("sampling by rejection", () => {
    expect(fromOne(sampleWithReplacement(fresh(), 152, 12))).toEqual(expected.replace152);
    expect(fromOne(sampleWithReplacement(fresh(), 100000, 4))).toEqual(expected.replace100000);
    expect(fromOne(permutation(fresh(), 10))).toEqual(expected.permutation10);
  });

  it("a draw from one uses a number up", () => {
    const random = fresh();
    for (let i = 0; i < 3; i++) expect(index(random, 1)).toBe(0);
    expect(random.uniform()).toBe(expected.afterOnes[0]);
  });

  it("normal numbers by inversion", () => {
    const random = fresh();
    // The quantile function is another implementation than R's: the last bits may differ.
    for (const value of expected.normal) expect(Math.abs(normal(random) - value)).toBeLessThan(1e-14);
  });
});
