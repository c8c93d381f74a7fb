import { readFile } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Download, Page } from "playwright";
import { expect } from "vitest";

export interface Watched {
  page: Page;
  /** Every address asked for, in order. */
  requests: string[];
  /** Everything the browser complained of: errors, refused content, exceptions. */
  complaints: string[];
}

/** Opens the page and listens to all it does. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 1000 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await page.goto(url);
  return { page, requests, complaints };
}

/** Until nothing is being computed. */
export async function settled(page: Page, timeout = 30_000): Promise<void> {
  await page.waitForFunction(
    () => {
      const busy = document.querySelector("[aria-busy=true], main progress, .files progress");
      const state = window as unknown as { quiet?: number };
      if (busy) state.quiet = 0;
      else state.quiet ??= performance.now();
      if (state.quiet === 0 && !busy) state.quiet = performance.now();
      return !busy && performance.now() - (state.quiet ?? 0) > 600;
    },
    undefined,
    { timeout, polling: 50 },
  );
}

/** The question and its answer, as they stand on the card. */
export async function answer(page: Page): Promise<string> {
  const card = (await page.locator("main article").first().innerText()).replace(/\s+/g, " ");
  return card.split(" Rests on ")[0]!;
}

export async function textOf(download: Download): Promise<string> {
  return readFile((await download.path())!, "utf8");
}

/** A command of the palette, by its name. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Commands" });
  await field.fill(name);
  await expect.poll(() => page.getByRole("option").count()).toBeGreaterThan(0);
  await field.press("Enter");
}

export async function downloaded(page: Page, act: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), text: await textOf(download) };
}

/** A real drop on the window, with files made in the page. */
export async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, text } of all) data.items.add(new File([text], name, { type: "text/csv" }));
    return data;
  }, files);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

/** Through the Open files button and the browser's own chooser. */
export async function choose(
  page: Page,
  files: string[] | { name: string; mimeType: string; buffer: Buffer }[],
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("banner").getByRole("button", { name: "Open files" }).click(),
  ]);
  await chooser.setFiles(files as string[]);
}
