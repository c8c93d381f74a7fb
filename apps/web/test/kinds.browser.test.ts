import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { mainThreadTasks } from "./main-thread.ts";
import { answer, downloaded, drop, settled } from "./open-page.ts";
import { ARTICLE } from "./places.ts";
import { withPage } from "./with-page.ts";

const on = withPage();
let page: Page;
beforeEach(() => {
  ({ page } = on);
});

type Entry = { kind: string; [key: string]: unknown };
const study = async (): Promise<{ analyses: Entry[] }> =>
  JSON.parse((await downloaded(page, () => page.keyboard.press("Control+s"))).text);
const entry = async (kind: string): Promise<Entry> => (await study()).analyses.find((one) => one.kind === kind)!;
const choices = () => page.getByRole("complementary", { name: "Choices" });

test("published shares are asked for in a form, and nothing is made up for them", async () => {
  await page.getByRole("button", { name: "+ Ask another" }).click();
  await page.getByRole("button", { name: /^Which choices give the published shares/ }).click();
  const ask = page.getByRole("button", { name: "Ask it" });
  expect(await ask.isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Add one" }).click();
  await page.getByLabel("Share of").selectOption("Council");
  await page.getByLabel("Per cent").fill("44");
  await page.getByLabel("Per cent").press("Tab");
  await page.getByText("Exact words, page, years and more").click();
  await page.getByLabel("Page").fill("12");
  await page.getByLabel("Page").press("Tab");
  expect(await ask.isDisabled()).toBe(true);
  await page.getByLabel("When declared").selectOption("before");
  await ask.click();
  await settled(page);
  expect(await answer(page)).toMatch(/44% for (council|areas|lasting)/i);
  const asked = await entry("audit");
  expect(asked).toMatchObject({ published: [{ block: "Council", value: 0.44, page: 12 }], declared: "before" });
  expect(asked["blocks"]).toMatchObject({ Council: "area", Year: "time" });
  // A second way to measure a group, and the shares, are changed beside the answer.
  const group = Object.keys(asked["blocks"] as object).find((name) => !["Council", "Year"].includes(name))!;
  await choices().locator("summary", { hasText: group }).click();
  const more = choices().getByLabel(`Add an alternative to ${group}`);
  await more.selectOption({ index: 2 });
  await settled(page);
  expect(((await entry("audit"))["blocks"] as { [name: string]: unknown[] })[group]).toHaveLength(2);
  expect(on.complaints).toEqual([]);
});

test("a case to predict is named and valued by controls, and its figure stands in the table", async () => {
  await drop(page, ARTICLE);
  await settled(page);
  await page
    .getByRole("button", { name: /^Which measures go with/, exact: false })
    .first()
    .click();
  await settled(page, 60_000);
  const before = await entry("regress");
  const formula = String(before["formula"]).replace(/\|.*$/, "+ deprivation");
  await choices().getByRole("textbox", { name: "Formula" }).fill(formula);
  await choices().getByRole("textbox", { name: "Formula" }).press("Tab");
  await choices().getByText("More choices").click();
  await choices().getByRole("button", { name: "Add one" }).click();
  await choices().getByRole("textbox", { name: "Name" }).fill("A_deprived_council_whose_name_is_longer_than_its_room");
  await choices().getByRole("textbox", { name: "Name" }).press("Tab");
  await choices().getByRole("button", { name: "Add a value" }).click();
  await choices().getByLabel("At, 1: measure").selectOption("deprivation");
  await choices().getByLabel("At, 1: value").fill("30");
  await choices().getByLabel("At, 1: value").press("Tab");
  await settled(page, 60_000);
  expect((await entry("regress"))["predict"]).toEqual([
    { name: "A_deprived_council_whose_name_is_longer_than_its_room", at: { deprivation: 30 } },
  ]);
  await page.getByRole("tab", { name: "Table" }).first().click();
  expect(await page.locator("main article").first().innerText()).toContain(
    "A_deprived_council_whose_name_is_longer_than_its_room",
  );
  // On a narrow screen the name breaks; it does not run over its figures.
  await page.setViewportSize({ width: 400, height: 900 });
  const names = await page
    .locator("tbody th")
    .evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
  expect(Math.max(...names)).toBeLessThanOrEqual(1);
  expect(on.complaints).toEqual([]);
}, 120_000);

test("groups and pairs of what was left out are edited by controls", async () => {
  await drop(page, ARTICLE);
  await settled(page);
  await page.getByRole("button", { name: "What was left out?", exact: true }).click();
  await settled(page, 60_000);
  const before = await entry("omitted");
  const [group] = Object.keys(before["add"] as object);
  expect(await choices().locator("textarea").evaluateAll((all) => all.filter((one) => /[{[]/.test((one as HTMLTextAreaElement).value)).length)).toBe(0); // prettier-ignore
  await choices().locator("summary", { hasText: group! }).first().click();
  const name = choices().getByLabel(`Name of ${group}`);
  await name.fill("Who lives there");
  await name.press("Enter");
  await settled(page, 60_000);
  expect(Object.keys((await entry("omitted"))["add"] as object)[0]).toBe("Who lives there");
  const pairs = ((before["interactions"] as unknown[]) ?? []).length;
  await choices().getByRole("button", { name: "Add a pair" }).click();
  await choices()
    .getByLabel(`Pairs, ${pairs + 1}: measure 1`)
    .selectOption({ index: 1 });
  await choices()
    .getByLabel(`Pairs, ${pairs + 1}: measure 2`)
    .selectOption({ index: 2 });
  await settled(page, 60_000);
  expect((await entry("omitted"))["interactions"]).toHaveLength(pairs + 1);
}, 180_000);

test(
  "no question of the article keeps the page busy for 50 ms while it is read and computed",
  { timeout: 180_000 },
  async () => {
    // Drawing has a budget of its own: a chart begins to be drawn once it is in sight, so none is.
    await page.setViewportSize({ width: 1400, height: 120 });
    const tasks = await mainThreadTasks(on.browser, page, async () => {
      await drop(page, ARTICLE);
      await settled(page, 120_000);
    });
    const drawn = await page.evaluate(() => performance.getEntriesByType("measure").filter(({ name }) => name.startsWith("whyvary:chart")).length); // prettier-ignore
    console.log(`longest tasks: ${tasks.toSorted((a, b) => b - a).slice(0, 5).map((ms) => ms.toFixed(0)).join(", ")} ms; charts drawn: ${drawn}`); // prettier-ignore
    expect(tasks.length).toBeGreaterThan(10);
    expect(tasks.filter((ms) => ms > 50)).toEqual([]);
  },
);
