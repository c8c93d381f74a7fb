import { chromium, type Browser } from "playwright";

const QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** Else a routed page may not speak to the server on this machine. */
const ROUTED = "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets";

export async function launch(): Promise<Browser> {
  const { findChromium } = (await import("../../../../scripts/chromium.mjs" as string)) as {
    findChromium: () => string;
  };
  return chromium.launch({ executablePath: findChromium(), args: [...QUIET, ROUTED] });
}
