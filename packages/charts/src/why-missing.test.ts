import { run, type AnalysisResult, type ProfileValue, type SpreadValue, type TrendValue } from "@whyvary/core";
import { expect, test } from "vitest";
import type { NamedTable } from "./chart.ts";
import { drawSvg } from "./draw/draw-svg.ts";
import { tableCsv } from "./export/csv.ts";
import { sheetsOf } from "./export/sheets.ts";
import { reportHtml } from "./index.ts";
import { look } from "./look.ts";
import { profile } from "./profile/index.ts";
import { spread } from "./spread/index.ts";
import { trend } from "./trend/index.ts";

/** Six cells of the year 2021 are missing, each for a reason of its own. */
const SIGNS: [string, string][] = [["c", "suppressed"], ["x", "unavailable"], ["z", "not applicable"], ["low", "low"], ["u", "unreliable"], ["", "blank"]]; // prettier-ignore
const lines = Array.from(
  { length: 12 },
  (_, a) =>
  [2020, 2021].map((year) => `X${10 + a},Place ${a},${year},${year === 2021 && a < SIGNS.length ? SIGNS[a]![0] : 40 + a * 3 + (year - 2020) * ((a % 3) + 1)}`), // prettier-ignore
);
const results = run(
  {
    ...{ whyvary: 1, tables: { t: { file: "rates.csv" } }, focus: { area: "X10" } },
    panel: { area: "code", time: "year", label: "name", measures: { rate: "t.rate" } },
    analyses: [
      { id: "spread", kind: "spread", outcome: "rate", year: 2021 },
      { id: "trend", kind: "trend", measures: ["rate"] },
      { id: "ours", kind: "profile", outcome: "rate" },
    ],
  },
  { "rates.csv": new TextEncoder().encode(["code,name,year,rate", ...lines.flat()].join("\n") + "\n") },
);
const [apart, growth, ours] = results.analyses as [AnalysisResult, AnalysisResult, AnalysisResult];
const named = (tables: NamedTable[], words: RegExp): NamedTable => tables.find(({ caption }) => words.test(caption))!;
const TABLES: [string, AnalysisResult, NamedTable, string, (reason: string) => string][] = [
  ["spread", apart, named(spread.details!(apart.value as SpreadValue), /without a figure in 2021/), "Figure", (reason) => reason], // prettier-ignore
  ["trend", growth, named(trend.details!(growth.value as TrendValue), /Growth of all areas/), "rate", (reason) => `${reason} in 2021`], // prettier-ignore
];

test.each(TABLES)(
  "%s: the table says why, and so do its CSV and its workbook",
  (_, result, { caption, table }, column, words) => {
    // prettier-ignore
    const csv = tableCsv(table).split("\r\n");
    expect(csv[0]).toMatch(/,Why missing$/);
    const [sheet] = sheetsOf(result, [{ caption, table }], [], null);
    SIGNS.forEach(([, reason], a) => {
      const at = table.rows.findIndex((row) => row[1]!.text === `X${10 + a}`);
      expect(table.rows[at]!.at(-1)).toEqual({ text: words(reason), value: null });
      expect(csv[at + 1]).toMatch(new RegExp(`,,${column}: ${words(reason)}$`));
      expect(sheet!.rows[at + 2]!.at(-1)).toEqual({ value: words(reason) });
    });
  },
);

test("the profile: the table of years, the picture, and the report", () => {
  const value = ours.value as ProfileValue;
  const { table } = named(profile.details!(value), /over time/);
  expect(table.rows[1]![1]).toEqual({ text: "suppressed", value: null });
  expect(tableCsv(table)).toContain("Place 0: suppressed");
  expect(JSON.stringify(profile.spec(value, look("light"), { view: "years" }))).toContain("Place 0, 2021: suppressed");
});

test("the report: each figure's own reason in its tables, and all of them counted by its ladder", async () => {
  const html = await reportHtml(results, null, { draw: drawSvg });
  for (const [, reason] of SIGNS) expect(html).toContain(`1 ${reason}`);
  expect(html.match(/>suppressed in 2021</gu)).toHaveLength(1);
});
