import { expect, test } from "vitest";
import { typedProfile, typedSpread, typedTrend } from "../test/fixtures/provisional.ts";
import { ownProfile } from "../test/fixtures/profile.ts";
import { profile } from "./profile/index.ts";
import { PROVISIONAL } from "./provisional.ts";
import { spread } from "./spread/index.ts";
import { trend } from "./trend/index.ts";

const marks = (table: { rows: { text: string }[][] } | undefined): string[] =>
  table!.rows.map((row) => row.at(-1)!.text);

test("figures typed by hand have a column of their own in the tables; without such there is none", () => {
  const years = trend.details!(typedTrend()).find(({ caption }) => caption === "Year by year")!.table;
  expect(years.columns.at(-1)!.label).toBe("Provisional, typed by hand");
  expect(marks(years).filter((text) => text === "1")).toHaveLength(typedTrend().series.length);
  const own = profile.details!(typedProfile())[0]!.table;
  expect(marks(own).at(-1)).toBe(PROVISIONAL);
  expect(
    marks(own)
      .slice(0, -1)
      .every((text) => text === ""),
  ).toBe(true);
  expect(profile.details!(ownProfile())[0]!.table.columns.map(({ label }) => label)).not.toContain("Mark");
  const areas = spread.details!(typedSpread())[0]!.table;
  expect(marks(areas).filter((text) => text === PROVISIONAL)).toHaveLength(2);
});

test("a screen reader hears which figure is provisional", () => {
  expect(spread.describe(typedSpread(), { view: "order", focus: "X001" })).toMatch(/provisional, typed by hand\./);
});
