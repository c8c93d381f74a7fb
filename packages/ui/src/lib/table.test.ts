import { expect, test } from "vitest";
import { asTabs } from "./table.ts";

test("a copy carries the full figure, blanks for what is not there, and one line per row", () => {
  const text = asTabs({
    columns: [
      { key: "group", label: "Group" },
      { key: "share", label: "Share", numeric: true },
    ],
    rows: [
      [
        { text: "A\tB\n", value: "A\tB\n" },
        { text: "44.9%", value: 0.4488741234567 },
      ],
      [
        { text: "C", value: "C" },
        { text: "–", value: null },
      ],
    ],
  });
  expect(text).toBe("Group\tShare\nA B \t0.4488741234567\nC\t");
});
