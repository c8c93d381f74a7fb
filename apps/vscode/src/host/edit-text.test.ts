import { expect, test } from "vitest";
import { changeBetween, editText, formattingOf } from "./edit-text.ts";

const TEXT = `{
    "whyvary": 1, "title":   "A",
    "analyses": [
        { "id": "a" }
    ]
}
`;
const edit = (...edits: Parameters<typeof editText>[1]) => editText(TEXT, edits, formattingOf(TEXT));

test("an edit leaves the rest of the text as it was written", () => {
  expect(edit({ path: ["title"], value: "B" })).toBe(TEXT.replace('"A"', '"B"'));
  expect(JSON.parse(edit({ path: ["panel", "times"], value: { from: 2011 } }))).toMatchObject({
    panel: { times: { from: 2011 } },
  });
});

test("entries are added at the end of a list and taken away", () => {
  expect(JSON.parse(edit({ path: ["analyses", 1], value: { id: "b" } })).analyses).toEqual([{ id: "a" }, { id: "b" }]);
  expect(JSON.parse(edit({ path: ["analyses", 0] })).analyses).toEqual([]);
  expect(JSON.parse(edit({ path: ["title"] }))).not.toHaveProperty("title");
});

test("the change is the shortest one", () => {
  expect(changeBetween("abcd", "abXd")).toEqual({ from: 2, to: 3, text: "X" });
  expect(changeBetween("aa", "aaa")).toEqual({ from: 2, to: 2, text: "a" });
  expect(changeBetween("a", "a")).toBeNull();
});
