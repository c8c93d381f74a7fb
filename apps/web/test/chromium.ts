import { chromium, type Browser } from "playwright";

const ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export async function launch(): Promise<Browser> {
  const { findChromium } = (await import("../../../scripts/chromium.mjs" as string)) as { findChromium: () => string };
  return chromium.launch({ executablePath: findChromium(), args: ARGS });
}
