import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { answer, command, downloaded, drop, settled } from "./open-page.ts";
import { withPage } from "./with-page.ts";

const on = withPage();
let page: Page;
let complaints: string[];
beforeEach(() => {
  ({ page, complaints } = on);
});

const results = async (): Promise<{ analyses: { value: { nobs: number; shares: { block: string }[] } }[] }> =>
  JSON.parse((await downloaded(page, () => command(page, "Save results"))).text);
const study = async (): Promise<{ [key: string]: unknown; analyses: { [key: string]: unknown }[] }> =>
  JSON.parse((await downloaded(page, () => page.keyboard.press("Control+s"))).text);

test("a choice at the side runs again, undo brings back the study and the answer", async () => {
  const before = await answer(page);
  const used = (await results()).analyses[0]!.value.nobs;
  const saved = await study();
  const from = page
    .getByRole("complementary", { name: "Choices" })
    .getByLabel(/from|first year/i)
    .first();
  await from.scrollIntoViewIfNeeded();
  const tag = await from.evaluate((element) => element.tagName);
  if (tag === "SELECT") await from.selectOption("2014");
  else {
    await from.fill("2014");
    await from.press("Enter");
  }
  await settled(page);
  expect((await results()).analyses[0]!.value.nobs).toBeLessThan(used);
  expect(await study()).not.toEqual(saved);
  await page.locator("body").click({ position: { x: 4, y: 600 } });
  await page.keyboard.press("Control+z");
  await settled(page);
  expect(await study()).toEqual(saved);
  expect(await answer(page)).toBe(before);
  await page.keyboard.press("Control+Shift+z");
  await settled(page);
  expect((await results()).analyses[0]!.value.nobs).toBeLessThan(used);
  expect(complaints).toEqual([]);
});

test("a long run says what it does and stops when told to; the answer before it stays", async () => {
  const before = (await answer(page)).slice(0, 120);
  const text = JSON.stringify({
    ...(await study()),
    analyses: [{ ...(await study()).analyses[0], bootstrap: { draws: 100000, seed: 1 } }],
  });
  await drop(page, [{ name: "long.whyvary.json", text }]);
  const cancel = page.getByRole("button", { name: "Cancel" }).first();
  await cancel.waitFor();
  await cancel.click();
  await page.getByText(/^Stopped/).waitFor({ timeout: 3000 });
  await page.keyboard.press("Control+z");
  await settled(page);
  expect((await answer(page)).slice(0, 120)).toBe(before);
  expect((await results()).analyses[0]!.value.nobs).toBeGreaterThan(0);
});

test("three notes stand open, the others are one click away, and all are printed", async () => {
  const notes = page.locator("main article .note");
  const shown = () => notes.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  const all = await notes.count();
  expect(all).toBeGreaterThan(5);
  expect(await shown()).toBe(3);
  await page.emulateMedia({ media: "print" });
  expect(await shown()).toBe(all);
  await page.emulateMedia({ media: "screen" });
  await page.getByText(`${all - 3} more notes`).click();
  expect(await shown()).toBe(all);
  expect(complaints).toEqual([]);
});

test("the order strip moves by keys, at once", async () => {
  const chips = page.getByRole("button", { name: /counted|first|last|position/i });
  const strip = page.locator("main").getByText("Try an order").locator("xpath=ancestor::section[1]|..").first();
  await strip.scrollIntoViewIfNeeded();
  const before = await strip.innerText();
  await chips.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => strip.innerText()).not.toBe(before);
  expect(complaints).toEqual([]);
});

test("your council is asked, kept in the study, and can be taken back", async () => {
  await page.getByRole("button", { name: /Which (council|area) is yours/ }).click();
  const field = page.getByRole("combobox", { name: /Which (council|area) is yours/ });
  const name = (await page.getByRole("option").nth(3).locator("span").innerText()).trim();
  await field.fill(name);
  await field.press("Enter");
  await settled(page);
  await page.getByRole("button", { name: new RegExp(name) }).waitFor();
  expect((await study())["focus"]).toEqual({ area: expect.any(String) });
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: /Which (council|area) is yours/ }).waitFor();
});

test("another question is asked, answered and removed", async () => {
  await page.getByRole("button", { name: "+ Ask another" }).click();
  await page.getByRole("button", { name: /^Which measures go with differences.*An outcome/ }).click();
  await settled(page);
  expect((await study()).analyses).toHaveLength(3);
  expect(await page.locator("main [role=alert]").count()).toBe(0);
  await page.locator("aside.data li:has([aria-current]) .remove").click();
  expect((await study()).analyses).toHaveLength(2);
});

test("a study is saved and opened again as it was, and asks for its files", async () => {
  await drop(page, [{ name: "Small panel.csv", text: smallPanel() }]);
  await settled(page);
  const first = await answer(page);
  const saved = await downloaded(page, () => page.keyboard.press("Control+s"));
  const bytes = (await downloaded(page, () => command(page, "Save results"))).text;
  await page.reload();
  await settled(page);
  await drop(page, [{ name: saved.name, text: saved.text }]);
  await page.getByText("The study needs this file").waitFor();
  await drop(page, [{ name: "SMALL PANEL.csv", text: smallPanel() }]);
  await settled(page);
  expect(await answer(page)).toBe(first);
  expect((await downloaded(page, () => page.keyboard.press("Control+s"))).text).toBe(saved.text);
  const again = (await downloaded(page, () => command(page, "Save results"))).text;
  expect(JSON.parse(again).analyses[0].value).toEqual(JSON.parse(bytes).analyses[0].value);
});

test("a report is one page without scripts", async () => {
  const { name, text } = await downloaded(page, () => page.getByRole("button", { name: "Report" }).click());
  expect(name).toMatch(/\.report\.html$/);
  expect(/<meta http-equiv="content-security-policy"/i.test(text)).toBe(true);
  expect(/<script/i.test(text)).toBe(false);
});
