import { expect, test } from "vitest";
import { dropTarget, keyTarget, moved } from "./move.ts";

test("an item moves and the others close up", () => {
  expect(moved(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
  expect(moved(["a", "b", "c", "d"], 3, 0)).toEqual(["d", "a", "b", "c"]);
  expect(moved(["a", "b"], 0, 9)).toEqual(["b", "a"]);
  expect(moved(["a", "b"], 5, 0)).toEqual(["a", "b"]);
});

test("arrows move by one and stop at the ends, Home and End go there", () => {
  expect(keyTarget("ArrowLeft", 0, 4)).toBe(0);
  expect(keyTarget("ArrowRight", 1, 4)).toBe(2);
  expect(keyTarget("ArrowDown", 3, 4)).toBe(3);
  expect(keyTarget("Home", 3, 4)).toBe(0);
  expect(keyTarget("End", 0, 4)).toBe(3);
  expect(keyTarget("Enter", 0, 4)).toBeNull();
});

test("the pointer finds its chip in wrapped rows", () => {
  const boxes = [
    { left: 0, right: 50, top: 0, bottom: 30 },
    { left: 60, right: 120, top: 0, bottom: 30 },
    { left: 0, right: 70, top: 60, bottom: 90 },
  ];
  expect(dropTarget(boxes, 70, 15)).toBe(1);
  expect(dropTarget(boxes, 500, 15)).toBe(1);
  expect(dropTarget(boxes, -5, 75)).toBe(2);
  expect(dropTarget(boxes, 55, 15)).toBe(-1);
  expect(dropTarget(boxes, 20, 400)).toBe(-1);
});
