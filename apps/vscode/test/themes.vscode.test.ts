import axe from "axe-core";
import { expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { Folder } from "./driver/folder.ts";
import { EXAMPLE, label } from "./driver/places.ts";
import { windows } from "./driver/window.ts";
import type { Workbench } from "./driver/workbench.ts";

const code = windows();

const THEMES = [
  ["Light Modern", "vscode-light"],
  ["Dark Modern", "vscode-dark"],
  ["Default High Contrast", "vscode-high-contrast"],
  ["Default High Contrast Light", "vscode-high-contrast-light"],
] as const;

test("a study and a preview wear each theme's colours as it is chosen, and all can be read", async () => {
  using folder = new Folder()
    .example()
    .write("small.csv", smallPanel())
    .settings({ "workbench.colorTheme": "Light Modern" });
  const bench = await code.open(folder.path);
  await bench.openFile("small.csv");
  await bench.command(label("whyvary.preview"));
  await bench.settled();
  await inEachTheme(bench, folder, async (kind) => {
    await bench.shot(`theme-preview-${kind}`);
    expect(await violations(bench)).toEqual([]);
  });
  await bench.command("View: Close All Editors");
  await bench.openFile("study.whyvary.json");
  await bench.command(label("whyvary.openStudy"));
  await bench.says(/goes only with/);
  let drawn = "";
  await inEachTheme(bench, folder, async (kind) => {
    // The charts follow: their marks change colour with the theme.
    await expect.poll(() => marks(bench), { timeout: 15_000 }).not.toBe(drawn);
    drawn = await marks(bench);
    await bench.shot(`theme-study-${kind}`);
    expect(await violations(bench)).toEqual([]);
  });
});

test("each kind of question can be read in each theme", { timeout: 360_000 }, async () => {
  using folder = new Folder().example().copy(`${EXAMPLE}article.whyvary.json`, "article.whyvary.json");
  const { analyses } = JSON.parse(folder.read("article.whyvary.json")) as { analyses: { id: string }[] };
  const bench = await code.open(folder.path);
  await bench.openFile("article.whyvary.json");
  await bench.reopenWith("Whyvary study");
  await bench.settled();
  const questions = bench.questions();
  await inEachTheme(bench, folder, async (kind) => {
    for (const [at, { id }] of analyses.entries()) {
      await questions.nth(at).click();
      await bench.settled();
      await bench.shot(`kind-${id}-${kind}`);
      expect(
        await violations(bench, ["color-contrast", "label", "button-name", "svg-img-alt"]),
        `${id}, ${kind}`,
      ).toEqual([]);
    }
  });
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

/** Chooses one theme after the other, and waits until the page wears it. */
async function inEachTheme(bench: Workbench, folder: Folder, look: (kind: string) => Promise<void>): Promise<void> {
  for (const [theme, kind] of THEMES) {
    folder.settings({ "workbench.colorTheme": theme });
    await wears(bench, kind);
    await look(kind);
  }
}

function marks(bench: Workbench): Promise<string> {
  return bench
    .webview()
    .locator("main svg text, main svg rect, main svg path")
    .evaluateAll((all) => all.map((mark) => getComputedStyle(mark).fill).join(" "));
}

/** The class of the theme's kind, and the editor's own background behind the page's words. */
async function wears(bench: Workbench, kind: string): Promise<void> {
  const body = bench.webview().locator("body");
  const worn = async (): Promise<string | undefined> => {
    const classes = new Set(((await body.getAttribute("class")) ?? "").split(/\s+/));
    // High contrast in light bears the class of high contrast as well.
    return THEMES.map(([, one]) => one).findLast((one) => classes.has(one));
  };
  await expect.poll(worn, { timeout: 15_000 }).toBe(kind);
  const colours = (): Promise<string[]> =>
    body.evaluate((element) => {
      const probe = document.createElement("i");
      probe.style.color = "var(--vscode-editor-background)";
      element.append(probe);
      const wanted = getComputedStyle(probe).color;
      probe.remove();
      return [getComputedStyle(element).backgroundColor, wanted];
    });
  await expect.poll(async () => new Set(await colours()).size).toBe(1);
}

/** What axe finds wrong in the page, by these rules or all of WCAG's A and AA. */
async function violations(bench: Workbench, rules: string[] | null = null): Promise<string[]> {
  const frame = await bench.frame();
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  return frame.evaluate(async (wanted) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({
      runOnly: wanted ? { type: "rule", values: wanted } : { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa"] },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ").slice(0, 200)}`),
    );
  }, rules);
}
