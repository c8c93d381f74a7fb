import { expect, test } from "vitest";
import { asBlocks, freeName, nameError, parsePercent, percentText, renamePublished, replaceGroup } from "./blocks.ts";

const groups = [
  { name: "Council", block: "area" as const },
  { name: "Deprivation", block: ["idaci"] },
];

test("groups keep their order through every change", () => {
  const renamed = replaceGroup(groups, 0, { name: "Place", block: "area" });
  expect(Object.keys(asBlocks(renamed))).toEqual(["Place", "Deprivation"]);
  expect(Object.keys(asBlocks(replaceGroup(groups, 0, null)))).toEqual(["Deprivation"]);
});

test("names start with a letter and are free", () => {
  expect(nameError(groups, 1, "2nd")).not.toBeNull();
  expect(nameError(groups, 1, "Council")).not.toBeNull();
  expect(nameError(groups, 0, "Council")).toBeNull();
  expect(freeName(groups, "Council")).toBe("Council 2");
  expect(freeName(groups, "16+ rate")).toBe("Group 16+ rate");
});

test("published figures follow their group", () => {
  const published = new Map([
    ["Council", 0.44],
    ["Deprivation", 0.15],
  ]);
  expect(renamePublished(published, "Council", "Place")).toEqual({ Place: 0.44, Deprivation: 0.15 });
  expect(renamePublished(new Map([["Council", 0.44]]), "Council", null)).toBeUndefined();
});

test("percentages as people write them", () => {
  expect(parsePercent(" 15.5 % ")).toEqual({ share: 0.155 });
  expect(parsePercent("")).toEqual({ share: null });
  expect(parsePercent("about 15")).toHaveProperty("error");
  expect(parsePercent("101")).toHaveProperty("error");
  expect(percentText(0.07)).toBe("7");
  expect(percentText(0.155)).toBe("15.5");
  expect(percentText(undefined)).toBe("");
});
