import { parseTree } from "jsonc-parser";
import { expect, test } from "vitest";
import type { Problem } from "@whyvary/core";
import { placeOf } from "./study-places.ts";

const TEXT = `{
  "tabels": {},
  "tables": { "plans": { "file": "plnas.csv" } },
  "panel": { "measures": { "rate": { "rate": "plans.CPPP", "per": "peple.population" } } },
  "analyses": [{ "id": "a", "kind": "regress", "formula": "rate ~ \\"x\\" + spnd" }]
}`;
const place = (more: Partial<Problem>) => {
  const problem: Problem = { code: "", severity: "error", text: "", ...more };
  const { offset, length, mend } = placeOf(parseTree(TEXT)!, TEXT, problem);
  const mended = mend && TEXT.slice(0, mend.offset) + mend.text + TEXT.slice(mend.offset + mend.length);
  return { on: TEXT.slice(offset, offset + length), mended };
};

test("an unknown key is marked on the key, and the fix renames it", () => {
  const { on, mended } = place({ code: "unknown-key", path: ["tabels"], facts: { nearest: "tables" } });
  expect(on).toBe("tabels");
  expect(mended).toBe(TEXT.replace("tabels", "tables"));
});

test("an unknown column is marked on the column alone", () => {
  const path = ["panel", "measures", "rate", "rate"];
  const { on, mended } = place({ code: "column-unknown", path, column: "CPPP", facts: { nearest: "CPP" } });
  expect(on).toBe("CPPP");
  expect(mended).toContain('"plans.CPP"');
});

test("an unknown table is mended before the dot", () => {
  const path = ["panel", "measures", "rate", "per"];
  const { mended } = place({ code: "table-unknown", path, value: "peple.population", facts: { nearest: "people" } });
  expect(mended).toContain('"people.population"');
});

test("a name in a formula is found by its character, quotes and all", () => {
  const path = ["analyses", 0, "formula"];
  const at = 'rate ~ "x" + '.length;
  const { on, mended } = place({ code: "unknown-measure", path, column: "spnd", facts: { at, nearest: "spend" } });
  expect(on).toBe("spnd");
  expect(mended).toContain("+ spend");
});

test("what is missing is marked on what it is missing from", () => {
  expect(place({ code: "missing-key", path: ["analyses", 0, "errors"] }).on).toBe("a");
  expect(place({ code: "missing-key", path: ["tables", "plans", "area"] }).on).toBe("plans");
  expect(place({ code: "panel-needed", path: ["nothing"] }).on).toBe("{");
});

test("a missing file is marked on its name", () => {
  const { on, mended } = place({
    code: "file-missing",
    path: ["tables", "plans", "file"],
    facts: { nearest: "plans.csv" },
  });
  expect(on).toBe("plnas.csv");
  expect(mended).toContain('"plans.csv"');
});
