import { describe, expect, it } from "vitest";
import { qr, qty, qy } from "../linalg/qr.ts";
import { absorption, factorOf } from "./absorb.ts";

/** A fixed stream of numbers between 0 and 1. */
function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function dummies(codes: Int32Array, levels: number): Float64Array[] {
  return Array.from({ length: levels }, (_, level) => Float64Array.from(codes, (code) => (code === level ? 1 : 0)));
}

/** What is left of a column by QR on all the dummies, and the leverages, with weights. */
function byQr(columns: Float64Array[], y: Float64Array, root: Float64Array) {
  const scaled = columns.map((column) => column.map((value, i) => value * root[i]!));
  const q = qr(scaled);
  const left = qty(
    q,
    y.map((value, i) => value * root[i]!),
  );
  left.fill(0, 0, q.rank);
  const h = y.map((_, i) => {
    const unit = new Float64Array(y.length);
    unit[i] = 1;
    return qty(q, unit)
      .slice(0, q.rank)
      .reduce((sum, value) => sum + value * value, 0);
  });
  return { rank: q.rank, residual: qy(q, left).map((value, i) => value / root[i]!), h };
}

describe("absorption", () => {
  const random = stream(7);
  const n = 120;
  const y = Float64Array.from({ length: n }, random);
  const weights = Float64Array.from({ length: n }, () => 0.5 + random());
  const area = factorOf(
    "area",
    Array.from({ length: n }, () => Math.floor(random() * 17)),
  );
  const time = factorOf(
    "time",
    Array.from({ length: n }, () => Math.floor(random() * 6)),
  );
  // Two halves that share neither areas nor times: one more rank is lost.
  const apart = factorOf(
    "apart",
    Array.from(area.codes, (code) => (code % 2) * 3 + Math.floor(random() * 3)),
  );

  it.each([
    ["one factor", [area], null],
    ["one factor, weighted", [area], weights],
    ["two factors, unbalanced", [area, time], null],
    ["two factors, weighted, the larger second", [time, area], weights],
    ["two factors in parts that are not connected", [area, apart], weights],
  ] as const)("%s, as with every dummy written out", (_, factors, w) => {
    const root = w === null ? new Float64Array(n).fill(1) : w.map(Math.sqrt);
    const expected = byQr(
      factors.flatMap((factor) => dummies(factor.codes, factor.levels)),
      y,
      root,
    );
    const found = absorption(factors, w);
    expect(found.rank).toBe(expected.rank);
    const residual = found.residualise(y);
    const leverage = found.leverage();
    for (let i = 0; i < n; i++) {
      expect(Math.abs(residual[i]! - expected.residual[i]!)).toBeLessThan(1e-13);
      expect(Math.abs(leverage[i]! - expected.h[i]!)).toBeLessThan(1e-13);
    }
  });

  it("leaves nothing of a column that is fixed within the groups", () => {
    const fixed = Float64Array.from(area.codes, (code) => 1e6 + code * 3.7);
    const left = absorption([area, time], null).residualise(fixed);
    expect(Math.max(...left.map(Math.abs))).toBeLessThan(1e-8);
  });
});
