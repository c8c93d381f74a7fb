import { describe, expect, it } from "vitest";
import { columnFrom } from "../columns/column.ts";
import { filterRows, type Where } from "./filter-rows.ts";
import { columnOf, makeTable } from "./table.ts";

const table = makeTable([
  ["level", columnFrom(["LA", "LA", "National", null, " LA "])],
  ["year", columnFrom([2010, 2011, 2012, 2013, null])],
  ["code", columnFrom(["201", "0201", "202", "301", "1e2"])],
  ["__proto__", columnFrom(["a", "b", "a", "b", "a"])],
]);

describe("where", () => {
  it.each<[Where, number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ level: "LA" }, [0, 1, 4]],
    [{ level: " LA" }, [0, 1, 4]],
    [{ level: ["LA", "National"] }, [0, 1, 2, 4]],
    [{ level: { not: ["LA"] } }, [2, 3]],
    [{ level: { not: "LA" } }, [2, 3]],
    [{ level: "" }, [3]],
    [{ level: { not: [""] } }, [0, 1, 2, 4]],
    [{ year: 2010 }, [0]],
    [{ year: "2010" }, [0]],
    [{ year: { from: 2011 } }, [1, 2, 3]],
    [{ year: { from: 2011, to: 2012 } }, [1, 2]],
    [{ year: { to: 2010 } }, [0]],
    [{ code: 201 }, [0]],
    [{ code: { from: 202 } }, [2, 3]],
    [{ level: "LA", year: { from: 2011 } }, [1]],
    [{ ["__proto__"]: "b" }, [1, 3]],
  ])("%j keeps rows %j", (where, rows) => {
    const kept = filterRows(table, where);
    expect(kept.problems).toEqual([]);
    expect([...kept.rows]).toEqual(rows);
    expect(kept.removed).toBe(5 - rows.length);
    expect(kept.table.numRows()).toBe(rows.length);
    expect(rows.map((_, row) => columnOf(kept.table, "code")!.at(row))).toEqual(
      rows.map((row) => columnOf(table, "code")!.at(row)),
    );
  });

  it("names the nearest column", () => {
    const { problems } = filterRows(table, { levle: "LA" }, "a.csv");
    expect(problems).toMatchObject([
      {
        code: "where-column-unknown",
        column: "levle",
        file: "a.csv",
        path: ["where", "levle"],
        facts: { nearest: "level" },
      },
    ]);
    expect(filterRows(table, { constructor: "LA" } as Where).problems).toMatchObject([
      { code: "where-column-unknown" },
    ]);
  });

  it("lists the values when nothing is left", () => {
    const { problems, removed } = filterRows(table, { year: { from: 2012 }, level: "Local authority" });
    expect(removed).toBe(5);
    expect(problems).toMatchObject([{ code: "where-no-rows", column: "level", facts: { values: ["National"] } }]);
  });

  it("does not look for numbers among words", () => {
    expect(filterRows(table, { level: { from: 1 } }).problems).toMatchObject([
      { code: "where-not-number", column: "level" },
    ]);
  });
});
