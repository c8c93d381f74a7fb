import { expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { Folder } from "./driver/folder.ts";
import { label } from "./driver/places.ts";
import { windows } from "./driver/window.ts";

const code = windows();
const PREVIEW = label("whyvary.preview");

test("a reload of the window brings the preview back in its place", async () => {
  using folder = new Folder().write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  await bench.openFile("small.csv");
  await bench.command(PREVIEW);
  await bench.settled();
  await bench.chooseColumn("spend_per_child");
  await bench.page.waitForTimeout(1_500);
  await bench.reload();
  await bench.webviews().first().waitFor({ timeout: 30_000 });
  await bench.says(/240 rows/);
  await bench.webview().getByRole("heading", { name: "spend_per_child" }).waitFor({ timeout: 10_000 });
  await bench.shot("reloaded");
});

test("a reload of the window brings the study back with the question in front", async () => {
  using folder = new Folder().example();
  const bench = await code.open(folder.path);
  await bench.openFile("study.whyvary.json");
  await bench.command(label("whyvary.openStudy"));
  await bench.says(/goes only with/);
  await bench.questions().nth(1).click();
  const heading = async (): Promise<string> =>
    (await bench.webview().locator("main h2, main h1").first().innerText()).trim();
  await bench.settled();
  const chosen = await heading();
  await bench.page.waitForTimeout(1_500);
  await bench.reload();
  await bench.webviews().first().waitFor({ timeout: 30_000 });
  await bench.settled();
  expect(await heading()).toBe(chosen);
  // The next test finds the place that is kept of this study.
  await bench.questions().first().click();
  await bench.says(/goes only with/);
  await bench.page.waitForTimeout(1_500);
});

test("a closed preview frees its worker", async () => {
  using folder = new Folder().write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  await bench.openFile("small.csv");
  expect(await bench.workers()).toBe(0);
  await bench.command(PREVIEW);
  await bench.settled();
  expect(await bench.workers()).toBe(1);
  await bench.command("View: Close All Editors");
  await expect.poll(() => bench.workers(), { timeout: 10_000 }).toBe(0);
  expect(await bench.webviews().count()).toBe(0);
});

test("a file of 100 MB is read while the window stays quick, and its last row can be seen", async () => {
  const one = smallPanel(150, 10);
  const body = one.slice(one.indexOf("\n") + 1);
  const times = Math.ceil(100e6 / body.length);
  using folder = new Folder().write("large.csv", one.slice(0, one.indexOf("\n") + 1) + body.repeat(times));
  const bench = await code.open(folder.path);
  await bench.explorerMenu("large.csv", "Preview the data");
  await bench.webviews().first().waitFor({ timeout: 30_000 });
  const started = performance.now();
  await bench.webview().locator("body").waitFor();
  const rows = (1500 * times).toLocaleString("en-GB");
  await expect
    .poll(() => bench.webview().locator("body").innerText(), { timeout: 90_000, interval: 250 })
    .toContain(`${rows} rows`);
  const took = Math.round(performance.now() - started);
  // A keystroke is answered at once: the reading is in the worker.
  const frame = await bench.frame();
  const delay = await frame.evaluate(
    () =>
      new Promise<number>((done) => {
        const at = performance.now();
        requestAnimationFrame(() => done(performance.now() - at));
      }),
  );
  expect(delay).toBeLessThan(500);
  const table = bench.webview().locator("[role=grid], [role=table], table").first();
  await table.evaluate((element) => {
    let scroller: Element | null = element;
    while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement;
    (scroller ?? document.documentElement).scrollTop = 1e9;
  });
  await expect.poll(() => table.innerText(), { timeout: 20_000 }).toContain("Place, 149");
  console.log(`100 MB, ${rows} rows: shown ${took} ms after the page came up`);
  await bench.shot("large");
  await bench.command("View: Close All Editors");
});

test("a click in the explorer opens the text", async () => {
  using folder = new Folder().write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  await bench.page.locator(".explorer-folders-view .monaco-list-row", { hasText: "small.csv" }).dblclick();
  await bench.page.locator(".monaco-editor .view-lines", { hasText: "la_code" }).waitFor();
  expect(await bench.webviews().count()).toBe(0);
});

test("nothing is fetched from anywhere but this machine", async () => {
  using folder = new Folder().example();
  const bench = await code.open(folder.path);
  await bench.openFile("study.whyvary.json");
  await bench.command(label("whyvary.openStudy"));
  await bench.says(/goes only with/);
  const away = bench.requests.filter(
    (url) => !/^(?:blob:|data:|(?:https?|wss?):\/\/(?:localhost|127\.0\.0\.1)[:/])/.test(url),
  );
  expect(away.filter((url) => !/vscode-(?:cdn|unpkg|remote|resource)/.test(url))).toEqual([]);
  expect(bench.complaints.filter((line) => /Content Security Policy|Refused to/i.test(line))).toEqual([]);
});
