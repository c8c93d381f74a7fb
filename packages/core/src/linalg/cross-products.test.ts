import { describe, expect, it } from "vitest";
import { choleskyCondition, cholesky, choleskyInverse, choleskySolve } from "./cholesky.ts";
import { crossProducts } from "./cross-products.ts";
import { condition, qr } from "./qr.ts";
import { scriptTile, simdTile } from "./tile.ts";

/** A fixed stream of numbers between -1 and 1. */
function numbers(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (state * 16807) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  });
}

describe("crossProducts", () => {
  it.each([1, 2, 2047, 2048, 2049, 5001])("gives the same bits by SIMD and by script, %i rows", (rows) => {
    const columns = [1, 2, 3, 4, 5].map((seed) => numbers(rows, seed).map((x) => x + seed));
    const shifts = [1, 2, 3, 0, 0];
    const weights = numbers(rows, 9).map((x) => x + 2);
    expect(simdTile(16)).not.toBeNull();
    const simd = crossProducts(columns, shifts, weights, (size) => simdTile(size)!);
    const script = crossProducts(columns, shifts, weights, scriptTile);
    expect(script).toEqual(simd);
    let expected = 0;
    for (let i = 0; i < rows; i++) expected += (columns[1]![i]! - 2) * weights[i]! * weights[i]! * columns[4]![i]!;
    expect(simd[4]![1]!).toBeCloseTo(expected, 9);
    expect(simd[1]![4]!).toBe(simd[4]![1]!);
  });
});

describe("cholesky", () => {
  const X = [1, 2, 3].map((seed) => numbers(40, seed));
  const A = crossProducts(X, [0, 0, 0]);

  it("solves and inverts", () => {
    const L = cholesky(A)!;
    const x = choleskySolve(L, [1, 2, 3]);
    const back = A.map((_, i) => A.reduce((sum, column, j) => sum + column[i]! * x[j]!, 0));
    [1, 2, 3].forEach((value, i) => expect(back[i]).toBeCloseTo(value, 12));
    const inverse = choleskyInverse(L);
    expect(inverse[1]![0]).toBe(inverse[0]![1]);
    expect(A.reduce((sum, column, j) => sum + column[0]! * inverse[0]![j]!, 0)).toBeCloseTo(1, 12);
  });

  it("refuses a matrix that is not positive definite, and knows the condition as QR does", () => {
    expect(cholesky([Float64Array.of(1, 1), Float64Array.of(1, 1)])).toBeNull();
    const ratio = choleskyCondition(cholesky(A)!) / condition(qr(X));
    expect(ratio).toBeGreaterThan(0.3);
    expect(ratio).toBeLessThan(3);
  });
});
