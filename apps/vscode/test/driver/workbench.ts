import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Frame, FrameLocator, Locator, Page, Request } from "playwright";
import { expect } from "vitest";

const SHOTS = process.env["WHYVARY_SHOTS"];

export const SIZE = { width: 1400, height: 900 };

/** One window of VS Code, and what a person does in it. */
export class Workbench {
  readonly page: Page;
  /** What the consoles of window and webviews complained of. */
  readonly complaints: string[] = [];
  readonly requests: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    const seen = (request: Request): number => this.requests.push(request.url());
    page.context().on("request", seen);
    page.once("close", () => page.context().off("request", seen));
  }

  /** A window on an address; windows of one context share what the browser has fetched and compiled. */
  static async open(context: BrowserContext, url: string): Promise<Workbench> {
    const bench = new Workbench(await context.newPage());
    await bench.page.goto(url);
    await bench.started();
    return bench;
  }

  async started(): Promise<void> {
    await this.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
    await this.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
  }

  /** As a person does it: the window keeps its state first, which a reload of the page alone would cut short. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent("load", { timeout: 60_000 });
    await this.command("Developer: Reload Window").catch(() => undefined);
    await loaded;
    await this.started();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** Closes every editor and panel; false where that would ask, or left something open. */
  async clean(): Promise<boolean> {
    try {
      const dirty = this.page.locator(".tabs-container .tab.dirty");
      for (let tries = 0; tries < 4 && (await dirty.count()) > 0; tries++) {
        await dirty.first().click();
        await this.command("View: Revert and Close Editor");
      }
      if ((await dirty.count()) > 0) return false;
      await this.command("View: Close All Editors");
      await expect.poll(() => this.page.locator(".tabs-container .tab").count(), { timeout: 5_000 }).toBe(0);
      if (await this.page.locator(".part.panel").isVisible()) await this.command("View: Hide Panel");
      await expect.poll(() => this.page.locator("iframe.webview").count(), { timeout: 5_000 }).toBe(0);
      await this.command("Notifications: Clear All Notifications");
      await this.page.setViewportSize(SIZE);
      this.complaints.length = 0;
      this.requests.length = 0;
      return true;
    } catch {
      return false;
    }
  }

  /** Runs a command by its whole label in the palette. A just-opened editor takes the focus and closes the palette, so that opening, typing and choosing are one step, done again where it failed. */
  async command(label: string): Promise<void> {
    await this.#quick("F1", `>${label}`, label);
  }

  /** Opens a file of the folder as text, from the explorer: by its name the palette would offer the page it was last seen in. */
  async openFile(name: string): Promise<void> {
    const exact = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
    const label = this.page.locator(".label-name", { hasText: exact });
    const row = this.page.locator(".explorer-folders-view .monaco-list-row", { has: label });
    await row.dblclick({ timeout: 20_000 });
    await this.tab(name).waitFor({ timeout: 20_000 });
  }

  async #quick(key: string, text: string, label: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget:visible input[type=text]").first();
    const exact = (row: string): boolean => row === label || row.endsWith(`: ${label}`);
    for (let tries = 0; tries < 12; tries++) {
      try {
        await this.page.keyboard.press("Escape");
        await this.page.keyboard.press(key);
        await input.waitFor({ timeout: 2_000 });
        await input.fill(text, { timeout: 2_000 });
        const rows = this.page.locator(
          ".quick-input-list .monaco-list-row .quick-input-list-row:first-child .label-name",
        );
        await expect.poll(async () => (await rows.allInnerTexts()).some(exact), { timeout: 3_000 }).toBe(true);
        const at = (await rows.allInnerTexts()).findIndex(exact);
        await rows.nth(at).click({ timeout: 2_000 });
        // Gone, or already asking what the command has to ask.
        const taken = async (): Promise<boolean> =>
          !(await input.isVisible()) || (await input.inputValue({ timeout: 500 }).catch(() => "")) !== text;
        await expect.poll(taken, { timeout: 3_000 }).toBe(true);
        return;
      } catch (error) {
        if (tries === 11) throw new Error(`“${label}” is not in the palette`, { cause: error });
      }
    }
  }

  tab(name: string): Locator {
    return this.page.locator(".tabs-container .tab", { hasText: name.split("/").at(-1)! });
  }

  /** Chooses from the menu of a file in the explorer; a menu just drawn takes no click yet, and a window just opened has no items of extensions yet. */
  async explorerMenu(file: string, item: string): Promise<void> {
    const row = this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: file });
    const entry = this.page.locator(".context-view .monaco-menu .action-label", { hasText: item }).first();
    for (let tries = 0; tries < 10; tries++) {
      await row.click({ button: "right" });
      try {
        await entry.waitFor({ timeout: 2_000 });
        await this.page.waitForTimeout(300);
        await entry.click({ timeout: 2_000 });
        await entry.waitFor({ state: "hidden", timeout: 2_000 });
        return;
      } catch {
        await this.page.keyboard.press("Escape");
      }
    }
    throw new Error(`“${item}” is not in the menu of ${file}`);
  }

  /** A button above the editor in front. */
  titleButton(name: string): Locator {
    return this.page.locator(`.editor-group-container.active .editor-actions [aria-label^="${name}"]`).first();
  }

  /** "Reopen Editor With..." and the choice of it. */
  async reopenWith(choice: string): Promise<void> {
    await this.command("View: Reopen Editor With...");
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: choice }).first();
    await row.waitFor({ timeout: 5_000 });
    await row.click();
  }

  webviews(): Locator {
    return this.page.locator("iframe.webview.ready");
  }

  /** What stands inside the nth webview in sight. */
  webview(nth = 0): FrameLocator {
    return this.page
      .locator("iframe.webview.ready:visible")
      .nth(nth)
      .contentFrame()
      .frameLocator("iframe#active-frame");
  }

  /** The buttons of a study's questions. */
  questions(nth = 0): Locator {
    return this.webview(nth).locator("li:has(> button.remove) > button.ask");
  }

  /** The same as a frame, to evaluate in. */
  async frame(nth = 0): Promise<Frame> {
    const handle = await this.webview(nth).locator(":root").elementHandle();
    return (await handle!.ownerFrame())!;
  }

  /** The webview's words, once nothing is being read or computed in it. */
  async settled(nth = 0, timeout = 60_000): Promise<string> {
    const body = this.webview(nth).locator("body");
    const busy = this.webview(nth).locator("[aria-busy=true], progress, main > p[role=status]");
    await body.locator("main").waitFor({ timeout });
    let quiet = 0;
    const end = performance.now() + timeout;
    while (quiet < 5) {
      quiet = (await busy.count()) === 0 ? quiet + 1 : 0;
      if (performance.now() > end) throw new Error("The webview is still busy.");
      await this.page.waitForTimeout(120);
    }
    return (await body.innerText()).replace(/\s+/g, " ");
  }

  /** Opens what the preview says of a column. */
  async chooseColumn(name: string): Promise<void> {
    const page = this.webview();
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).first().click(); // prettier-ignore
    await page.getByRole("heading", { name }).waitFor();
  }

  /** Waits until the webview, with nothing under way, says so; returns all it says. */
  async says(words: RegExp, nth = 0, timeout = 60_000): Promise<string> {
    const end = performance.now() + timeout;
    for (;;) {
      const said = await this.settled(nth, timeout);
      if (words.test(said)) return said;
      if (performance.now() > end) throw new Error(`The page does not say ${words}; it says: ${said}`);
      await this.page.waitForTimeout(200);
    }
  }

  /** What the status bar says where it matches. */
  async status(words: RegExp): Promise<string> {
    const item = this.page.locator(".statusbar-item", { hasText: words }).first();
    await item.waitFor({ timeout: 30_000 });
    return (await item.innerText()).replace(/\s+/g, " ").trim();
  }

  /** Rows of the Problems view, opened if need be. */
  async problems(): Promise<string[]> {
    const panel = this.page.locator(".markers-panel");
    if (!(await panel.isVisible())) await this.page.keyboard.press("Control+Shift+m");
    await panel.waitFor({ timeout: 5_000 });
    return (await panel.locator(".monaco-list-row").allInnerTexts()).map((row) => row.replace(/\s+/g, " ").trim());
  }

  /** Goes to a place in the text editor in front; asked again where another editor took the focus meanwhile. */
  async goto(line: number, column = 1): Promise<void> {
    const input = this.page.locator(".quick-input-widget:visible input[type=text]").first();
    const wanted = `:${line}:${column}`;
    for (let tries = 0; ; tries++) {
      await this.page.keyboard.press("Control+g");
      await input.waitFor({ timeout: 5_000 });
      await input.fill(wanted);
      await input.press("Enter");
      try {
        await input.waitFor({ state: "hidden", timeout: 2_000 });
        return;
      } catch (error) {
        await this.page.keyboard.press("Escape");
        if (tries === 5) throw error;
        await this.clickText();
      }
    }
  }

  /** Clicks into the text of a file that is open: by the mouse, since the text is far larger than what one sees of it. */
  async focusText(name: string): Promise<void> {
    await this.tab(name).first().click();
    await this.clickText();
  }

  async clickText(): Promise<void> {
    const editor = this.page.locator(".editor-group-container .editor-instance .monaco-editor:visible").first();
    await editor.waitFor();
    const { x, y } = (await editor.boundingBox())!;
    await this.page.mouse.click(x + 130, y + 62);
    await editor.and(this.page.locator(".focused")).waitFor({ timeout: 5_000 });
  }

  /** Presses keys until what they call is in sight: what is redrawn just then closes it again. */
  async press(keys: readonly string[], wanted: Locator): Promise<void> {
    for (let tries = 0; ; tries++) {
      for (const key of keys) await this.page.keyboard.press(key);
      try {
        return await wanted.waitFor({ timeout: 3_000 });
      } catch (error) {
        if (tries === 5) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** What is offered at the caret; asked again where the language's service has not started yet. */
  async completions(wanted: string): Promise<string[]> {
    const rows = this.page.locator(".suggest-widget.visible .monaco-list-row");
    let offered: string[] = [];
    for (let tries = 0; tries < 15 && !offered.some((one) => one.includes(wanted)); tries++) {
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press("Control+Space");
      await rows
        .first()
        .waitFor({ timeout: 3_000 })
        .catch(() => undefined);
      await this.page.waitForTimeout(300);
      offered = (await rows.allInnerTexts()).map((row) => row.split("\n")[0]!.trim());
    }
    return offered;
  }

  /** Answers the save dialog of VS Code in the browser with a path. */
  async saveAs(path: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget:visible input[type=text]").first();
    await input.waitFor({ timeout: 15_000 });
    // The dialog fills in the folder by itself first, and would take a path typed before that for a folder's.
    await expect.poll(() => input.inputValue(), { timeout: 10_000 }).toMatch(/[^/]\.\w+$/);
    await this.page.waitForTimeout(500);
    await input.fill(path);
    await this.page.waitForTimeout(300);
    await input.press("Enter");
    await input.waitFor({ state: "hidden", timeout: 10_000 });
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** How many of the extension's workers there are: they bear its name. */
  async workers(): Promise<number> {
    const names = await Promise.all(
      this.page.workers().map((worker) => worker.evaluate(() => self.name).catch(() => "ended")),
    );
    return names.filter((name) => name === "whyvary").length;
  }

  async shot(name: string): Promise<void> {
    if (!SHOTS) return;
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  }

  /** Leaves a picture of where a test failed. */
  async failed(name: string): Promise<void> {
    const folder = SHOTS ?? fileURLToPath(new URL("../../test-results", import.meta.url));
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `failed-${name.replace(/\W+/g, "-").slice(0, 60)}.png`) });
    const own = this.complaints.filter((line) => /whyvary|Content Security|blob:|webview/i.test(line));
    console.log(own.slice(-15).join("\n"));
  }
}
