import { expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { Folder } from "./driver/folder.ts";
import { ID, label } from "./driver/places.ts";
import { windows } from "./driver/window.ts";

// The same package in the browser's own extension host, where there is no Node.
const code = windows({ settings: { "remote.extensionKind": { [ID]: ["ui"] } } });

test("in the web worker extension host a file is previewed", async () => {
  using folder = new Folder().write("small.csv", smallPanel());
  folder.zip("zipped.csv.gz", smallPanel());
  const bench = await code.open(folder.path);
  await bench.openFile("small.csv");
  await bench.command(label("whyvary.preview"));
  await bench.says(/240 rows, 8 columns/);
  const scripts = bench.requests.filter((url) => /whyvary\.whyvary-vscode.*extension\.js/.test(url));
  expect(scripts.filter((url) => !decodeURIComponent(url).includes("dist/browser/extension.js"))).toEqual([]);
  expect(scripts.length).toBeGreaterThan(0);
  await bench.explorerMenu("zipped.csv.gz", "Preview the data");
  await expect.poll(() => bench.tab("zipped.csv.gz").count()).toBeGreaterThan(0);
  await expect
    .poll(
      async () =>
        (await bench.settled(0)) +
        (await bench
          .webview(1)
          .locator("body")
          .innerText()
          .catch(() => "")),
      { timeout: 60_000 },
    )
    .toMatch(/zipped\.csv\.gz/);
});

test("in the web worker extension host a study is answered, and edited", async () => {
  using folder = new Folder().example();
  const bench = await code.open(folder.path);
  await bench.openFile("study.whyvary.json");
  await bench.command(label("whyvary.openStudy"));
  await bench.says(/\d+% goes only with/);
  const title = bench.webview().getByRole("textbox", { name: "Title of the study" });
  await title.fill("Another title");
  await title.press("Enter");
  await expect.poll(() => bench.page.locator(".tab.dirty").count(), { timeout: 20_000 }).toBeGreaterThan(0);
  await bench.focusText("study.whyvary.json");
  await bench.page.keyboard.press("Control+s");
  await expect.poll(() => folder.read("study.whyvary.json")).toContain("Another title");
  await bench.shot("web-host");
});
