import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launch } from "./chromium.ts";
import { ID, VSIX } from "./places.ts";
import { startVscode, type VscodeServer } from "./server.ts";
import { Workbench } from "./workbench.ts";

export interface Windows {
  readonly browser: Browser;
  readonly server: VscodeServer;
  /** Where the extension was unpacked. */
  readonly extension: string;
  /** A new window on a folder; closed after the test. */
  open(folder: string): Promise<Workbench>;
}

/** One VS Code with the packaged extension for all the tests of a file. */
export function windows(options: { settings?: Record<string, unknown>; vsix?: string[] } = {}): Windows {
  let browser: Browser;
  let server: VscodeServer;
  const opened: Workbench[] = [];
  beforeAll(async () => {
    server = await startVscode({ vsix: [VSIX, ...(options.vsix ?? [])], settings: options.settings });
    browser = await launch();
  });
  afterEach(async (context) => {
    for (const bench of opened.splice(0)) {
      if (context.task.result?.state === "fail") await bench.failed(context.task.name);
      await bench.close();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    get browser() {
      return browser;
    },
    get server() {
      return server;
    },
    get extension() {
      const { extensions } = server;
      return join(
        extensions,
        readdirSync(extensions).find((name) => name.startsWith(`${ID}-`))!,
      );
    },
    async open(folder) {
      const bench = await Workbench.open(browser, server.url(folder));
      opened.push(bench);
      return bench;
    },
  };
}
