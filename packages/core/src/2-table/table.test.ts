import { table as arqueroTable } from "arquero";
import { describe, expect, it } from "vitest";
import { columnFrom, numberColumn, reasonAt } from "../columns/column.ts";
import { reasonCode } from "../columns/reasons.ts";
import { columnNames, columnOf, columnsOf, fromArrays, makeTable, takeTable } from "./table.ts";

describe("tables", () => {
  it("hold our columns under any name", () => {
    const column = columnFrom([1, 2]);
    const names = ["__proto__", "constructor", "toString", "a b"];
    const made = makeTable(names.map((name) => [name, column] as const));
    expect(columnNames(made)).toEqual(names);
    for (const name of names) expect(columnOf(made, name)).toBe(column);
    expect(columnOf(made, "hasOwnProperty")).toBe(null);
    expect(made.numRows()).toBe(2);
    expect(() =>
      makeTable([
        ["a", column],
        ["b", columnFrom([1])],
      ]),
    ).toThrow(/another length/);
  });

  it("keep reasons when rows are taken", () => {
    const reasons = Uint8Array.from([0, reasonCode("suppressed"), 0]);
    const made = makeTable([["n", numberColumn(Float64Array.from([1, NaN, 3]), reasons)]]);
    const column = columnOf(takeTable(made, Int32Array.from([2, 1, -1])), "n")!;
    expect([column.at(0), reasonAt(column, 1), reasonAt(column, 2)]).toEqual([3, "suppressed", "no match"]);
  });

  it("take rows when they are asked for, and then once", () => {
    const made = makeTable([
      ["n", columnFrom([1, null, 3])],
      ["b", columnFrom(["x", "y", null])],
    ]);
    const taken = takeTable(made, Int32Array.from([2, 0, -1, 1]));
    for (const [name, cells] of [
      ["n", [3, 1, null, null]],
      ["b", [null, "x", null, "y"]],
    ] as const) {
      const column = columnOf(taken, name)!;
      // Before and after the whole column is made.
      expect(Array.from({ length: 4 }, (_, row) => column.at(row))).toEqual(cells);
      expect([0, 1, 2, 3].map((row) => reasonAt(column, row))).toEqual(
        cells.map((cell, row) => (cell !== null ? "present" : row === 2 ? "no match" : "blank")),
      );
      expect(Array.from({ length: 4 }, (_, row) => column.at(row))).toEqual(cells);
      expect(column.kind === "number" ? column.values === column.values : column.codes === column.codes).toBe(true);
    }
  });

  it("work under arquero's own selection and renaming", () => {
    const made = makeTable([
      ["a", columnFrom([1, null])],
      ["b", columnFrom(["x", "y"])],
    ])
      .select("b", "a")
      .rename({ a: "n" });
    expect(columnNames(made)).toEqual(["b", "n"]);
    expect(reasonAt(columnOf(made, "n")!, 1)).toBe("blank");
  });

  it("are made from arrays, typed arrays and arquero tables", () => {
    const made = fromArrays({
      a: [1, null, 3],
      b: ["x", "", undefined],
      c: Float32Array.from([1.5, 2, 3]),
      d: [true, false, 1n],
    });
    expect([...columnsOf(made)].map(([name, column]) => [name, column.kind])).toEqual([
      ["a", "number"],
      ["b", "text"],
      ["c", "number"],
      ["d", "number"],
    ]);
    expect(columnOf(made, "d")!.at(2)).toBe(1);
    const sorted = arqueroTable({ x: [3, 1, 2], y: ["c", "a", "b"] })
      .orderby("x")
      .reify();
    expect(columnOf(fromArrays(sorted), "y")!.at(0)).toBe("a");
    expect(() => fromArrays({ a: [new Date(0)] as never })).toThrow(TypeError);
  });
});
