import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { mainThreadTasks } from "./main-thread.ts";
import { answer, choose, drop, settled } from "./open-page.ts";
import { SHARED } from "./places.ts";
import { largeFile } from "./large-file.ts";
import { withPage } from "./with-page.ts";

const on = withPage();
let page: Page;
let complaints: string[];
beforeEach(() => {
  ({ page, complaints } = on);
});

const row = (name: string) => page.locator("aside.data .files button").filter({ hasText: name });
const csv = (name: string, text: string | Buffer) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

test("a dropped file becomes a study with sensible first choices", async () => {
  await drop(page, [{ name: "small panel.csv", text: smallPanel() }]);
  await settled(page);
  await expect.poll(() => answer(page)).toContain("%");
  expect(await page.getByText("invented example").count()).toBe(0);
  await row("small panel.csv").click();
  const card = page.locator("main article");
  expect(await card.innerText()).toMatch(/240 rows, 8 columns/);
  expect(await card.innerText()).toContain("1 suppressed");
  await page.getByRole("button", { name: /^spend_per_child/ }).click();
  await page.getByLabel(/Text: names/).check();
  await settled(page);
  await expect.poll(() => page.getByRole("button", { name: /^spend_per_child/ }).innerText()).toContain("text");
  expect(complaints).toEqual([]);
});

test("a bad file says so on its own card, and the rest stays usable", async () => {
  const before = await answer(page);
  await choose(page, [csv("ragged.csv", 'area,year,rate\nA,2011,1\nB,2011\nC,2011,"open\n')]);
  await settled(page);
  await row("ragged.csv").click();
  const alert = page.locator("main [role=alert]").first();
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/ragged\.csv/);
  expect(await alert.innerText()).toMatch(/row \d/);
  await page.getByRole("button", { name: "Remove this file" }).click();
  expect(await row("ragged.csv").count()).toBe(0);
  expect(await answer(page)).toBe(before);
});

test.each([
  ["empty.csv", ""],
  ["header only.csv", "area,year,rate\n"],
  ["picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3, 0, 0])],
])("%s is refused in words", async (name, content) => {
  await choose(page, [csv(name, content)]);
  await settled(page);
  await row(name).click();
  expect((await page.locator("main article").innerText()).length).toBeGreaterThan(40);
  expect(await page.locator("main .problem").count()).toBeGreaterThan(0);
});

test("JSON that is no study is refused where it was dropped", async () => {
  const before = await answer(page);
  await drop(page, [{ name: "other.json", text: '{"a": 1}' }]);
  await page.getByText("other.json is JSON, but not a study").waitFor();
  await drop(page, [{ name: "broken.json", text: "{" }]);
  await page.getByText("broken.json is not a study").waitFor();
  expect(await answer(page)).toBe(before);
});

test("file names and cells are text, whatever they look like", async () => {
  const hostile = '<img src=x onerror="window.planted=1">';
  const text = smallPanel()
    .replaceAll("Region 1", hostile)
    .replace("sw_vacancy_rate", `"${hostile.replaceAll('"', '""')}"`);
  await drop(page, [{ name: `${hostile}.csv`, text }]);
  await settled(page);
  await row("img").click();
  await page
    .getByRole("button", { name: /onerror/ })
    .first()
    .click();
  expect(await page.evaluate(() => "planted" in window)).toBe(false);
  expect(complaints).toEqual([]);
});

test("a column named __proto__ is a column", async () => {
  await drop(page, [{ name: "proto.csv", text: smallPanel().replace("spend_per_child", "__proto__") }]);
  await settled(page);
  await row("proto.csv").click();
  await page.getByRole("button", { name: /^__proto__/ }).click();
  await page.getByRole("heading", { name: "__proto__" }).waitFor();
  expect(complaints).toEqual([]);
});

test("20 MB are read while the page stays quick", async () => {
  const text = largeFile();
  expect(text.length).toBeGreaterThan(20e6);
  // From disk, as a person's file is: handing over bytes would have the test's own work done in the page.
  const folder = await mkdtemp(join(tmpdir(), "whyvary-"));
  await writeFile(join(folder, "large.csv"), text);
  const tasks = await mainThreadTasks(on.browser, page, async () => {
    await choose(page, [join(folder, "large.csv")]);
    await row("large.csv").waitFor();
    await page.waitForFunction(() => !document.querySelector("aside.data .files progress"), undefined, {
      timeout: 60_000,
    });
  });
  expect(tasks.length).toBeGreaterThan(10);
  expect(tasks.filter((ms) => ms > 50)).toEqual([]);
  await rm(folder, { recursive: true });
});

const panel = `${SHARED}/data/panel/england-la-panel.csv`;
if (!existsSync(panel)) console.log(`Skipped: ${panel} is not on this machine.`);
test.skipIf(!existsSync(panel))("a newcomer drops a real panel and has an answer", async () => {
  await choose(page, [panel]);
  await settled(page);
  const said = await answer(page);
  expect(said).toMatch(/\d+% goes only with lasting differences between councils/);
  await row("england-la-panel.csv").click();
  expect(await page.locator("main article").innerText()).toMatch(/2,432 rows, 75 columns/);
  await page.getByRole("button", { name: /Which council is yours/ }).click();
  await page.getByRole("combobox", { name: /Which council/ }).fill("Middlesbrough");
  await page.getByRole("combobox", { name: /Which council/ }).press("Enter");
  await page.getByRole("button", { name: /^Middlesbrough among/ }).waitFor();
  expect(complaints).toEqual([]);
});

const plans = `${SHARED}/data/ees/d5_cpps_at31march_by_duration_2013_to_2025.csv`;
const people = `${SHARED}/data/ees/ons_mid-year_population_estimates_2012_to_2024.csv`;
test.skipIf(!existsSync(plans))("two open-data downloads join into a rate", async () => {
  await choose(page, [plans, people]);
  await settled(page);
  expect(await page.locator("main article").innerText()).toMatch(/They meet 1,976 of the panel’s 1,976 council-years/);
  await page.getByRole("button", { name: "See the answer" }).click();
  await expect.poll(() => answer(page)).toMatch(/lasting differences between councils/);
  expect(complaints).toEqual([]);
});
