import { expect, test } from "vitest";
import { reasonFor, reasonsOf, withReason } from "./reasons.ts";

test("a plain reason is the reason for all, and stays plain", () => {
  expect(reasonFor({ reason: "as published" }, "overall")).toBe("as published");
  expect(reasonFor({ reason: "as published" }, "outcome")).toBe("");
  expect(withReason({ reason: "old" }, "overall", " new ")).toBe("new");
});

test("a second reason turns the text into one reason per choice, and emptying brings it back", () => {
  const both = withReason({ reason: "as published" }, "outcome", "the only rate");
  expect(both).toEqual({ overall: "as published", outcome: "the only rate" });
  expect(withReason({ reason: both }, "outcome", "")).toBe("as published");
  expect(withReason({ reason: "only" }, "overall", "  ")).toBeUndefined();
});

test("the log names the choices", () => {
  expect(reasonsOf({ reason: { weights: "b", outcome: "a" } })).toEqual([
    { choice: "Outcome", text: "a" },
    { choice: "What each one counts", text: "b" },
  ]);
  expect(reasonsOf({ reason: 3 })).toEqual([]);
});
