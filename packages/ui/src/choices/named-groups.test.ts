import { expect, test } from "vitest";
import { additionTo, freeGroupName, groupNameError, listsOf, renamed } from "./named-groups.ts";

const groups = { Council: "area", Deprivation: [["idaci"], ["imd", "fsm"]], Spend: ["spend"] };

test("a group is a word, a list, or lists to choose between", () => {
  expect([listsOf("area"), listsOf(["a"]), listsOf([["a"], ["b"]])]).toEqual([[], [["a"]], [["a"], ["b"]]]);
  expect(additionTo("word:area", true)).toEqual(["area", "area"]);
  expect(additionTo("measure:a:b", true)).toEqual(["a:b", [["a:b"]]]);
  expect(additionTo("measure:a", false)).toEqual(["a", ["a"]]);
});

test("a new name keeps the order, and must be free and start with a letter", () => {
  expect(Object.keys(renamed(groups, "Deprivation", "Poverty"))).toEqual(["Council", "Poverty", "Spend"]);
  expect(groupNameError(groups, "Spend", "Council")).toMatch(/already/);
  expect(groupNameError(groups, "Spend", "2nd")).toMatch(/letter/);
  expect([groupNameError(groups, "Spend", "Spend"), groupNameError(groups, "Spend", "toString")]).toEqual([null, null]);
  expect([freeGroupName(groups, "Spend"), freeGroupName(groups, "16+")]).toEqual(["Spend 2", "Group 16+"]);
});
