import { expect, test } from "vitest";
import { rungsOf } from "./rungs.ts";

test("rows read less all that was set aside are the rows used", () => {
  const rungs = rungsOf(
    [
      { step: "read", text: "Rows read", rows: 2432, removed: 0 },
      { step: "where", text: "kept", rows: 2432, removed: 0 },
      { step: "provisional", text: "typed by hand, provisional: A 2023", rows: 2433, removed: -1 },
      { step: "times", text: "other years", rows: 1062, removed: 1371 },
    ],
    [
      {
        step: "without",
        text: "left out by choice",
        rows: 1048,
        removed: 14,
        areas: [{ area: "1", label: "A", times: [] }],
      },
      { step: "complete", text: "no rate", rows: 1034, removed: 14, reasons: { blank: 11, unavailable: 3 } },
      { step: "used", text: "used", rows: 1034, removed: 0 },
    ],
    "Council-years, 2016–2022",
  );
  expect(rungs.map(({ text, figure, look }) => [text, figure, look])).toEqual([
    ["Rows read", 2432, "rows"],
    ["typed by hand, provisional: A 2023", 1, "added"],
    ["other years", 1371, "removed"],
    ["Council-years, 2016–2022", 1062, "rows"],
    ["left out by choice", 14, "removed"],
    ["no rate", 14, "removed"],
    ["Used", 1034, "used"],
  ]);
  expect(rungs[5]!.reasons).toBe("11 blank, 3 unavailable");
});
