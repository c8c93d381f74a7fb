import { expect, test } from "vitest";
import { areaWord, lowerFirst, ordinal } from "./words.ts";

test("councils only where the key says so", () => {
  expect(areaWord("old_la_code").many).toBe("councils");
  expect(areaWord("la_name").one).toBe("council");
  expect(areaWord("state").many).toBe("areas");
  expect(areaWord(undefined).one).toBe("area");
});

test("a name's own capitals stay", () => {
  expect(lowerFirst("Deprivation")).toBe("deprivation");
  expect(lowerFirst("IDACI score")).toBe("IDACI score");
  expect(lowerFirst("Élan")).toBe("élan");
});

test("positions in words", () => {
  expect(ordinal(1, 4)).toBe("first of 4");
  expect(ordinal(4, 4)).toBe("last of 4");
});
