import { beforeEach, expect, test } from "vitest";
import type { Page } from "playwright";
import { command, downloaded, drop, settled } from "./open-page.ts";
import { withPage } from "./with-page.ts";

const on = withPage();
let page: Page;
beforeEach(() => {
  ({ page } = on);
});

interface Typed {
  panel: { provisional?: { area: string; time: number; values: { [column: string]: number }; replace?: boolean }[] };
}
const study = async (): Promise<Typed> => JSON.parse((await downloaded(page, () => command(page, "Save the study"))).text); // prettier-ignore
const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

const years = [2019, 2020, 2021, 2022];
const places = Array.from({ length: 12 }, (_, at) => `X${10 + at}`);
const plans = ["code,name,year,plans", ...places.flatMap((code, a) => years.map((t) => `${code},Place ${a},${t},${60 + a * 7 + ((t * a) % 5)}`))].join("\n"); // prettier-ignore
const people = ["code,name,year,children", ...places.flatMap((code, a) => years.map((t) => `${code},Place ${a},${t},${9000 + a * 800 + t}`))].join("\n"); // prettier-ignore
const asked = {
  whyvary: 1,
  tables: { plans: { file: "plans.csv" }, people: { file: "people.csv" } },
  panel: {
    ...{ area: "code", time: "year", label: "name" },
    times: { from: 2019, to: 2022 },
    measures: { rate: { rate: "plans.plans", per: "people.children", times: 10_000, title: "plan rate" } },
  },
  focus: { area: "X14" },
  analyses: [
    { id: "ours", kind: "profile", outcome: "rate" },
    { id: "growth", kind: "trend", measures: ["rate"], to: 2023 },
  ],
};

test("our latest: typed, told by the answer, changed, undone and taken away", async () => {
  await drop(page, [
    { name: "asked.whyvary.json", text: JSON.stringify(asked) },
    { name: "plans.csv", text: plans },
    { name: "people.csv", text: people },
  ]);
  await settled(page);
  await press("Add our latest");
  const form = page.getByRole("form", { name: "Add a row" });
  expect(await form.getByLabel("Area").inputValue()).toBe("X14");
  expect(await form.getByLabel("Year in which the period ends").inputValue()).toBe("2023");

  // A figure that a file gives is refused where it was typed, until it is to be replaced.
  await form.getByLabel("Year in which the period ends").fill("2021-22");
  await form.getByLabel("plans.plans").fill("many");
  await form.getByRole("button", { name: "Add it" }).click();
  await form.getByText("“many” is not a number.").waitFor();
  await form.getByLabel("plans.plans").fill("1,040");
  await form.getByRole("button", { name: "Add it" }).click();
  await form.getByText("plans.csv already gives “plans” of Place 4 2022").waitFor();
  expect((await study()).panel.provisional).toBeUndefined();
  await form.getByLabel("Year in which the period ends").fill("2023");
  await form.getByLabel("people.children").fill("13000");
  await form.getByRole("button", { name: "Add it" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Place 4 2023" }).filter({ hasText: "our latest" });
  await row.first().waitFor();
  expect((await study()).panel.provisional).toEqual([
    { area: "X14", time: 2023, values: { "plans.plans": 1040, "people.children": 13_000 }, reason: "our latest" },
  ]);

  // The study's years end before it: widening them is one click.
  await page.getByText("Place 4 2023, typed by hand, is not used").waitFor();
  await press("Use the years to 2023");
  await page.getByText("Place 4 2023, typed by hand, is not used").waitFor({ state: "detached" });

  // The ladder and every answer say it.
  await settled(page);
  await page.getByText("typed by hand, provisional: Place 4 2023").first().waitFor();
  for (const id of [0, 1]) {
    await page.getByRole("complementary", { name: "Data and questions" }).locator("ul button, ol button, nav button").nth(id).click(); // prettier-ignore
    await settled(page);
    await page.getByText("1 provisional figure, typed by hand and in no file: Place 4 2023, plan rate").waitFor();
  }

  // Changed, taken back, taken away.
  await press("Our latest: 1 row typed");
  await press("Change Place 4 2023");
  const change = page.getByRole("form", { name: "Change the row" });
  await change.getByLabel("plans.plans").fill("50");
  await change.getByRole("button", { name: "Change it" }).click();
  await page.getByText("plans.plans 50").waitFor();
  await press("Undo");
  await page.getByText("plans.plans 1,040").waitFor();
  await press("Take away Place 4 2023");
  await page.getByText("Place 4 2023 is taken away.").waitFor();
  expect((await study()).panel.provisional).toBeUndefined();
  await settled(page);
  await press("Add our latest");
});
