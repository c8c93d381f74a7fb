import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What every test wants of VS Code: no welcome page, no prompts, nothing fetched. */
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  "files.autoSave": "off",
  "editor.accessibilitySupport": "off",
  "window.newWindowDimensions": "default",
};

export interface VscodeServer {
  /** Address that opens a folder. */
  url(folder: string): string;
  log(): string;
  /** Where the extensions were unpacked. */
  readonly extensions: string;
  close(): Promise<void>;
}

interface Options {
  /** Packaged extensions to install first. */
  vsix: readonly string[];
  settings?: Record<string, unknown>;
}

async function findVscode(): Promise<{ node: string; server: string }> {
  const setup = (await import("../../../../scripts/setup-vscode.mjs" as string)) as {
    findVscode: () => Promise<{ node: string; server: string }>;
  };
  return setup.findVscode();
}

/** Starts a VS Code of its own: own settings, own extensions, own port, all gone on close. */
export async function startVscode({ vsix, settings = {} }: Options): Promise<VscodeServer> {
  const program = await findVscode();
  const home = mkdtempSync(join(tmpdir(), "whyvary-vscode-"));
  mkdirSync(join(home, "data/User"), { recursive: true });
  writeFileSync(join(home, "data/User/settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
  const places = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "ext")];
  const env = {
    ...process.env,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    HOME: home,
    TMPDIR: home,
    XDG_RUNTIME_DIR: home,
  };
  for (const file of vsix) {
    const args = [program.server, "--install-extension", file, "--force", ...places];
    const { status, stdout, stderr } = spawnSync(program.node, args, { env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${file} could not be installed:\n${stdout}${stderr}`);
  }
  const port = await freePort();
  const quiet = ["telemetry", "update-check", "workspace-trust", "getting-started-override"].map(
    (name) => `--disable-${name}`,
  );
  const args = [program.server, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, ...quiet, ...places];
  // Should the tests themselves be ended, it ends for want of visitors.
  args.push("--idle-timeout-seconds", "120");
  // Its own process group: the children outlive their parent otherwise.
  const child = spawn(program.node, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  const end = (): void => {
    try {
      process.kill(-child.pid!, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  // One that is shared by several files of tests is ended with their process.
  const last = (): void => {
    end();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.once("exit", last);
  await ready(`http://127.0.0.1:${port}/healthz`, () => said);
  return {
    url: (folder) => `http://localhost:${port}/?folder=${encodeURIComponent(folder)}`,
    log: () => said,
    extensions: join(home, "ext"),
    async close() {
      process.off("exit", last);
      const gone = new Promise((done) => child.once("exit", done));
      end();
      await gone;
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function ready(address: string, said: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    try {
      if ((await fetch(address)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`VS Code did not start:\n${said()}`);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
