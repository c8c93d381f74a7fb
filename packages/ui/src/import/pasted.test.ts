import type { Recognised } from "@whyvary/core";
import { expect, test } from "vitest";
import { nameFrom } from "./name-from.ts";
import { cellsIn, isPasted, pastedFile, pastedName } from "./pasted.ts";

test("a paste takes a name that is free, and is known as pasted", () => {
  expect(pastedName([])).toBe("Pasted cells.csv");
  expect(pastedName(["Pasted cells.csv", "Pasted cells 2.csv"])).toBe("Pasted cells 3.csv");
  expect(pastedFile("our latest", "a\tb\n1\t2").name).toBe("our latest.csv");
  expect(isPasted(pastedFile("x.csv", "a"))).toBe(true);
});

test("what is a table and what is not", () => {
  expect(cellsIn("a\tb\r\n1\t2\r\n3\t4\r\n")).toEqual({ rows: 2, columns: 2 });
  expect(cellsIn("a,b\n1,2")).toEqual({ rows: 1, columns: 2 });
  expect([cellsIn(""), cellsIn("one line\twith tabs")]).toEqual([null, null]);
});

test("a table is named after the rows that were chosen of its file", () => {
  const file = { file: "s251_table.csv", guess: { where: {}, open: [{ column: "line", values: [] }] } };
  const of = (line: string | string[]): string =>
    nameFrom(file as unknown as Recognised, { file: "", where: { line } });
  expect(of(["26 Total Family Support Services", "3.4.6 Total Family Support Services"])).toBe(
    "total_family_support_services",
  );
  expect(of(["A", "B"])).toBe("s251_table");
});
