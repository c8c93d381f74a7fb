import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launch } from "./chromium.ts";
import { Folder } from "./folder.ts";
import { ID, VSIX } from "./places.ts";
import { startVscode, type VscodeServer } from "./server.ts";
import { SIZE, Workbench } from "./workbench.ts";

export interface Windows {
  readonly browser: Browser;
  readonly server: VscodeServer;
  /** Where the extension was unpacked. */
  readonly extension: string;
  /** A window on a folder, with no editor open: the one that is there, or a new one where that cannot be had clean. */
  open(folder: string): Promise<Workbench>;
}

interface Options {
  settings?: Record<string, unknown>;
  /** Extensions beside ours. */
  vsix?: string[];
}

/** A VS Code, the browser that shows it, and the one window open in it. */
class Session {
  readonly browser: Browser;
  readonly server: VscodeServer;
  readonly #context: BrowserContext;
  #open: { folder: string; bench: Workbench } | null = null;

  private constructor(browser: Browser, server: VscodeServer, context: BrowserContext) {
    this.browser = browser;
    this.server = server;
    this.#context = context;
  }

  static async start({ settings, vsix = [] }: Options): Promise<Session> {
    const [server, browser] = await Promise.all([startVscode({ vsix: [VSIX, ...vsix], settings }), launch()]);
    const context = await browser.newContext({ viewport: SIZE, acceptDownloads: true });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    return new Session(browser, server, context);
  }

  get extension(): string {
    const { extensions } = this.server;
    const name = readdirSync(extensions).find((one) => one.startsWith(`${ID}-`))!;
    return join(extensions, name);
  }

  async open(folder: string): Promise<Workbench> {
    if (this.#open !== null && this.#open.folder !== folder) await this.closeWindow();
    this.#open ??= { folder, bench: await Workbench.open(this.#context, this.server.url(folder)) };
    return this.#open.bench;
  }

  /** After a test: the window stays where it can be had clean. */
  async afterTest(name: string, failed: boolean): Promise<void> {
    if (this.#open === null) return;
    if (failed) await this.#open.bench.failed(name);
    if (failed || !(await this.#open.bench.clean())) await this.closeWindow();
  }

  async closeWindow(): Promise<void> {
    await this.#open?.bench.close();
    this.#open = null;
    // VS Code remembers what was open in a folder: the next window is on another one.
    Folder.remove();
  }

  async close(): Promise<void> {
    await this.closeWindow();
    await this.browser.close();
    await this.server.close();
  }
}

/** The VS Code of all files that ask nothing special of it: they run one after another in one process, which ends it. */
let shared: Promise<Session> | undefined;

/** A VS Code with the packaged extension: the one that all share, or one of its own where settings or other extensions are asked for. */
export function windows(options: Options = {}): Windows {
  const own = options.settings !== undefined || options.vsix !== undefined;
  let session: Session;
  beforeAll(async () => {
    session = await (own ? Session.start(options) : (shared ??= Session.start({})));
  });
  afterEach(async ({ task }) => session.afterTest(task.name, task.result?.state === "fail"));
  afterAll(async () => {
    if (own) await session?.close();
  });
  return {
    get browser() {
      return session.browser;
    },
    get server() {
      return session.server;
    },
    get extension() {
      return session.extension;
    },
    open: (folder) => session.open(folder),
  };
}
