import { kinds } from "@whyvary/core";
import { expect, test } from "vitest";
import { charts } from "../src/index.ts";

test("every kind of analysis has its chart", () => {
  expect(Object.keys(kinds).filter((kind) => !(kind in charts))).toEqual([]);
});
