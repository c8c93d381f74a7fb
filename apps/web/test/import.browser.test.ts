import { existsSync, readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { startLocalEngine } from "@whyvary/core/worker";
import type { Locator, Page } from "playwright";
import { beforeEach, describe, expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { choose, command, downloaded, drop, settled } from "./open-page.ts";
import { SHARED } from "./places.ts";
import { withPage } from "./with-page.ts";

const on = withPage();
let page: Page;
beforeEach(() => {
  ({ page } = on);
});

const card = (file: string): Locator => page.getByRole("region", { name: file, exact: true });
const study = async (): Promise<{
  tables: { [name: string]: { [key: string]: unknown } };
  panel: { [key: string]: unknown; measures: { [name: string]: unknown } };
}> => JSON.parse((await downloaded(page, () => page.keyboard.press("Control+s"))).text);
const cells = (lines: string[][]): string => lines.map((line) => line.join("\t")).join("\n");

/** Several kinds of row for each area and year, and no total among them. */
function byKind(): string {
  const lines = ["area_code,year,kind,count,cost"];
  for (let area = 0; area < 30; area++)
    for (let year = 2011; year < 2019; year++)
      for (const kind of ["starts", "ends", "open"])
        lines.push(`Q${100 + area},${year},${kind},${area + year - 2000},7`);
  return lines.join("\n") + "\n";
}

test("each file says what was found, what will be done and what it costs; a step is changed and undone", async () => {
  await drop(page, [
    { name: "small panel.csv", text: smallPanel() },
    { name: "by kind.csv", text: byKind() },
  ]);
  await settled(page);
  await page.getByRole("heading", { name: "From 2 files to one panel" }).waitFor();
  const kinds = card("by kind.csv");
  expect(await kinds.innerText()).toMatch(/720 rows, 5 columns/);
  expect(await kinds.innerText()).toMatch(/the first kind of kind, as nothing says which of the 3 is meant/);
  expect(await kinds.innerText()).toMatch(/720 rows in the file, 480 left out: 240 used/);
  const before = await study();
  await kinds.getByRole("button", { name: "change : one row for" }).click();
  await kinds.getByLabel(/several rows for each/).selectOption("columns");
  await settled(page);
  const wide = await study();
  expect(Object.values(wide.tables).find(({ file }) => file === "by kind.csv")).toMatchObject({
    wide: { names: "kind", values: "count" },
  });
  expect(Object.keys(wide.panel.measures)).toEqual(expect.arrayContaining(["starts", "ends", "open"]));
  expect(Object.keys(wide.panel.measures)).not.toContain("cost");
  expect(await kinds.innerText()).toMatch(/720 rows in the file, put together into 240: 240 used/);
  await page.locator("main h2").click();
  await page.keyboard.press("Control+z");
  await settled(page);
  expect(await study()).toEqual(before);
  expect(on.complaints).toEqual([]);
});

test("the rows of another file can be the panel's, and back", async () => {
  await drop(page, [
    { name: "small panel.csv", text: smallPanel() },
    { name: "extra.csv", text: "code,period,more\nQ100,2012,5\nQ101,2012,6\nQ102,2013,7\n" },
  ]);
  await settled(page);
  const lead = page.getByLabel("The panel’s rows are those of");
  await lead.selectOption("extra");
  await settled(page);
  const { panel, tables } = await study();
  expect(Object.keys(tables)[0]).toBe("extra");
  expect(panel).toMatchObject({ area: "code", time: "period" });
  expect(await page.locator("main article").innerText()).toMatch(/3 rows of 3 areas/);
  await lead.selectOption("small_panel");
  await settled(page);
  expect(await page.locator("main article").innerText()).toMatch(/240 rows/);
});

test("a column's type and its own sign for missing are overruled, and both stand in the study", async () => {
  const text = smallPanel().replace(/Q100,"Place, 0",Region 0,2011,[^,]*/u, 'Q100,"Place, 0",Region 0,2011,-99');
  await drop(page, [{ name: "small panel.csv", text }]);
  await settled(page);
  await page.locator("aside.data .files button").first().click();
  await page.getByRole("button", { name: /^plan_rate/ }).click();
  const own = page.getByLabel("Also read as missing");
  await own.fill("-99");
  await own.press("Enter");
  await settled(page);
  const [table] = Object.values((await study()).tables);
  expect(table!["read"]).toEqual({ columns: { plan_rate: { missing: ["-99"] } } });
  await expect
    .poll(() =>
      page
        .getByRole("button", { name: /^plan_rate/ })
        .locator("xpath=..")
        .innerText(),
    )
    .toMatch(/1 missing/);
  await page.locator("main h2").click();
  await page.keyboard.press("Control+z");
  await settled(page);
  await expect
    .poll(() =>
      page
        .getByRole("button", { name: /^plan_rate/ })
        .locator("xpath=..")
        .innerText(),
    )
    .not.toMatch(/\d missing/);
});

test("cells pasted anywhere become a file, and a second paste another", async () => {
  const paste = (text: string) =>
    page.evaluate((plain) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", plain);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, text);
  await paste(cells([["area", "year", "rate"], ["A", "2020", "1"], ["A", "2021", "2"], ["B", "2020", "3"], ["B", "2021", "4"]])); // prettier-ignore
  await settled(page);
  await paste(
    cells([
      ["area", "year", "more"],
      ["A", "2020", "1"],
    ]),
  );
  await settled(page);
  const files = page.locator("aside.data .files");
  expect(await files.innerText()).toContain("Pasted cells.csv");
  expect(await files.innerText()).toContain("Pasted cells 2.csv");
  await command(page, "Paste cells");
  await page.getByLabel("Cells", { exact: true }).fill(cells([["area", "year", "third"], ["A", "2021", "9"]])); // prettier-ignore
  await page.getByText("1 rows below a row of 3 names").waitFor();
  await page.getByLabel("Call it").fill("our latest");
  await page.getByRole("button", { name: "Use these cells" }).click();
  await settled(page);
  expect(await files.innerText()).toContain("our latest.csv");
  const kept = await downloaded(page, () => page.getByRole("button", { name: "Save these cells" }).click());
  expect(kept.name).toBe("our latest.csv");
  expect(on.complaints).toEqual([]);
});

test("of two files that fit one slot a person chooses, and the study says which", async () => {
  const text = JSON.stringify({
    whyvary: 1,
    tables: { rates: { file: "panel.csv" } },
    panel: { area: "area_code", time: "year" },
    analyses: [],
  });
  await drop(page, [{ name: "two.whyvary.json", text }]);
  await drop(page, [{ name: "PANEL.csv", text: smallPanel() }]);
  await settled(page);
  await drop(page, [{ name: "Panel.CSV", text: smallPanel().replaceAll("2011", "2009") }]);
  await settled(page);
  const slot = page.getByRole("group", { name: "Which file is panel.csv" }).first();
  await slot.getByRole("button", { name: /^Panel\.CSV/ }).click();
  await settled(page);
  expect((await study()).tables["rates"]!["file"]).toBe("Panel.CSV");
  expect(await slot.count()).toBe(0);
});

test("the import reads well at 400 px in the dark, and goes by keys alone", async () => {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 400, height: 900 });
  await drop(page, [
    { name: "small panel.csv", text: smallPanel() },
    { name: "by kind.csv", text: byKind() },
  ]);
  await settled(page);
  await page.getByRole("heading", { name: "From 2 files to one panel" }).waitFor();
  const kinds = card("by kind.csv");
  const change = kinds.getByRole("button", { name: "change : which columns come in" });
  await tabTo(change);
  await page.keyboard.press("Enter");
  const cost = kinds.getByRole("checkbox", { name: "cost", exact: true });
  await tabTo(cost);
  const before = await cost.isChecked();
  await page.keyboard.press("Space");
  await settled(page);
  expect(await cost.isChecked()).toBe(!before);
  // The key's place is not lost by the edit.
  expect(await cost.evaluate((element) => element === document.activeElement)).toBe(true);
  const named = (): Promise<string> => kinds.innerText();
  const edited = await named();
  await page.keyboard.press("Control+z");
  await settled(page);
  expect(await named()).not.toBe(edited);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]); // prettier-ignore
  expect(on.complaints).toEqual([]);
});

/** Goes to a control by the tab key, as somebody without a mouse would. */
async function tabTo(control: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("not reached by the tab key");
}

const DATA = `${SHARED}/data/`;
const EIGHT = [
  "ees/b1_children_in_need_2013_to_2025.csv",
  "ees/ons_mid-year_population_estimates_2012_to_2024.csv",
  "ees/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv",
  "ees/d5_cpps_at31march_by_duration_2013_to_2025.csv",
  "ees/cla_number_and_rate_per_10k_children.csv",
  "ees/csww_indicators_2017_to_2025.csv",
  "spend/s251_table_a1_2012_2019_long.csv",
  "ofsted/la_inspection_judgements_2009_2025_long.csv",
].map((file) => DATA + file);
const here = EIGHT.every((file) => existsSync(file));
if (!here) console.log(`Skipped: ${DATA} is not on this machine.`);

/** A table as our own reader reads it, by area and year. */
async function figures(
  file: string,
  bytes: Uint8Array,
  area: string,
  time: string,
): Promise<Map<string, { [column: string]: unknown }>> {
  // prettier-ignore
  const engine = startLocalEngine();
  const { rows: count } = await engine.load(file, bytes);
  const { columns, rows } = await engine.rows(file, 0, count);
  await engine.close();
  const at = (name: string): number => columns.indexOf(name);
  return new Map(
    rows.map((row) => [
      `${String(row[at(area)])} ${String(row[at(time)])}`,
      Object.fromEntries(columns.map((column, i) => [column, typeof row[i] === "object" ? null : row[i]])),
    ]),
  );
}

describe.skipIf(!here)("a folder of official downloads", () => {
  test("eight files become the panel in a few clicks, with the panel's own figures", { timeout: 180_000 }, async () => {
    const start = performance.now();
    await choose(page, EIGHT);
    await settled(page, 60_000);
    expect(await page.locator("main article").innerText()).toMatch(/2 files wait for your choice/);
    // Looked-after children: a column for each kind of row.
    const care = card("cla_number_and_rate_per_10k_children.csv");
    await care.getByRole("button", { name: "change : one row for" }).click();
    await care.getByLabel(/several rows for each/).selectOption("columns");
    await care.getByLabel("With the figures of").selectOption("children_count");
    // Spend: one line, under the four names that it bore over the years.
    const spend = card("s251_table_a1_2012_2019_long.csv");
    await spend.getByLabel("Find a value of line").fill("total family support");
    await spend.getByRole("button", { name: /Take all \d found/ }).click();
    await expect.poll(() => spend.getByRole("button", { name: "Use it" }).isEnabled(), { timeout: 20_000 }).toBe(true);
    await spend.getByRole("button", { name: "Use it" }).click();
    await card("la_inspection_judgements_2009_2025_long.csv").getByRole("button", { name: "Use it" }).click();
    await settled(page, 60_000);
    const { name, text } = await downloaded(page, () => page.getByRole("button", { name: "Save the panel (CSV)" }).click()); // prettier-ignore
    const seconds = (performance.now() - start) / 1000;
    console.log(`eight files to a saved panel: ${seconds.toFixed(1)} s, 10 clicks`);
    expect(seconds).toBeLessThan(60);
    expect(name).toMatch(/\.panel\.csv$/);
    expect(on.complaints).toEqual([]);

    const ours = await figures("ours.csv", new TextEncoder().encode(text), "area", "time");
    const known = await figures("panel.csv", readFileSync(`${DATA}panel/england-la-panel.csv`), "old_la_code", "year");
    expect(ours.size).toBe(1976);
    const pairs = {
      population_estimate: "population_0_17",
      At31_episodes: "cin_at_31_march",
      referral_count: "referrals",
      CPP_At31: "cpp_at_31_march",
      inpost_fte: "sw_fte",
      total_family_support_services_total_expenditure: "spend_family_support",
      overall_effectiveness: "ofsted_overall",
    };
    for (const [own, other] of Object.entries(pairs)) {
      let compared = 0;
      for (const [key, row] of ours) {
        const [here, there] = [row[own], known.get(key)?.[other]];
        if (here === null || here === undefined || there === null || there === undefined) continue;
        compared++;
        // The panel has some years of family support from the data bank, which prints whole thousands.
        const whole = (value: unknown): unknown =>
          other === "spend_family_support" ? Math.round(value as number) : value;
        expect(whole(here), `${own} of ${key}`).toBe(whole(there));
      }
      expect(compared, own).toBeGreaterThan(700);
    }
  });
});
