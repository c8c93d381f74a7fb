import { expect, test } from "vitest";
import { areaWord, ordinal } from "./words.ts";

test("councils only where the key says so", () => {
  expect(areaWord("old_la_code").many).toBe("councils");
  expect(areaWord("la_name").one).toBe("council");
  expect(areaWord("state").many).toBe("areas");
  expect(areaWord(undefined).one).toBe("area");
});

test("positions in words", () => {
  expect(ordinal(1, 4)).toBe("first of 4");
  expect(ordinal(4, 4)).toBe("last of 4");
});
