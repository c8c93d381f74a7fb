// Pictures of the card in its states, for looking at: node test/shots.mjs [folder] after building the harness.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright";
import { serve } from "./serve.mjs";

const folder = process.argv[2] ?? "dist/harness/shots";
const root = process.argv[3] ?? new URL("../dist/harness", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

const server = await serve(root);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

async function shoot(name, { scene = "shares", width = 1100, scheme = "light", tab, open, media } = {}) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  page.on("console", (message) => message.type() === "error" && console.log(name, "console:", message.text()));
  page.on("pageerror", (error) => console.log(name, "error:", error.message));
  await page.goto(`${server.address}/?scene=${scene}`);
  if (tab) await page.getByRole("tab", { name: tab }).click();
  if (open) for (const summary of await page.locator("aside summary").all()) await summary.click();
  if (media) await page.emulateMedia({ media });
  await page.waitForTimeout(1200);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) console.log(name, "is wider than the window by", wide);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await page.close();
}

await shoot("light");
await shoot("dark", { scheme: "dark" });
await shoot("narrow", { width: 400 });
await shoot("table", { tab: "Table" });
await shoot("table-narrow", { tab: "Table", width: 400 });
await shoot("method", { tab: "Method" });
await shoot("script", { tab: "R script" });
await shoot("choices", { open: true });
await shoot("refused", { scene: "refused" });
await shoot("suppressed", { scene: "suppressed" });
await shoot("many", { scene: "many", scheme: "dark" });
await shoot("busy", { scene: "busy" });
await shoot("waiting", { scene: "waiting" });
await shoot("coefficients", { scene: "coefficients" });
await shoot("coefficients-narrow", { scene: "coefficients", width: 400, scheme: "dark" });
await shoot("model", { scene: "model" });
await shoot("print-dark", { scheme: "dark", media: "print" });
await browser.close();
await server.close();
