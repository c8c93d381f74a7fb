import * as fc from "fast-check";
import { expect, test } from "vitest";
import { flow, textWidth, wrap } from "./text-width.ts";

test("breaks at spaces, inside a word only where it must, and says where it stopped", () => {
  expect(wrap("Spend and vacancies", 400, 14, true, 3)).toEqual(["Spend and vacancies"]);
  expect(wrap("Spend and vacancies", 100, 14, true, 3)).toEqual(["Spend and", "vacancies"]);
  expect(wrap("one two three four five six", 60, 14, true, 2).at(-1)).toMatch(/…$/);
  expect(wrap("", 100, 14, true, 2)).toEqual([""]);
});

test("no line is wider than its room, and nothing is lost without a sign", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120, unit: "grapheme" }), fc.integer({ min: 60, max: 500 }), (text, room) => {
      const lines = wrap(text, room, 14, true, 3);
      expect(lines.length).toBeLessThanOrEqual(3);
      for (const line of lines) expect(textWidth(line, 14, true)).toBeLessThanOrEqual(room);
      const shown = lines.join("").replace(/\s/gu, "");
      const whole = text.replace(/\s/gu, "");
      if (shown !== whole) expect(whole.startsWith(shown.slice(0, -1)) && shown.endsWith("…")).toBe(true);
    }),
  );
});

test("items stand side by side, and none but the first of a line ends beyond the edge", () => {
  const box = { left: -10, right: 90, top: 5, line: 20 };
  expect(flow([], box)).toEqual([]);
  expect(flow([50, 50, 1, 120, 30], box)).toEqual([
    { x: -10, y: 5 },
    { x: 40, y: 5 },
    { x: -10, y: 25 },
    { x: -10, y: 45 },
    { x: -10, y: 65 },
  ]);
});

test("a name too long for a line breaks after a joint where it has one", () => {
  expect(wrap("spend_total_per_child_calc", 140, 14, true, 2)).toEqual(["spend_total_", "per_child_calc"]);
  expect(wrap("/\u1200\u1200\u1200\u1200", 60, 14, true, 3)).toEqual(["/", "\u1200\u1200\u1200", "\u1200"]);
  expect(wrap("Llanfairpwllgwyngyll", 60, 14, true, 4).join("")).toBe("Llanfairpwllgwyngyll");
});
