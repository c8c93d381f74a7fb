import { describe, expect, it } from "vitest";
import { changeBetween, editText, formattingOf } from "./edit-text.ts";

const study = `{
  "title": "A study",
  "times": { "from": 2011, "to": 2018 },
  "blocks": { "Year": "time", "Council": "area" },
  "without": ["X91", "Y53"]
}
`;
const edited = (path: (string | number)[], value?: unknown): string =>
  editText(study, [value === undefined ? { path } : { path, value }], formattingOf(study));

describe("an edit of a study's text", () => {
  it("touches only what differs inside an object", () => {
    expect(edited(["times"], { from: 2014, to: 2018 })).toBe(study.replace("2011", "2014"));
    expect(edited(["times"], { from: 2011, to: 2018 })).toBe(study);
  });
  it("takes away what the new object lacks, and adds what it has more", () => {
    expect(JSON.parse(edited(["times"], { to: 2018 }))).toMatchObject({ times: { to: 2018 } });
    expect(JSON.parse(edited(["times"], { from: 2011, to: 2018, step: 2 })).times).toEqual({
      from: 2011,
      to: 2018,
      step: 2,
    });
  });
  it("keeps the order of keys that the new object has: the order of groups means something", () => {
    const text = edited(["blocks"], { Council: "area", Year: "time" });
    expect(Object.keys(JSON.parse(text).blocks)).toEqual(["Council", "Year"]);
  });
  it("leaves a value that is there already as it is written", () => {
    expect(edited(["without"], ["X91", "Y53"])).toBe(study);
    expect(edited(["title"], "A study")).toBe(study);
  });
  it("takes a place away", () => {
    expect(JSON.parse(edited(["without"]))).not.toHaveProperty("without");
  });
});

describe("the change between two texts", () => {
  it("is the shortest, and gives the second back", () => {
    const after = study.replace("2011", "2014");
    const change = changeBetween(study, after)!;
    expect(change.text).toBe("4");
    expect(study.slice(0, change.from) + change.text + study.slice(change.to)).toBe(after);
    expect(changeBetween(study, study)).toBeNull();
  });
});
