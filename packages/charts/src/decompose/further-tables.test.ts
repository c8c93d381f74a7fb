import { expect, test } from "vitest";
import { fourGroups } from "../../test/fixtures/shares.ts";
import { decompose } from "./index.ts";

test("tables beside the shares stand only where they were asked for, each figure behind its text", () => {
  const value = fourGroups();
  const plain = decompose.details!(value).map(({ caption }) => caption);
  const [first, second] = value.shares.map(({ block }) => block);
  const more = {
    owen: { blocks: { [first!]: 0.4, [second!]: 0.1 }, unions: { Both: 0.5 } },
    commonality: [0, 0.3, 0.1, -0.05],
    sequential: { [first!]: 0.6 },
    standardised: {
      columns: [{ column: "idaci", block: second!, beta: -0.5, betaSquared: 0.25, pratt: 0.123456 }],
      blocks: { [second!]: 0.123456 },
    },
  };
  const tables = decompose.details!({ ...value, ...more }).slice(plain.length);
  expect(tables.map(({ caption }) => caption.split(":")[0])).toEqual([
    "Shares by union",
    "What each group adds in the order given",
    "Joint parts",
    "Standardised coefficients, from the one model of all groups",
    "Pratt's shares by group",
  ]);
  const rows = tables.map(({ table }) => table.rows.map((row) => row.map(({ text }) => text)));
  expect(rows[0]).toContainEqual(["Both (union)", "50.0%"]);
  expect(rows[2]).toEqual([
    [first, "30.0%"],
    [second, "10.0%"],
    [`${first} and ${second}`, "\u22125.0%"],
  ]);
  expect(rows[3]).toEqual([["idaci", expect.stringMatching(/0\.5/), "25.0%", "12.3%"]]);
  expect(tables[3]!.table.rows[0]![3]!.value).toBe(0.123456);
});
