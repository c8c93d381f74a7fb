import { expect, test } from "vitest";
import { foldNotes } from "./fold-notes.ts";
import type { Note } from "./types.ts";

const note = (code: string): Note => ({ code, name: code, text: code, facts: {} });
const folded = (...codes: string[]) => {
  const { open, folded: rest } = foldNotes(codes.map(note));
  return [open, rest].map((notes) => notes.map(({ code }) => code));
};

test("few notes all stand open: a single one is not folded away", () => {
  expect(folded()).toEqual([[], []]);
  expect(folded("not-practice", "a", "b", "c")).toEqual([["not-practice", "a", "b", "c"], []]);
});

test("three stand open: activity always, then what changes the reading, and each keeps its place", () => {
  expect(folded("a", "not-practice", "order-decides", "b", "activity", "c")).toEqual([
    ["a", "order-decides", "activity"],
    ["not-practice", "b", "c"],
  ]);
  expect(folded("order-decides", "sign-reversed", "cannot-be-told-apart", "jump", "activity")[0]).toEqual([
    "order-decides",
    "sign-reversed",
    "activity",
  ]);
});

test("what is so of every such answer is folded before what is so of these data", () => {
  expect(folded("not-practice", "any-shared-change", "either-way-round", "a", "b", "c")[1]).toEqual([
    "not-practice",
    "any-shared-change",
    "either-way-round",
  ]);
});
