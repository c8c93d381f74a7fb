import { readFileSync } from "node:fs";
import { startLocalEngine } from "@whyvary/core/worker";
import type { Page } from "playwright";
import { beforeEach, expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { choose, command, downloaded, drop, settled } from "./open-page.ts";
import { withPage } from "./with-page.ts";

const on = withPage();
let page: Page;
beforeEach(() => {
  ({ page } = on);
});

const study = async (): Promise<{ panel: { measures: { [name: string]: unknown } } }> =>
  JSON.parse((await downloaded(page, () => page.keyboard.press("Control+s"))).text);

test("a saved workbook comes back in with every figure, its sheets are named, another is chosen", async () => {
  const told = JSON.parse((await downloaded(page, () => command(page, "Save results"))).text) as {
    analyses: { value: { shares: { block: string; alone: number }[] } }[];
  };
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    (async () => {
      await page.locator(".hand summary").click();
      await page.getByRole("button", { name: /^Excel workbook/ }).click();
    })(),
  ]);
  const buffer = readFileSync((await download.path())!);
  await choose(page, [{ name: "shares.xlsx", mimeType: "application/octet-stream", buffer }]);
  await settled(page);
  await page
    .locator(".files")
    .getByRole("button", { name: /shares\.xlsx/ })
    .click();
  const article = page.locator("main article");
  const sheets = page.getByLabel(/Sheet/);
  await sheets.first().waitFor();
  const listed = await sheets.first().locator("option").allInnerTexts();
  expect(listed.length).toBeGreaterThan(1);
  expect(await article.innerText()).toMatch(/xlsx, \d+ kB/);
  const engine = startLocalEngine();
  const { rows, columns } = await engine.load("shares.xlsx", new Uint8Array(buffer));
  const page1 = await engine.rows("shares.xlsx", 0, rows);
  await engine.close();
  expect(columns.length).toBeGreaterThan(2);
  for (const { block, alone } of told.analyses[0]!.value.shares) {
    // A share is formatted as a percentage, and such a cell is read as it shows: 15, not 0.15.
    const figures = page1.rows.filter((cells) => cells.includes(block)).flat();
    expect(figures.some((cell) => typeof cell === "number" && Math.abs(cell - 100 * alone) <= 1e-12), `${block}: ${figures.join(", ")}`).toBe(true); // prettier-ignore
  }
  await sheets.first().selectOption({ index: listed.length - 1 });
  await settled(page);
  expect(await sheets.first().locator("option:checked").innerText()).toBe(listed.at(-1));
  expect(on.complaints).toEqual([]);
});

test("a measure is made of others without code, tried before it stands, asked about, and undone", async () => {
  await drop(page, [{ name: "small panel.csv", text: smallPanel() }]);
  await settled(page);
  await command(page, "From files to panel");
  await page.getByRole("button", { name: "Make a measure" }).click();
  const form = page.getByRole("form", { name: "Make a measure" });
  await form.getByLabel("Make", { exact: true }).selectOption("index");
  await form.getByRole("button", { name: "Make it" }).click();
  await form.getByText("Choose what it is made of.").waitFor();
  await form.getByLabel("The figure").selectOption("plan_rate");
  await form.getByLabel("The year that is 100").fill("1950");
  await form.getByLabel("What you call it").fill("Plan rate, 2013 = 100");
  await form.getByRole("button", { name: "Make it" }).click();
  // A base that the panel does not have leaves nothing: it is said, and the study stays as it was.
  await form.locator(".problem").first().waitFor();
  expect(JSON.stringify(await study())).not.toContain(`"index":`);
  await form.getByLabel("The year that is 100").fill("2013");
  await form.getByRole("button", { name: "Make it" }).click();
  await page.getByText("“Plan rate, 2013 = 100” is made.").waitFor();
  const { measures } = (await study()).panel;
  expect(Object.values(measures).at(-1)).toEqual({ index: "plan_rate", base: 2013, title: "Plan rate, 2013 = 100" });
  await page.getByText("an index: plan rate, the year that is 100 2013", { exact: false }).waitFor();
  await page.getByRole("button", { name: "See the answer" }).click();
  await settled(page);
  await page.getByLabel("Outcome").first().selectOption({ label: "Plan rate, 2013 = 100" });
  await settled(page);
  expect(await page.locator("main article").innerText()).toContain("lan rate, 2013 = 100");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await settled(page);
  expect(JSON.stringify(await study())).not.toContain(`"index":`);
  expect(on.complaints).toEqual([]);
});
