import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Folder } from "./driver/folder.ts";
import { label, TERMINAL } from "./driver/places.ts";
import { windows } from "./driver/window.ts";
import type { Workbench } from "./driver/workbench.ts";

const code = windows();
const OPEN = label("whyvary.openStudy");
const STUDY = "study.whyvary.json";

const ANSWERED = /\d+% goes only with/;

async function openStudy(folder: Folder, words = ANSWERED): Promise<Workbench> {
  const bench = await code.open(folder.path);
  await bench.openFile(STUDY);
  await bench.command(OPEN);
  await bench.says(words);
  return bench;
}

test("a study is answered beside its text, with the status bar's rows", async () => {
  using folder = new Folder().example();
  const bench = await openStudy(folder);
  await bench.says(ANSWERED);
  expect(await bench.page.locator(".editor-group-container").count()).toBe(2);
  expect(await bench.status(/used/)).toMatch(/[\d,]+ of [\d,]+ rows used/);
  await bench.shot("study");
});

test("the same study gives the same bytes as the terminal", async () => {
  using folder = new Folder().example();
  const terminal = spawnSync(process.execPath, [TERMINAL, "run", join(folder.path, STUDY), "--json"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  expect(terminal.status).toBe(0);
  const bench = await openStudy(folder);
  await bench.command(label("whyvary.saveResults"));
  await bench.saveAs(join(folder.path, "out.json"));
  await expect.poll(() => safely(() => folder.read("out.json").length), { timeout: 20_000 }).toBeGreaterThan(0);
  expect(folder.read("out.json")).toBe(terminal.stdout);
});

test("an edit of the text runs again; undo brings the answer back", async () => {
  using folder = new Folder().example();
  const bench = await openStudy(folder);
  const before = await answer(bench);
  await bench.focusText(STUDY);
  await replace(bench, '"from": 2011', '"from": 2014');
  await expect.poll(() => answer(bench), { timeout: 60_000 }).not.toBe(before);
  await bench.settled();
  await bench.focusText(STUDY);
  while ((await bench.page.locator(".tab.dirty").count()) > 0) await bench.page.keyboard.press("Control+z");
  await expect.poll(() => answer(bench), { timeout: 60_000 }).toBe(before);
});

test("a choice in the page is an edit of the text, undone by Ctrl+Z, and leaves the rest of the text alone", async () => {
  using folder = new Folder().example();
  const original = folder.read(STUDY);
  const bench = await openStudy(folder);
  const before = await answer(bench);
  const from = bench
    .webview()
    .getByRole("complementary", { name: "Choices" })
    .getByLabel(/from|first year/i)
    .first();
  await from.scrollIntoViewIfNeeded();
  if ((await from.evaluate((element) => element.tagName)) === "SELECT") await from.selectOption("2014");
  else {
    await from.fill("2014");
    await from.press("Enter");
  }
  await expect.poll(() => bench.page.locator(".tab.dirty").count(), { timeout: 20_000 }).toBeGreaterThan(0);
  await bench.settled();
  expect(await answer(bench)).not.toBe(before);
  await bench.focusText(STUDY);
  await bench.page.keyboard.press("Control+s");
  await expect.poll(() => folder.read(STUDY)).toBe(original.replace('"from": 2011', '"from": 2014'));
  await bench.page.keyboard.press("Control+z");
  await bench.page.keyboard.press("Control+s");
  await expect.poll(() => folder.read(STUDY)).toBe(original);
  await expect.poll(() => answer(bench), { timeout: 60_000 }).toBe(before);
});

test("undo works with the page in front, too", async () => {
  using folder = new Folder().example();
  const original = folder.read(STUDY);
  const bench = await code.open(folder.path);
  await bench.openFile(STUDY);
  await bench.reopenWith("Whyvary study");
  await bench.settled();
  const title = bench.webview().getByRole("textbox", { name: "Title of the study" });
  await title.fill("Another title");
  await title.press("Enter");
  await expect.poll(() => bench.page.locator(".tab.dirty").count(), { timeout: 20_000 }).toBeGreaterThan(0);
  await bench
    .webview()
    .locator("main")
    .click({ position: { x: 5, y: 5 } });
  await bench.page.keyboard.press("Control+z");
  await expect.poll(() => title.inputValue(), { timeout: 20_000 }).toBe(JSON.parse(original).title);
  expect(await bench.page.locator(".tab.dirty").count()).toBe(0);
});

test("only the file that changed is read again", async () => {
  using folder = new Folder().example();
  const bench = await openStudy(folder);
  const before = await answer(bench);
  const frame = await bench.frame();
  await frame.evaluate(() => {
    const sent: string[] = [];
    addEventListener("message", ({ data }: MessageEvent<{ type?: string; name?: string }>) => {
      if (data?.type === "fileBegins") sent.push(data.name!);
    });
    (window as unknown as { sent: string[] }).sent = sent;
  });
  const lines = folder.read("plans.csv").split("\n");
  const header = lines[0]!.split(",");
  const at = header.indexOf("CPP_At31");
  expect(at).toBeGreaterThan(0);
  // Every council's number is doubled in one year: the answer has to move.
  const year = header.indexOf("time_period");
  folder.write(
    "plans.csv",
    lines
      .map((line) => {
        const cells = line.split(",");
        if (cells[year] === "2016" && /^\d+$/.test(cells[at] ?? "")) cells[at] = String(2 * Number(cells[at]));
        return cells.join(",");
      })
      .join("\n"),
  );
  await expect.poll(() => answer(bench), { timeout: 60_000 }).not.toBe(before);
  expect(await frame.evaluate(() => (window as unknown as { sent: string[] }).sent)).toEqual(["plans.csv"]);
});

test("completion and hover come from the bundled schema", async () => {
  using folder = new Folder().example((text) =>
    text.replace(/\{\s*"id": "model"[^}]*\}/, '{ "id": "model", "kind": "" }'),
  );
  const bench = await code.open(folder.path);
  await bench.openFile(STUDY);
  const line =
    1 +
    folder
      .read(STUDY)
      .split("\n")
      .findIndex((one) => one.includes('"kind": ""'));
  await bench.goto(line, folder.read(STUDY).split("\n")[line - 1]!.indexOf('""') + 2);
  const offered = await bench.completions("decompose");
  expect(offered.join(" ")).toMatch(/decompose/);
  expect(offered.join(" ")).toMatch(/regress/);
  await bench.shot("completion");
  await bench.page.keyboard.press("Escape");
  const lines = folder.read(STUDY).split("\n");
  const outcome = lines.findIndex((one) => one.includes('"outcome"'));
  await bench.goto(outcome + 1, lines[outcome]!.indexOf("outcome") + 2);
  const hover = bench.page.locator(".monaco-hover:visible", { hasText: "measure" }).first();
  await bench.press(["Control+k", "Control+i"], hover);
  await bench.shot("hover");
});

test("an unknown column is marked where it stands, with a quick fix to the nearest name", async () => {
  using folder = new Folder().example((text) => text.replace("plans.CPP_At31", "plans.CPP_At3l"));
  const bench = await openStudy(folder, /CPP_At3l/);
  await expect.poll(async () => (await bench.problems()).join("\n"), { timeout: 30_000 }).toContain("CPP_At3l");
  const row = (await bench.problems()).find((one) => one.includes("CPP_At3l"))!;
  const lines = folder.read(STUDY).split("\n");
  const line = lines.findIndex((one) => one.includes("CPP_At3l"));
  const place = /\[Ln (\d+), Col (\d+)\]/.exec(row)!;
  expect(Number(place[1])).toBe(line + 1);
  const column = Number(place[2]) - 1;
  const value = lines[line]!.indexOf('"plans.CPP_At3l"');
  expect(column).toBeGreaterThanOrEqual(value);
  expect(column).toBeLessThanOrEqual(value + '"plans.'.length);
  await bench.shot("diagnostics");
  await bench.focusText(STUDY);
  await bench.goto(line + 1, lines[line]!.indexOf("CPP_At3l") + 4);
  const fix = bench.page.locator(".action-widget .monaco-list-row", { hasText: "CPP_At31" }).first();
  await bench.press(["Control+."], fix);
  await bench.shot("quick-fix");
  await fix.click();
  await expect.poll(async () => (await bench.problems()).join("\n"), { timeout: 60_000 }).not.toContain("CPP_At3l");
  await bench.focusText(STUDY);
  await bench.page.keyboard.press("Control+s");
  await expect.poll(() => folder.read(STUDY)).toContain('"plans.CPP_At31"');
  await expect.poll(() => answer(bench), { timeout: 60_000 }).toMatch(ANSWERED);
});

test.each([
  ["an unknown key", (text: string) => text.replace('"outcome"', '"outcom"'), "outcom"],
  ["a file that is not there", (text: string) => text.replace('"context.csv"', '"contexts.csv"'), "contexts.csv"],
  ["JSON that breaks off", (text: string) => text.slice(0, -4), "study.whyvary.json"],
])("%s is a problem with a place, not a crash", async (name, change, words) => {
  using folder = new Folder().example(change);
  const bench = await openStudy(folder, /./);
  await expect.poll(async () => (await bench.problems()).join("\n"), { timeout: 30_000 }).toContain(words);
  expect((await bench.problems()).join("\n")).toMatch(/\[Ln \d+, Col \d+\]/);
  await bench.shot(`problem-${name.replaceAll(" ", "-")}`);
});

test("while the text is broken the page says so, keeps its answer, and goes on when it is whole", async () => {
  using folder = new Folder().example();
  const bench = await openStudy(folder);
  const before = await answer(bench);
  await bench.focusText(STUDY);
  await bench.goto(2, 1);
  await bench.page.keyboard.type("]");
  await bench.webview().getByText("cannot be read as JSON just now").waitFor({ timeout: 10_000 });
  expect(await answer(bench)).toBe(before);
  await bench.shot("broken-text");
  await bench.page.keyboard.press("Backspace");
  await bench.webview().getByText("cannot be read as JSON just now").waitFor({ state: "detached", timeout: 10_000 });
  expect(await answer(bench)).toBe(before);
});

test("above each question stand Run and its answer", async () => {
  using folder = new Folder().example();
  const bench = await code.open(folder.path);
  await bench.openFile(STUDY);
  const line = folder
    .read(STUDY)
    .split("\n")
    .findIndex((one) => one.includes('"id": "shares"'));
  await bench.goto(line + 1, 1);
  const lens = bench.page.locator(".codelens-decoration a:visible", { hasText: /Run/ }).first();
  await lens.waitFor({ timeout: 20_000 });
  await lens.click();
  await bench.settled();
  await bench.focusText(STUDY);
  await bench.goto(line + 1, 1);
  await expect
    .poll(async () => (await bench.page.locator(".codelens-decoration").allInnerTexts()).join(" "), { timeout: 60_000 })
    .toMatch(/\d+%/);
  await bench.shot("codelens");
});

test("the R script is copied whole", async () => {
  using folder = new Folder().example();
  const bench = await openStudy(folder);
  await bench.command(label("whyvary.copyScript"));
  await expect.poll(() => bench.clipboard(), { timeout: 20_000 }).toContain("read.csv");
  const terminal = spawnSync(process.execPath, [TERMINAL, "r", join(folder.path, STUDY), "--analysis", "shares"], {
    encoding: "utf8",
  });
  expect((await bench.clipboard()).trim()).toContain(terminal.stdout.trim());
});

test.each([
  ["whyvary.saveReport", "report.html", /default-src (?:'|&#39;)none/],
  ["whyvary.saveTable", "table.csv", /,/],
  ["whyvary.savePicture", "picture.svg", /<svg/],
])("%s goes through the save dialog", async (command, name, words) => {
  using folder = new Folder().example();
  const bench = await openStudy(folder);
  await bench.command(label(command));
  await bench.saveAs(join(folder.path, name));
  await expect.poll(() => safely(() => folder.read(name)), { timeout: 20_000 }).toMatch(words);
});

test("the example opens from the walkthrough's command", async () => {
  using folder = new Folder().write("readme.txt", "nothing\n");
  const bench = await code.open(folder.path);
  await bench.command(label("whyvary.openExample"));
  await bench.webviews().first().waitFor({ timeout: 30_000 });
  await bench.says(/against a mean of 44/);
  await bench.shot("example");
});

async function answer(bench: Workbench): Promise<string> {
  return (await bench.webview().locator("main article, main").first().innerText()).replace(/\s+/g, " ").slice(0, 400);
}

/** By the editor's own find and replace. */
async function replace(bench: Workbench, before: string, after: string): Promise<void> {
  await bench.page.keyboard.press("Control+h");
  const find = bench.page.locator(".find-widget.visible textarea");
  await find.nth(0).fill(before);
  await find.nth(1).fill(after);
  await find.nth(1).press("Control+Alt+Enter");
  await bench.page.keyboard.press("Escape");
  await bench.page.keyboard.press("Escape");
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
