import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright";
import { beforeEach, describe, expect, test } from "vitest";
import { command, downloaded } from "./open-page.ts";
import { withPage } from "./with-page.ts";

const on = withPage({ permissions: ["clipboard-read", "clipboard-write"] });
let page: Page;
beforeEach(() => {
  ({ page } = on);
});

const pressed = async (name: string, said: string): Promise<void> => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.locator(".hand .said", { hasText: said }).waitFor();
};
const clipboard = (type: string): Promise<string> =>
  page.evaluate(async (wanted) => {
    const [item] = await navigator.clipboard.read();
    return (await item!.getType(wanted)).text();
  }, type);
async function bytesOf(act: () => Promise<unknown>): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return new Uint8Array(await readFile((await download.path())!));
}
interface Share {
  block: string;
  alone: number;
}
async function results(): Promise<{
  analyses: { id: string; rCode: string; value: { nobs: number; shares: Share[] } }[];
}> {
  // prettier-ignore
  return JSON.parse((await downloaded(page, () => command(page, "Save results"))).text);
}

/** Presses Cancel in the log in the moment that it appears, however quick the work is. */
const cancelAtOnce = (): Promise<void> =>
  page.evaluate(() => {
    const look = new MutationObserver(() => {
      const cancel = [...document.querySelectorAll<HTMLButtonElement>(".log button")].find((button) => button.textContent?.trim() === "Cancel"); // prettier-ignore
      if (!cancel) return;
      look.disconnect();
      cancel.click();
      document.body.dataset["cancelled"] = "yes";
    });
    look.observe(document.querySelector(".log")!, { childList: true, subtree: true });
  });

test("the evidence holds study, results, rows with reasons, scripts, versions and the report", async () => {
  const told = await results();
  const files = unzipSync(await bytesOf(() => command(page, "Save the evidence")));
  const text = (name: string): string => strFromU8(files[name]!);
  const [first] = told.analyses;
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      "README.txt",
      "study.whyvary.json",
      "results.json",
      "versions.json",
      "report.html",
      ...told.analyses.flatMap(({ id }) => [`rows/${id}.csv`, `r/${id}.R`]),
    ]),
  );
  expect(JSON.parse(text("results.json")).analyses[0].value).toEqual(first!.value);
  expect(text(`r/${first!.id}.R`)).toBe(first!.rCode);
  const lines = text(`rows/${first!.id}.csv`).trim().split("\r\n");
  expect(lines[0]).toMatch(/^area,label,time,.*,complete,missing$/);
  expect(lines.filter((line) => line.endsWith(",yes,"))).toHaveLength(first!.value.nobs);
  expect(lines.some((line) => /,no,.*: (suppressed|blank|unavailable)/.test(line))).toBe(true);
  for (const input of JSON.parse(text("versions.json")).inputs) expect(input.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(text("report.html")).toContain("Every choice");
  expect(text("README.txt")).toContain("study.whyvary.json");
});

test("each choice stands in the log with its reason; another way is tried, with its answer, and can be stopped", async () => {
  await page.getByText("Every choice, and what it changes").click();
  const log = page.locator(".log dl > div");
  await log.first().waitFor();
  expect(await log.count()).toBeGreaterThan(5);
  const tryIt = page.getByRole("button", { name: /: what if it were otherwise\?/ });
  const name = (await tryIt.first().getAttribute("aria-label"))!.split(":")[0]!;
  const entry = log.filter({ has: page.locator("dt", { hasText: name }) }).first();
  await tryIt.first().click();
  await entry
    .getByText(/the answer stays as it is|no answer|%/)
    .first()
    .waitFor({ timeout: 60_000 });
  await expect.poll(() => page.locator(".log progress").count(), { timeout: 60_000 }).toBe(0);
  // One that takes long: stopped, it leaves the log as it was.
  const before = await log.allInnerTexts();
  const draws = log.filter({ has: page.locator("dt", { hasText: /redraw|range/i }) }).first();
  await cancelAtOnce();
  await draws.getByRole("button").first().click();
  await expect.poll(() => page.evaluate(() => document.body.dataset["cancelled"])).toBe("yes");
  await expect.poll(() => page.locator(".log progress").count()).toBe(0);
  expect(await log.allInnerTexts()).toEqual(before);
  expect(on.complaints).toEqual([]);
});

test("wording, table and chart go on the clipboard", async () => {
  await pressed("Copy wording", "Wording copied");
  const words = await clipboard("text/plain");
  const answer = (await page.locator("main article").first().innerText()).replace(/\s+/g, " ");
  expect(answer).toContain(words.replace(/\s+/g, " ").split(". ")[0]!.slice(0, 40));
  await pressed("Copy table", "Table copied");
  const [share] = (await results()).analyses[0]!.value.shares;
  const table = await clipboard("text/plain");
  expect(table).toContain(share!.block);
  expect(table).toContain(String(share!.alone));
  expect(await clipboard("text/html")).toMatch(/<td[^>]*x:num="[\d.-]+"/);
  await pressed("Copy chart", "Chart copied");
  const width = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await createImageBitmap(await item!.getType("image/png"))).width;
  });
  expect(width).toBeGreaterThan(1000);
});

const office = await promisify(execFile)("soffice", ["--version"], { timeout: 60_000 }).then(
  () => true,
  () => false,
);
if (!office) console.log("Skipped: LibreOffice (soffice) is not on this machine.");

describe.skipIf(!office)("in LibreOffice", { timeout: 240_000 }, () => {
  /** What LibreOffice makes of a file, as its own format in one piece of text. */
  async function opened(folder: string, name: string, content: string | Uint8Array): Promise<string> {
    const html = name.endsWith(".html") ? ["--infilter=HTML (StarCalc)"] : [];
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const options = ["--headless", profile, ...html, "--convert-to", "fods", "--outdir", folder, join(folder, name)];
    await writeFile(join(folder, name), content);
    await promisify(execFile)("soffice", options, { timeout: 180_000 });
    return readFile(join(folder, name.replace(/\.[^.]+$/, ".fods")), "utf8");
  }
  const numbers = (sheet: string): number[] => [...sheet.matchAll(/office:value="([^"]+)"/g)].map(([, text]) => Number(text)); // prettier-ignore

  test("the workbook and the copied table keep every figure", async () => {
    const { shares } = (await results()).analyses[0]!.value;
    const saved = await bytesOf(async () => {
      await page.locator(".hand summary").click();
      await page.getByRole("button", { name: /^Excel workbook/ }).click();
    });
    await pressed("Copy table", "Table copied");
    const html = await clipboard("text/html");
    const folder = await mkdtemp(join(tmpdir(), "whyvary-office-"));
    for (const [name, content] of [
      ["table.xlsx", saved],
      ["table.html", html],
    ] as const) {
      const sheet = await opened(folder, name, content);
      const found = numbers(sheet);
      for (const { block, alone } of shares) {
        expect(sheet, name).toContain(`>${block}<`);
        // The copied table carries every digit; LibreOffice keeps fifteen or more.
        expect(
          found.some((number) => Math.abs(number - alone) <= 1e-14),
          `${name}: ${block} ${alone}`,
        ).toBe(true);
      }
    }
    await rm(folder, { recursive: true, force: true });
  });
});
