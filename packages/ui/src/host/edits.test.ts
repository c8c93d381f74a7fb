import { expect, test } from "vitest";
import { applyEdits } from "./edits.ts";

const study = { tables: { a: { file: "a.csv" } }, analyses: [{ id: "x", blocks: { Council: "area", Year: "time" } }] };

test("sets a value deep in the study and leaves the rest the same objects", () => {
  const after = applyEdits(study, [{ path: ["analyses", 0, "outcome"], value: "rate" }]);
  expect(after.analyses[0]).toEqual({ ...study.analyses[0], outcome: "rate" });
  expect(after.tables).toBe(study.tables);
  expect(study.analyses[0]).not.toHaveProperty("outcome");
});

test("makes the places on the way", () => {
  const after = applyEdits(study, [{ path: ["tables", "a", "read", "columns", "x", "type"], value: "text" }]);
  expect(after.tables.a).toEqual({ file: "a.csv", read: { columns: { x: { type: "text" } } } });
});

test("undefined takes a key or an entry away", () => {
  expect(
    applyEdits(study, [{ path: ["analyses", 0, "blocks", "Year"], value: undefined }]).analyses[0]!.blocks,
  ).toEqual({
    Council: "area",
  });
  expect(applyEdits(study, [{ path: ["analyses", 0], value: undefined }]).analyses).toEqual([]);
  expect(applyEdits(study, [{ path: ["focus"], value: undefined }])).toEqual(study);
});

test("keys keep their order, and a key named __proto__ is only a key", () => {
  const after = applyEdits(study, [{ path: ["tables", "a", "where", "__proto__"], value: "x" }]);
  expect(Object.keys(after)).toEqual(["tables", "analyses"]);
  expect(Object.entries((after.tables.a as { where?: object }).where ?? {})).toEqual([["__proto__", "x"]]);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
