import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { Folder } from "./driver/folder.ts";
import { label, real } from "./driver/places.ts";
import { windows } from "./driver/window.ts";

const code = windows();
const PREVIEW = label("whyvary.preview");

test("a CSV opens as text; the command shows it beside, recognised", async () => {
  using folder = new Folder().write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  await bench.openFile("small.csv");
  expect(await bench.webviews().count()).toBe(0);
  await bench.command(PREVIEW);
  const said = await bench.settled();
  expect(said).toMatch(/240 rows, 8 columns/);
  expect(said).toContain("1 suppressed");
  expect(said).toMatch(/Place, 0/);
  // Beside: the text is still in sight.
  expect(await bench.page.locator(".editor-group-container").count()).toBe(2);
  expect(await bench.page.locator(".monaco-editor .view-lines:visible").first().innerText()).toContain("la_code");
  expect(await bench.status(/240 rows/)).toMatch(/240 rows/);
  await bench.shot("preview-small");
});

test("the button above the text and the menu of the explorer open it too", async () => {
  using folder = new Folder().write("one.csv", smallPanel()).write("two.tsv", smallPanel(5, 4).replaceAll(",", "\t"));
  const bench = await code.open(folder.path);
  await bench.openFile("one.csv");
  await bench.titleButton("Preview the data").click();
  await bench.says(/240 rows, 8 columns/);
  await bench.explorerMenu("two.tsv", "Preview the data");
  await expect.poll(() => bench.tab("two.tsv").count()).toBeGreaterThan(0);
  await expect.poll(async () => bench.page.locator("iframe.webview.ready:visible").count()).toBeGreaterThan(0);
  await expect
    .poll(async () => (await bench.settled(0)) + (await bench.settled(1).catch(() => "")), { timeout: 60_000 })
    .toMatch(/20 rows/);
});

test("“Reopen with” shows the preview in the place of the text, and back", async () => {
  using folder = new Folder().write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  await bench.openFile("small.csv");
  await bench.reopenWith("Whyvary preview");
  await bench.says(/240 rows, 8 columns/);
  expect(await bench.page.locator(".editor-group-container").count()).toBe(1);
  await bench.reopenWith("Text Editor");
  await bench.page.locator(".monaco-editor .view-lines", { hasText: "la_code" }).waitFor();
  expect(await bench.webviews().count()).toBe(0);
});

test.each([
  ["zipped.csv.gz", "240 rows, 8 columns"],
  ["tabs.tab", "240 rows, 8 columns"],
])("%s is read", async (name, words) => {
  using folder = new Folder().write(
    "tabs.tab",
    smallPanel().replaceAll('"', "").replaceAll("Place, ", "Place ").replaceAll(",", "\t"),
  );
  folder.zip("zipped.csv.gz", smallPanel());
  const bench = await code.open(folder.path);
  await bench.explorerMenu(name, "Preview the data");
  await bench.webviews().first().waitFor({ timeout: 30_000 });
  expect(await bench.settled()).toContain(words);
});

const bank = real("lait/bds_long_0.parquet");
test.skipIf(bank === undefined)("a Parquet file of 641,070 rows is read", async () => {
  using folder = new Folder().write("bank.parquet", readFileSync(bank!));
  const bench = await code.open(folder.path);
  await bench.explorerMenu("bank.parquet", "Preview the data");
  await bench.says(/641,070 rows/, 0, 90_000);
});

test("a broken file says what, where and what to do; the rest stays usable", async () => {
  using folder = new Folder()
    .write("ragged.csv", 'area,year,rate\nA,2011,1\nB,2011\nC,2011,"open\n')
    .write("empty.csv", "")
    .write("picture.csv", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3]))
    .write("cut.csv.gz", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]))
    .write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  const seen: Record<string, string> = {};
  for (const name of ["ragged.csv", "empty.csv", "picture.csv", "cut.csv.gz"]) {
    await bench.explorerMenu(name, "Preview the data");
    await bench.tab(name).first().waitFor();
    await expect.poll(() => bench.settled(), { timeout: 60_000 }).toContain(name);
    seen[name] = await bench.settled();
    await bench.shot(`broken-${name}`);
    await bench.command("View: Close All Editors");
  }
  expect(seen["ragged.csv"]).toMatch(/row \d/);
  for (const words of Object.values(seen)) expect(words.length).toBeGreaterThan(60);
  await bench.explorerMenu("small.csv", "Preview the data");
  await bench.says(/240 rows/);
});

test("a change from outside and a save are followed, and the place is kept", async () => {
  using folder = new Folder().write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  await bench.openFile("small.csv");
  await bench.command(PREVIEW);
  await bench.settled();
  await bench.chooseColumn("spend_per_child");
  const text = smallPanel();
  const started = performance.now();
  folder.write("small.csv", text + "Q200,New place,Region 1,2011,50,0.2,300,9\n");
  await expect.poll(() => bench.webview().locator("body").innerText(), { timeout: 10_000 }).toMatch(/241 rows/);
  expect(performance.now() - started).toBeLessThan(5_000);
  await bench.webview().getByRole("heading", { name: "spend_per_child" }).waitFor();
  // And by the editor's own save.
  await bench.focusText("small.csv");
  await bench.page.keyboard.press("Control+End");
  await bench.page.keyboard.type("Q201,Newer place,Region 1,2011,50,0.2,300,9");
  await bench.page.keyboard.press("Control+s");
  await expect.poll(() => bench.webview().locator("body").innerText(), { timeout: 10_000 }).toMatch(/242 rows/);
  await bench.shot("preview-followed");
});

test("text that was never saved is previewed as it is typed", async () => {
  using folder = new Folder().write("readme.txt", "nothing\n");
  const bench = await code.open(folder.path);
  await bench.command("File: New Untitled Text File");
  await bench.page.locator(".editor-group-container.active .monaco-editor").click();
  await bench.page.keyboard.insertText("area,year,rate\nA,2011,1\nB,2011,2\n");
  await bench.command(PREVIEW);
  await bench.says(/2 rows, 3 columns/);
  await bench.tab("Untitled-1").first().click();
  await bench.clickText();
  await bench.page.keyboard.press("Control+End");
  await bench.page.keyboard.insertText("C,2011,3\n");
  await expect.poll(() => bench.webview().locator("body").innerText(), { timeout: 10_000 }).toMatch(/3 rows/);
  await bench.shot("preview-untitled");
});

test("names and cells are text, whatever they look like", async () => {
  const hostile = '<img src=x onerror="parent.planted=1;window.planted=1">';
  const text = smallPanel()
    .replaceAll("Region 1", `"${hostile.replaceAll('"', '""')}"`)
    .replace("sw_vacancy_rate", `"${hostile.replaceAll('"', '""')}"`);
  using folder = new Folder().write("<b>x.csv", text);
  const bench = await code.open(folder.path);
  await bench.explorerMenu("<b>x.csv", "Preview the data");
  expect(await bench.settled()).toContain("<img src=x");
  expect(await bench.webview().locator("img[src=x]").count()).toBe(0);
  expect(await (await bench.frame()).evaluate(() => "planted" in window)).toBe(false);
});

test("a suggested question becomes a study in one click", async () => {
  using folder = new Folder().write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  await bench.openFile("small.csv");
  await bench.command(PREVIEW);
  await bench.settled();
  await bench.shot("preview-questions");
  await bench
    .webview()
    .getByRole("button", { name: /differ|go with/i })
    .first()
    .click();
  await bench.tab(".whyvary.json").first().waitFor({ timeout: 30_000 });
  await expect
    .poll(
      async () => {
        const all = await bench.page.locator("iframe.webview.ready:visible").count();
        const words = await Promise.all(
          Array.from({ length: all }, (_, nth) => bench.webview(nth).locator("body").innerText()),
        );
        return words.join(" ");
      },
      { timeout: 60_000 },
    )
    .toMatch(/\d+%/);
  await bench.shot("preview-to-study");
});

const plans = real("ees/d5_cpps_at31march_by_duration_2013_to_2025.csv");
test.skipIf(!plans)("a real file of the department is understood", async () => {
  using folder = new Folder().copy(plans!, "d5.csv");
  const bench = await code.open(folder.path);
  await bench.openFile("d5.csv");
  await bench.command(PREVIEW);
  const said = await bench.settled();
  expect(said).toMatch(/DfE open data/);
  expect(said).toMatch(/2,132 rows/);
  expect(said).toMatch(/2013 to 2025/);
  await bench.shot("preview-real");
  const policy = bench.complaints.filter((line) => /Content Security Policy|unsafe-eval/i.test(line));
  expect(policy).toEqual([]);
});
