import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnFrom, type NumberColumn } from "../columns/column.ts";
import { groupBy } from "../columns/group-by.ts";
import { joinRows } from "./join-rows.ts";
import { countPresent, mean, median, sum } from "./rollup.ts";

const cell = fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: null });
const number = fc.option(fc.constantFrom(0, 1, 2010, 2011, -3, 0.5, 1e9), { nil: null });
const rows = fc.array(fc.tuple(cell, number, fc.option(fc.integer({ min: -50, max: 50 }), { nil: null })), {
  minLength: 1,
  maxLength: 60,
});

describe("groups", () => {
  it("are those of a plain map, in order of appearance", () => {
    fc.assert(
      fc.property(rows, (rows) => {
        const groups = groupBy([columnFrom(rows.map((row) => row[0])), columnFrom(rows.map((row) => row[1]))]);
        const seen = new Map<string, number[]>();
        for (const [row, [a, b]] of rows.entries()) {
          const key = JSON.stringify([a, b]);
          seen.set(key, [...(seen.get(key) ?? []), row]);
        }
        expect(groups.count).toBe(seen.size);
        expect([...groups.first]).toEqual([...seen.values()].map((group) => group[0]));
        expect([...groups.sizes]).toEqual([...seen.values()].map((group) => group.length));
        for (const [index, group] of [...seen.values()].entries())
          for (const row of group) expect(groups.of[row]).toBe(index);

        const values = columnFrom(rows.map((row) => row[2])) as NumberColumn;
        const present = [...seen.values()].map((group) =>
          group
            .map((row) => rows[row]![2])
            .filter((value): value is number => value !== null)
            .sort((x, y) => x - y),
        );
        const total = (list: number[]): number => list.reduce((all, value) => all + value, 0);
        expect([...countPresent(groups, values)]).toEqual(present.map((list) => list.length));
        expect([...sum(groups, values)]).toEqual(present.map(total));
        expect([...mean(groups, values)]).toEqual(present.map((list) => total(list) / list.length));
        expect([...median(groups, values)]).toEqual(
          present.map((list) => {
            const middle = list.length >> 1;
            if (list.length === 0) return NaN;
            return list.length % 2 === 1 ? list[middle] : (list[middle - 1]! + list[middle]!) / 2;
          }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("are found among more combinations than a table can hold", () => {
    const size = 5000;
    const column = columnFrom(Array.from({ length: size }, (_, i) => i * 1.5));
    const other = columnFrom(Array.from({ length: size }, (_, i) => `t${(i * 7) % size}`));
    const groups = groupBy([column, other, column, other]);
    expect(groups.count).toBe(size);
    expect([...groups.of]).toEqual([...groups.of.keys()]);
  });
});

describe("joins", () => {
  it("find the row with the same key, and say what was not met", () => {
    const left = [columnFrom(["201", " 202", "203", null]), columnFrom([2010, 2010, 2010, 2010])];
    const right = [columnFrom([202, 201, 201, 999]), columnFrom(["2010", "2010", "2011", "2010"])];
    const joined = joinRows(left, right);
    expect([...joined.rows]).toEqual([1, 0, -1, -1]);
    expect([...joined.unmatchedRight]).toEqual([2, 3]);
    expect(joined.clashes).toEqual([]);
  });

  it("report rows that share a key", () => {
    const joined = joinRows([columnFrom(["a", "b"])], [columnFrom(["a", "c", "a", "a"])]);
    expect([...joined.rows]).toEqual([0, -1]);
    expect(joined.clashes).toEqual([
      [2, 0],
      [3, 0],
    ]);
    expect([...joined.unmatchedRight]).toEqual([1]);
    expect(() => joinRows([columnFrom(["a"])], [])).toThrow(/same number/);
  });
});
