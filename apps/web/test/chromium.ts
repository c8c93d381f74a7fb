import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright";

const ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function path(): Promise<string> {
  const known = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium"].find((one) => one && existsSync(one));
  if (known) return known;
  const { findChromium } = (await import("../../../scripts/chromium.mjs" as string)) as {
    findChromium: () => Promise<string> | string;
  };
  return findChromium();
}

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await path(), args: ARGS });
}
