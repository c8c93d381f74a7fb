import { expect, test } from "vitest";
import { focusOn } from "./study-doc.ts";

const study = (focus: object) => ({ whyvary: 1, tables: {}, analyses: [], focus });
const table = { table: "close", columns: "SN_*" };

test("neighbours listed for one area do not become another's; a table of them serves any", () => {
  expect(focusOn(study({ area: "806", neighbours: ["808"] }), "807")).toEqual({ area: "807" });
  expect(focusOn(study({ area: "806", neighbours: table }), "807")).toEqual({ area: "807", neighbours: table });
  expect(focusOn(study({ area: "806", neighbours: table }), undefined)).toEqual({ neighbours: table });
  expect(focusOn(study({ area: "806" }), undefined)).toBe(undefined);
});
