import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launch } from "./chromium.ts";
import { Folder } from "./folder.ts";
import { ID, VSIX } from "./places.ts";
import { startVscode, type VscodeServer } from "./server.ts";
import { Workbench } from "./workbench.ts";

export interface Windows {
  readonly browser: Browser;
  readonly server: VscodeServer;
  /** Where the extension was unpacked. */
  readonly extension: string;
  /** A window on a folder, with no editor open: the one that is there, or a new one where that cannot be had clean. */
  open(folder: string): Promise<Workbench>;
}

/** One VS Code with the packaged extension for all the tests of a file. */
export function windows(
  options: { settings?: Record<string, unknown>; vsix?: string[]; fresh?: boolean } = {},
): Windows {
  let browser: Browser;
  let context: BrowserContext;
  let server: VscodeServer;
  let open: { folder: string; bench: Workbench } | null = null;
  const close = async (): Promise<void> => {
    await open?.bench.close();
    open = null;
    // VS Code remembers what was open in a folder: the next window is on another one.
    Folder.remove();
  };
  beforeAll(async () => {
    server = await startVscode({ vsix: [VSIX, ...(options.vsix ?? [])], settings: options.settings });
    browser = await launch();
    context = await browser.newContext({ viewport: { width: 1500, height: 950 }, acceptDownloads: true });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  afterEach(async (test) => {
    if (open === null) return;
    const failed = test.task.result?.state === "fail";
    if (failed) await open.bench.failed(test.task.name);
    if (failed || options.fresh === true || !(await open.bench.clean())) await close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    Folder.remove();
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
      if (open !== null && open.folder !== folder) await close();
      open ??= { folder, bench: await Workbench.open(context, server.url(folder)) };
      return open.bench;
    },
  };
}
