import type { Browser, BrowserContextOptions } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launch } from "./chromium.ts";
import { drop, openPage, settled, type Watched } from "./open-page.ts";
import { DIST, SHARES } from "./places.ts";
import { serve } from "./serve.ts";

export interface Served {
  browser: Browser;
  url: string;
}

/** A browser and the built page on an address of its own, for all tests of a file. */
export function withServer(): Served {
  const served = {} as Served;
  let close: () => void;
  beforeAll(async () => {
    served.browser = await launch();
    ({ url: served.url, close } = await serve(DIST));
  });
  afterAll(async () => {
    await served.browser?.close();
    close?.();
  });
  return served;
}

/** A fresh page for each test, open on the shorter study of the example. */
export function withPage(options?: BrowserContextOptions): Served & Watched {
  const watched = withServer() as Served & Watched;
  beforeEach(async () => {
    Object.assign(watched, await openPage(watched.browser, watched.url, options));
    await drop(watched.page, SHARES);
    await settled(watched.page);
  });
  afterEach(async () => {
    await watched.page.context().close();
  });
  return watched;
}
