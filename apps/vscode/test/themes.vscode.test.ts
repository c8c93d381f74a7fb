import axe from "axe-core";
import { expect, test } from "vitest";
import { Folder } from "./driver/folder.ts";
import { label } from "./driver/places.ts";
import { smallPanel } from "./driver/small-panel.ts";
import { windows } from "./driver/window.ts";
import type { Workbench } from "./driver/workbench.ts";

const code = windows({ fresh: true });

const THEMES = [
  ["Light Modern", "vscode-light"],
  ["Dark Modern", "vscode-dark"],
  ["Default High Contrast", "vscode-high-contrast"],
  ["Default High Contrast Light", "vscode-high-contrast-light"],
] as const;

test.each(THEMES)("%s: the page wears the editor's colours, and all can be read", async (theme, kind) => {
  using folder = new Folder().example().write("small.csv", smallPanel()).settings({ "workbench.colorTheme": theme });
  const bench = await code.open(folder.path);
  await bench.openFile("study.whyvary.json");
  await bench.command(label("whyvary.openStudy"));
  await bench.says(/goes only with/);
  await wears(bench, kind);
  await bench.shot(`theme-study-${kind}`);
  expect(await violations(bench)).toEqual([]);
  await bench.command("View: Close All Editors");
  await bench.openFile("small.csv");
  await bench.command(label("whyvary.preview"));
  await bench.settled();
  await wears(bench, kind);
  await bench.shot(`theme-preview-${kind}`);
  expect(await violations(bench)).toEqual([]);
});

test("a change of theme is followed at once, charts too", async () => {
  using folder = new Folder().example().settings({ "workbench.colorTheme": "Light Modern" });
  const bench = await code.open(folder.path);
  await bench.openFile("study.whyvary.json");
  await bench.command(label("whyvary.openStudy"));
  await bench.says(/goes only with/);
  const frame = await bench.frame();
  const colours = (): Promise<string> =>
    frame.evaluate(() =>
      [...document.querySelectorAll("main svg text, main svg rect, main svg path")]
        .map((mark) => getComputedStyle(mark).fill)
        .join(" "),
    );
  const light = await colours();
  folder.settings({ "workbench.colorTheme": "Dark Modern" });
  await bench.webview().locator("body.vscode-dark").waitFor({ timeout: 15_000 });
  await expect.poll(colours, { timeout: 15_000 }).not.toBe(light);
  await wears(bench, "vscode-dark");
  await bench.shot("theme-changed");
});

test("in a narrow column nothing is cut off sideways", async () => {
  using folder = new Folder().example();
  const bench = await code.open(folder.path);
  await bench.page.setViewportSize({ width: 1000, height: 800 });
  await bench.openFile("study.whyvary.json");
  await bench.command(label("whyvary.openStudy"));
  await bench.says(/goes only with/);
  const [inner, scroll] = await (
    await bench.frame()
  ).evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  expect(scroll).toBeLessThanOrEqual(inner!);
  await bench.shot("narrow");
});

test("by keys alone: from the text to the answer, through it and back", async () => {
  using folder = new Folder().example();
  const bench = await code.open(folder.path);
  await bench.openFile("study.whyvary.json");
  await bench.command(label("whyvary.openStudy"));
  await bench.says(/goes only with/);
  const frame = await bench.frame();
  await bench.command("View: Focus Next Editor Group").catch(() => undefined);
  await frame.evaluate(() => window.focus());
  const seen = new Set<string>();
  let unseen = 0;
  for (let at = 0; at < 25; at++) {
    await bench.page.keyboard.press("Tab");
    const where = await frame.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const style = getComputedStyle(one);
      const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      return {
        name: (one as HTMLElement).innerText || one.getAttribute("aria-label") || one.tagName,
        ring,
        box: style.boxShadow,
      };
    });
    if (!where) continue;
    seen.add(where.name);
    if (!where.ring && where.box === "none") unseen++;
  }
  expect(seen.size).toBeGreaterThan(8);
  expect(unseen).toBe(0);
});

/** The class of the theme's kind, and the editor's own background behind the page's words. */
async function wears(bench: Workbench, kind: string): Promise<void> {
  const body = bench.webview().locator("body");
  await expect.poll(async () => (await body.getAttribute("class")) ?? "").toContain(kind);
  const [paper, editor] = await (
    await bench.frame()
  ).evaluate(() => {
    const probe = document.createElement("i");
    probe.style.color = "var(--vscode-editor-background)";
    document.body.append(probe);
    const wanted = getComputedStyle(probe).color;
    probe.remove();
    return [getComputedStyle(document.body).backgroundColor, wanted];
  });
  expect(paper).toBe(editor);
}

async function violations(bench: Workbench): Promise<string[]> {
  const frame = await bench.frame();
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({
      runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa"] },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ").slice(0, 200)}`),
    );
  });
}
