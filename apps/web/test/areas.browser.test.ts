import { beforeEach, expect, test } from "vitest";
import type { Page } from "playwright";
import { command, downloaded, drop, settled } from "./open-page.ts";
import { withPage } from "./with-page.ts";

const on = withPage();
let page: Page;
beforeEach(() => {
  ({ page } = on);
});

interface Saved {
  tables: { [name: string]: { sum?: string[]; areas?: { map?: object; composite?: string } } };
}
const study = async (): Promise<Saved> => JSON.parse((await downloaded(page, () => command(page, "Save the study"))).text); // prettier-ignore
const panel = async (): Promise<string> => (await downloaded(page, () => command(page, "Save the panel"))).text;

// Real codes, invented figures: Northamptonshire became two councils in 2021, and two London boroughs report together.
const names: [string, string][] = [["301", "Barking and Dagenham"], ["302", "Barnet"], ["303", "Bexley"], ["314", "Kingston upon Thames"], ["318", "Richmond upon Thames"], ["928", "Northamptonshire"], ["940", "North Northamptonshire"], ["941", "West Northamptonshire"]]; // prettier-ignore
const years = [2019, 2020, 2021, 2022];
const lives = (code: string, year: number): boolean =>
  code === "928" ? year < 2021 : code === "940" || code === "941" ? year >= 2021 : true;
const size = (code: string): number => ({ "928": 160_000, "940": 60_000, "941": 90_000 })[code] ?? 50_000 + Number(code) * 10; // prettier-ignore
const rows = (figure: (code: string, year: number) => number): string[] =>
  names.flatMap(([code, name]) => years.filter((year) => lives(code, year)).map((year) => `${code},${name},${year},${figure(code, year)}`)); // prettier-ignore
const plans = ["la_code,la_name,year,plans", ...rows((code, year) => Math.round(size(code) / 250) + (year - 2019) * 3)].join("\n"); // prettier-ignore
const people = ["la_code,la_name,year,population", ...rows((code, year) => size(code) + (year - 2019) * 100)].join(
  "\n",
);
const staff = [
  "council,year,vacancy_rate",
  ...years.flatMap((year) => [`Barking & Dagenham,${year},12.5`, `Barnett,${year},9.25`, `303,${year},11`, `314 / 318,${year},${year - 2000}.5`]), // prettier-ignore
].join("\n");
const asked = {
  whyvary: 1,
  tables: {
    plans: { file: "plans.csv" },
    people: { file: "people.csv" },
    staff: { file: "staff.csv", area: "council" },
  },
  panel: {
    ...{ area: "la_code", time: "year", label: "la_name" },
    measures: { plans: "plans.plans", population: "people.population", vacancies: "staff.vacancy_rate" },
  },
  analyses: [{ id: "growth", kind: "trend", measures: ["plans"] }],
};

test("splits, rows of two councils and names written otherwise are met by a click, changed and undone", async () => {
  await drop(page, [
    { name: "asked.whyvary.json", text: JSON.stringify(asked) },
    ...Object.entries({ plans, people, staff }).map(([name, text]) => ({ name: `${name}.csv`, text })),
  ]);
  await settled(page);
  await page.getByRole("button", { name: "From files to panel" }).click();
  const card = (file: string) => page.locator("main article section, main article article").filter({ has: page.getByRole("heading", { name: new RegExp(`^${file}`) }) }).first(); // prettier-ignore
  const step = (file: string) => card(file).getByRole("button", { name: /how its councils meet/ });

  // Rows of two councils, and a name that met nobody.
  await card("staff.csv").getByText("4 rows speak of several councils at once (314 / 318)").waitFor();
  const choice = card("staff.csv").getByRole("radio", { name: "Their rates stand for each" });
  if (!(await choice.isVisible())) await step("staff.csv").click();
  await choice.click();
  await settled(page);
  await card("staff.csv").getByText("4 rows of several councils (314 / 318) used for each of them").waitFor();
  await card("staff.csv").getByRole("button", { name: "is Barnet (302)" }).click();
  await settled(page);
  expect((await study()).tables["staff"]!.areas).toEqual({ composite: "both", map: { Barnett: "302" } });
  const lines = (await panel()).split("\r\n");
  for (const [code, rate] of [
    ["302", "9.25"],
    ["314", "21.5"],
    ["318", "21.5"],
  ])
    // prettier-ignore
    expect(lines.find((line) => line.startsWith(`${code},`) && line.includes(",2021,"))!).toContain(`,${rate},`);

  // The split, weighed by the people of the first year of both: 60,200 and 90,200 of 150,400.
  await step("plans.csv").click();
  await card("plans.csv").getByText("by population in 2021").waitFor();
  await card("plans.csv").getByRole("button", { name: "Use it for Northamptonshire" }).click();
  await settled(page);
  expect((await study()).tables["plans"]).toMatchObject({ sum: ["plans"], areas: { map: { "928": { "940": 0.4003, "941": 0.5997 } } } }); // prettier-ignore
  expect((await panel()).split("\r\n").some((line) => line.startsWith("928,"))).toBe(false);
  const weight = card("plans.csv")
    .getByRole("listitem")
    .getByLabel(/North Northamptonshire/);
  await weight.fill("0.5");
  await weight.press("Enter");
  await card("plans.csv").getByText("they have to add up to 1").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await settled(page);
  expect((await study()).tables["plans"]!.areas!.map).toEqual({ "928": { "940": 0.4003, "941": 0.5997 } });
  await card("plans.csv").getByRole("button", { name: "Take 928 out" }).click();
  await settled(page);
  expect((await panel()).split("\r\n").some((line) => line.startsWith("928,"))).toBe(true);
});
