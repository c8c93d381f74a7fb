import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { answer, command, openPage, settled } from "./open-page.ts";
import { EXAMPLE, SINGLE } from "./places.ts";
import { withServer } from "./with-page.ts";

const on = withServer();
const seriousIn = async (page: Parameters<typeof settled>[0]): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
};

describe.each([
  ["the page", () => on.url],
  ["the single file, from disk", () => pathToFileURL(SINGLE).href],
])("%s", (_, url) => {
  test("opens on a finished example, computes it again to the same answer, and asks for nothing more", async () => {
    const stored = JSON.parse(await readFile(`${EXAMPLE}results.json`, "utf8")) as {
      analyses: { question: string; answer: { text: string }[] }[];
    };
    const first = stored.analyses[0]!;
    const words = first.answer
      .map(({ text }) => text)
      .join("")
      .replace(/\s+/g, " ")
      .trim();
    const { page, requests, complaints } = await openPage(on.browser, url());
    expect(await answer(page)).toContain(words);
    await page.getByText("invented example: no real council").waitFor();
    await settled(page);
    expect(await answer(page)).toContain(words);
    await page.locator("main svg").first().waitFor();
    const before = requests.length;
    await page.getByRole("tab", { name: "Table" }).click();
    await page.getByRole("tab", { name: "R script" }).click();
    await page.getByRole("tab", { name: "Chart" }).click();
    await page.getByRole("button", { name: "plans.csv" }).click();
    await page.getByRole("heading", { name: "plans.csv" }).waitFor();
    await page.waitForTimeout(300);
    const after = requests.slice(before).filter((address) => !/^(blob|data):/.test(address));
    expect(after).toEqual([]);
    const home = url().replace(/[^/]*$/, "");
    expect(requests.filter((address) => !address.startsWith(home) && !/^(blob|data):/.test(address))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("forbids connections, eval and inline code by its own policy", async () => {
    const { page } = await openPage(on.browser, url());
    const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/);
    const fetched = await page.evaluate(() =>
      fetch("http://127.0.0.1:9/").then(
        () => "sent",
        () => "refused",
      ),
    );
    expect(fetched).toBe("refused");
    const evaluated = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.planted = true";
      document.body.append(script);
      return "planted" in window;
    });
    expect(evaluated).toBe(false);
    await page.context().close();
  });
});

test.each(["light", "dark"] as const)(
  "reads well by machine in %s, and at 400 px nothing is cut off",
  async (scheme) => {
    const { page, complaints } = await openPage(on.browser, on.url, { colorScheme: scheme });
    await settled(page);
    expect(await seriousIn(page)).toEqual([]);
    await page.getByRole("button", { name: "plans.csv" }).click();
    await page.getByRole("heading", { name: "plans.csv" }).waitFor();
    expect(await seriousIn(page)).toEqual([]);
    await page.setViewportSize({ width: 400, height: 900 });
    const wider = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await wider()).toBe(0);
    await command(page, "What do the differences");
    await settled(page);
    expect(await wider()).toBe(0);
    const order = await page.evaluate(() =>
      ["main", "aside.choices", "aside.data"].map((one) => document.querySelector(one)!.getBoundingClientRect().top),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);

test("the theme follows the device until it is chosen, and the choice lasts", async () => {
  const { page } = await openPage(on.browser, on.url, { colorScheme: "light" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await paper();
  expect(dark).not.toBe(light);
  await command(page, "Light");
  await expect.poll(paper).toBe(light);
  await page.reload();
  expect(await paper()).toBe(light);
  await page.getByRole("button", { name: /^Colours/ }).click();
  await expect.poll(paper).toBe(dark);
  await page.context().close();
});

test("everything is reached by keyboard, and the palette gives the focus back", async () => {
  const { page } = await openPage(on.browser, on.url);
  await settled(page);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the answer");
  const seen = new Set<string>();
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press("Tab");
    seen.add(
      await page.evaluate(() => `${document.activeElement?.ariaLabel ?? document.activeElement?.textContent?.trim()}`),
    );
  }
  for (const name of ["Open files", "Save", "Report", "Chart", "+ Ask another"]) expect([...seen]).toContain(name);
  await page.getByRole("button", { name: "Save", exact: true }).focus();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Save");
  await page.context().close();
});
