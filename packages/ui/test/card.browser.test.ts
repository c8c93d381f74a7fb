import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright";
import { build } from "vite";
import { findChromium } from "../../../scripts/chromium.mjs";
import { serve } from "./serve.mjs";

let browser: Browser;
let context: BrowserContext;
let page: Page;
let server: { address: string; close: () => Promise<unknown> };
let complaints: string[];

beforeAll(async () => {
  await build({ configFile: new URL("harness/vite.config.ts", import.meta.url).pathname, logLevel: "error" });
  server = await serve(new URL("../dist/harness", import.meta.url).pathname);
  browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1100, height: 900 }, reducedMotion: "reduce" });
  page = await context.newPage();
  complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
});

const open = async (scene = "shares"): Promise<void> => {
  await page.goto(`${server.address}/?scene=${scene}`);
  await page.getByRole("heading", { level: 2 }).first().waitFor();
};
const chips = (): Promise<string[]> => page.locator(".chip .name").allTextContents();
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element === document.body ? "" : (element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim();
  });

test("the chart is drawn under the strict policy, and nothing complains", async () => {
  await open();
  await page.locator(".canvas svg").waitFor();
  expect(await page.locator(".canvas").getAttribute("aria-label")).toContain("Council");
  const drawn = await page.evaluate(() => performance.getEntriesByName("whyvary:chart:decompose").length);
  expect(drawn).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test("the strip moves by keys, keeps focus and says what moved", async () => {
  await open();
  expect(await chips()).toEqual(["Year", "Deprivation", "Spend and vacancies", "Council"]);
  await page.getByRole("button", { name: /^Council/ }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Home");
  expect(await chips()).toEqual(["Council", "Year", "Deprivation", "Spend and vacancies"]);
  expect(await focused()).toContain("Council");
  expect(await page.locator("section [aria-live]").textContent()).toBe(
    "Council is counted first of 4 and goes with 74%.",
  );
  const bar = page.getByRole("img", { name: /^Counted in this order: Council 74%; Year under 1%; Deprivation 0%/ });
  await bar.waitFor();
  await page.getByRole("button", { name: "Start again" }).click();
  expect(await chips()).toEqual(["Year", "Deprivation", "Spend and vacancies", "Council"]);
  expect(await focused()).not.toBe("");
});

test("the strip is dragged, and Escape puts the order back", async () => {
  await open();
  await page.locator(".canvas svg").waitFor();
  await page.locator(".strip ol").getByText("Year").scrollIntoViewIfNeeded();
  const from = (await page.getByRole("button", { name: /^Council/ }).boundingBox())!;
  const to = (await page.getByRole("button", { name: /^Year/ }).boundingBox())!;
  const drag = async (): Promise<void> => {
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 4, to.y + to.height / 2, { steps: 12 });
  };
  await drag();
  expect((await chips())[0]).toBe("Council");
  await page.keyboard.press("Escape");
  expect((await chips())[3]).toBe("Council");
  await page.mouse.up();
  await drag();
  await page.mouse.up();
  expect((await chips())[0]).toBe("Council");
});

test("every choice is an edit of the study", async () => {
  await open();
  const edits = (): Promise<unknown> => page.evaluate(() => (window as unknown as { edits: unknown }).edits);
  await page.getByLabel("Outcome", { exact: true }).selectOption("vacancy_rate");
  expect(await edits()).toEqual([{ path: ["analyses", 0, "outcome"], value: "vacancy_rate" }]);
  await page.getByLabel("First year").fill("2018");
  await page.keyboard.press("Enter");
  expect(await edits()).toEqual([{ path: ["panel", "times"], value: { from: 2018, to: 2022 } }]);
  await page.getByLabel("Each council counts", { exact: true }).selectOption("population");
  expect(await edits()).toEqual([{ path: ["analyses", 0, "weights"], value: "population" }]);
  await page.getByRole("button", { name: "Count Little Haven again" }).click();
  expect(await edits()).toEqual([{ path: ["panel", "without"], value: ["420"] }]);
  expect(await focused()).toBe("Count Outer Skerry again");
});

test("a group is renamed with its published figure, gains a measure and goes", async () => {
  await open();
  const edits = (): Promise<unknown> => page.evaluate(() => (window as unknown as { edits: unknown }).edits);
  await page.locator("summary", { hasText: "Deprivation score 2019" }).click();
  const name = page.locator("details[open]").getByLabel("Name of this group");
  await name.fill("Council");
  await name.press("Enter");
  await page.getByText("There is a group named “Council” already.").waitFor();
  await name.fill("Poverty");
  await name.press("Enter");
  expect(await edits()).toEqual([
    {
      path: ["analyses", 0, "blocks"],
      value: {
        Council: "area",
        Poverty: ["deprivation_score"],
        "Spend and vacancies": ["spend", "vacancy_rate"],
        Year: "time",
      },
    },
    {
      path: ["analyses", 0, "published"],
      value: { Council: 0.44, Poverty: 0.15, "Spend and vacancies": 0.06, Year: 0.1 },
    },
  ]);
  await page.getByLabel("Add a measure to Poverty").selectOption("low_income");
  expect(JSON.stringify(await edits())).toContain('"Poverty":["deprivation_score","low_income"]');
  await page.locator("details[open]").getByRole("button", { name: "Remove this group" }).click();
  expect(JSON.stringify(await edits())).not.toContain("Poverty");
});

test("a reason is written beside its choice, and Escape leaves it as it was", async () => {
  await open();
  const why = page.getByRole("button", { name: "Say why: Each council counts" });
  await why.click();
  await page.keyboard.type("Large councils would drown the rest.");
  await page.keyboard.press("Tab");
  const reason = await page.evaluate(() => (window as unknown as { edits: { value: unknown }[] }).edits[0]!.value);
  expect(reason).toEqual({
    outcome: "The rate the published report speaks of.",
    weights: "Large councils would drown the rest.",
  });
  await page.getByRole("tab", { name: "Method" }).click();
  await page.locator("dd", { hasText: "Large councils would drown the rest." }).waitFor();
});

test("rows set aside are named on request, errors say where and what to do, and work is cancelled", async () => {
  await open();
  await page.getByText("Rests on 1,017 council-years in 148 councils; 45 set aside").click();
  await page.locator("dl").getByText("Coldwater Vale").waitFor();
  await page.getByText("2016–2018, 2020").waitFor();
  await open("refused");
  await page.getByRole("alert").getByText("1,204").waitFor();
  await open("busy");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Rests on").waitFor();
  expect(await focused()).toContain("what do differences");
});

test("a table copies its full figures", async () => {
  await open();
  await page.getByRole("tab", { name: "Table" }).click();
  const table = page.getByRole("table").first();
  const copied = await table.evaluate((element) => {
    getSelection()!.selectAllChildren(element.querySelector("tbody")!);
    const data = new DataTransfer();
    element
      .querySelector("td")!
      .dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData("text/plain");
  });
  expect(copied).toContain("0.580481");
  expect(copied.split("\n")).toHaveLength(await table.locator("tbody tr").count());
});

for (const scheme of ["light", "dark"] as const) {
  test(`nothing is clipped at 400 px and nothing fails the accessibility check, ${scheme}`, async () => {
    for (const scene of ["shares", "many", "refused", "suppressed", "model", "coefficients", "busy"]) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width: 400, height: 900 });
      await open(scene);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), scene).toBeLessThanOrEqual(400);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(
        bad.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]),
        scene,
      ).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
}
