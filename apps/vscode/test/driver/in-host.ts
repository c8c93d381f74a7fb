import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright";
import type { VscodeServer } from "./server.ts";

export interface Outcome {
  name: string;
  /** What went wrong, or null. */
  failure: string | null;
  ms: number;
  /** What a test measured, by name. */
  measured?: Record<string, number>;
}

/** Where the runner inside the extension host leaves what it found, below the opened folder. */
const OUTCOMES = ".whyvary-outcomes.json";

/**
 * Runs a suite inside the extension host, as @vscode/test-electron does: the workbench page is told of a development
 * extension (the installed one, unpacked) and of a script whose `run` the host calls. The browser needs
 * LocalNetworkAccessChecks switched off, since its page is routed.
 */
export async function runInHost(
  browser: Browser,
  server: VscodeServer,
  { folder, extension, suite }: { folder: string; extension: string; suite: string },
): Promise<Outcome[]> {
  const script = join(folder, ".whyvary-suite.cjs");
  await build({
    entryPoints: [suite],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    logLevel: "error",
  });
  const context = await browser.newContext({ viewport: { width: 1500, height: 950 } });
  const page = await context.newPage();
  const said: string[] = [];
  try {
    const url = server.url(folder);
    const uri = (path: string): object => ({ scheme: "vscode-remote", authority: new URL(url).host, path });
    await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
      said.push(`${type}: ${args.join(" ")}`);
    });
    const ended = new Promise<number>((done) => void page.exposeFunction("codeAutomationExit", done));
    await page.route(
      (at) => at.pathname === "/" && at.searchParams.has("folder"),
      async (route) => {
        const response = await route.fetch();
        const options = { extensions: [uri(extension)], extensionTestsPath: uri(script) };
        await route.fulfill({ response, body: withOptions(await response.text(), options) });
      },
    );
    await page.goto(url);
    const late = new Promise<never>((_, fail) =>
      setTimeout(() => fail(new Error(`The suite did not end:\n${said.join("\n")}`)), 150_000).unref(),
    );
    await Promise.race([ended, late]);
    return JSON.parse(readFileSync(join(folder, OUTCOMES), "utf8")) as Outcome[];
  } catch (error) {
    throw new Error(`${String(error)}\n${said.join("\n")}`, { cause: error });
  } finally {
    await context.close();
    for (const name of [script, join(folder, OUTCOMES)]) rmSync(name, { force: true });
  }
}

/** The page with developmentOptions in its configuration (JSON in an attribute). */
function withOptions(html: string, options: object): string {
  const tag = /(<meta id="vscode-workbench-web-configuration" data-settings=")([^"]*)(")/;
  const match = tag.exec(html);
  if (!match) throw new Error("The workbench page has no configuration where it was looked for.");
  const settings = JSON.parse(match[2]!.replaceAll("&quot;", '"').replaceAll("&amp;", "&")) as object;
  const text = JSON.stringify({ ...settings, developmentOptions: options });
  return html.replace(tag, (_, before: string, __, after: string) =>
    [before, text.replaceAll("&", "&amp;").replaceAll('"', "&quot;"), after].join(""),
  );
}
