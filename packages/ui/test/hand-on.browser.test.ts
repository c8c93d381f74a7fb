import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { chromium, type Browser, type Page } from "playwright";
import { build } from "vite";
import { findChromium } from "../../../scripts/chromium.mjs";
import { serve } from "./serve.mjs";

let browser: Browser;
let page: Page;
let server: { address: string; close: () => Promise<unknown> };
const complaints: string[] = [];

beforeAll(async () => {
  await build({ configFile: new URL("harness/vite.config.ts", import.meta.url).pathname, logLevel: "error" });
  server = await serve(new URL("../dist/harness", import.meta.url).pathname);
  browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  complaints.length = 0;
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(`${server.address}/?scene=coefficients`);
});

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const said = (text: string): Promise<void> => page.locator(".hand .said", { hasText: text }).waitFor();
const clipboard = (type: string): Promise<string> =>
  page.evaluate(async (wanted) => {
    const [item] = await navigator.clipboard.read();
    return (await item!.getType(wanted)).text();
  }, type);

test("words and table go on the clipboard as markup and as text, the chart as a picture", async () => {
  for (const [button, words] of [
    ["Copy wording", "Wording copied"],
    ["Copy table", "Table copied"],
    ["Copy chart", "Chart copied"],
  ] as const) {
    await press(button);
    await said(words);
  }
  // Reading a copy back shows it to the test's own page, whose policy it need not meet.
  expect(complaints).toEqual([]);
  await press("Copy wording");
  await said("Wording copied");
  expect(await clipboard("text/html")).toMatch(/<b[ >]/);
  expect(await clipboard("text/plain")).toContain("\n\n");
  await press("Copy table");
  await said("Table copied");
  expect(await clipboard("text/html")).toContain("<table");
  expect((await clipboard("text/plain")).split("\n")[0]).toContain("Term\tEstimate");
  expect(await clipboard("text/html")).toMatch(/<td[^>]*x:num="[\d.-]+"/);
  await press("Copy chart");
  await said("Chart copied");
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const { width, height } = await createImageBitmap(await item!.getType("image/png"));
    return { width, height };
  });
  expect(size.width).toBe(2 * 752);
  expect(size.height).toBeGreaterThan(300);
});

test("every format is saved, by mouse and by keys", async () => {
  const formats = page.locator(".hand li button");
  const names: string[] = [];
  for (let i = 0; i < (await formats.count()); i++) {
    await page.evaluate(() => Object.assign(window, { saved: null }));
    await page.locator(".hand summary").click();
    await formats.nth(i).click();
    await page.waitForFunction(() => Boolean((window as { saved?: unknown }).saved));
    const saved = await page.evaluate(() => {
      const { name, content } = (window as unknown as { saved: { name: string; content: string | Uint8Array } }).saved;
      return { name, start: typeof content === "string" ? content.slice(0, 5) : [...content.slice(0, 4)].join(" ") };
    });
    names.push(`${saved.name}: ${saved.start.length > 0}`);
    if (saved.name.endsWith(".xlsx")) expect(saved.start).toBe("80 75 3 4");
    if (saved.name.endsWith(".png")) expect(saved.start).toBe("137 80 78 71");
    if (saved.name.endsWith(".svg")) expect(saved.start).toBe("<?xml");
  }
  expect(names.map((name) => name.replace(/^[^.]*/, ""))).toEqual([".xlsx: true", ".csv: true", ".csv: true", ".png: true", ".svg: true", ".vl.json: true", ".R: true"]); // prettier-ignore
  await page.locator(".hand summary").focus();
  await page.keyboard.press("Enter");
  expect(await formats.first().isVisible()).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  expect(await formats.first().isVisible()).toBe(false);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SUMMARY");
  expect(complaints).toEqual([]);
});
