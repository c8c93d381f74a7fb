import { expect, it } from "vitest";
import { threeSteps } from "../../test/fixtures/omitted.ts";
import { omittedDetails } from "./table.ts";

const stabilityOf = (value: ReturnType<typeof threeSteps>) =>
  omittedDetails(value).find(({ caption }) => caption.startsWith("Oster's delta"))?.table;

it("shows the slope as published and with what was left out, and Oster's delta", () => {
  const { columns, rows } = stabilityOf(threeSteps())!;
  expect(columns).toHaveLength(rows[0]!.length);
  expect(rows[0]!.map(({ text }) => text)).toEqual(["110", "21.0%", "96.0", "43.0%", "55.9%", "3.10"]);
});

it("says why there is no delta", () => {
  const value = threeSteps();
  value.robustness!.stability = { short: null, long: null, rMax: null, delta: null, reason: "R2 does not rise" };
  expect(stabilityOf(value)!.rows[0]!.map(({ text }) => text)).toEqual([
    "–",
    "–",
    "–",
    "–",
    "–",
    "– (R2 does not rise)",
  ]);
  value.robustness = null;
  expect(stabilityOf(value)).toBeUndefined();
});
