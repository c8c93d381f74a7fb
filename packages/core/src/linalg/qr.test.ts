import { describe, expect, it } from "vitest";
import { condition, crossProductInverse, qr, qty, qy, solveR, solveRt } from "./qr.ts";

const one = Float64Array.of(1, 1, 1, 1, 1);
const x = Float64Array.of(1, 2, 3, 4, 6);
const z = Float64Array.of(1, -1, 2, 0, 5);

describe("qr", () => {
  it("solves an exact system", () => {
    const q = qr([one, x, z]);
    const y = one.map((_, i) => 3 - 2 * x[i]! + 0.5 * z[i]!);
    const beta = solveR(q, qty(q, y));
    [3, -2, 0.5].forEach((value, k) => expect(beta[k]).toBeCloseTo(value, 13));
    const back = qy(q, qty(q, y));
    y.forEach((value, i) => expect(back[i]).toBeCloseTo(value, 13));
  });

  it("moves a dependent column to the end and keeps the others in order", () => {
    const q = qr([one, x, x.map((value) => 2 * value + 7), z]);
    expect(q.rank).toBe(3);
    expect([...q.pivot]).toEqual([0, 1, 3, 2]);
    const combination = solveR({ ...q, rank: 2 }, q.dependent[0]!);
    expect(combination[0]).toBeCloseTo(7, 12);
    expect(combination[1]).toBeCloseTo(2, 12);
  });

  it("keeps a column that is nearly but truly not dependent", () => {
    const near = x.map((value, i) => value + (i === 2 ? 1e-8 : 0));
    expect(qr([one, x, near]).rank).toBe(3);
    expect(qr([one, x, near], { tolerance: 1e-7 }).rank).toBe(2);
  });

  it("has rank no larger than the rows, and none for zero columns", () => {
    const short = [one, x, z].map((column) => column.slice(0, 2));
    expect(qr(short).rank).toBe(2);
    expect(qr([new Float64Array(5)]).rank).toBe(0);
    expect(qr([]).rank).toBe(0);
  });

  it("inverts the cross-product", () => {
    const q = qr([one, x]);
    const inverse = crossProductInverse(q);
    // X'X = [5 16; 16 66], determinant 74.
    expect(inverse[0]![0]).toBeCloseTo(66 / 74, 14);
    expect(inverse[0]![1]).toBeCloseTo(-16 / 74, 14);
    expect(inverse[1]![1]).toBeCloseTo(5 / 74, 14);
    const t = solveRt(q, [1, 2]);
    expect(q.r[1]![0]! * t[0]! + q.r[1]![1]! * t[1]!).toBeCloseTo(2, 14);
  });

  it("tells how near the columns are to being dependent, whatever their units", () => {
    const orthogonal = [Float64Array.of(1, 1, 0), Float64Array.of(1e6, -1e6, 0)];
    expect(condition(qr(orthogonal))).toBeCloseTo(1, 12);
    expect(condition(qr([one, one.map((value, i) => value + 1e-8 * i)]))).toBeGreaterThan(1e7);
  });
});
