// Installs what the lock names, when that is not already there. Uses only Node's own modules, so that it runs first on
// a bare machine.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}node_modules/.whyvary-setup`;

/** What is wrong with a Node version, or undefined. */
export function nodeTooOld(version) {
  const [major, minor] = version.split(".").map(Number);
  const enough = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22;
  return enough
    ? undefined
    : `Whyvary needs Node 20.19, 22.12 or later; this is Node ${version}. See https://nodejs.org.`;
}

/** Whether every package of the lock (but the optional ones) stands in npm's own record of what is installed. */
export function isInstalled(lock, record) {
  return Object.entries(lock.packages).every(
    ([path, entry]) =>
      !path.includes("node_modules/") ||
      entry.link ||
      entry.optional ||
      entry.peer ||
      record.packages[path]?.version === entry.version,
  );
}

/** Runs npm itself, by the same npm that called us where there is one. */
export function npm(args, options = {}) {
  const { npm_execpath: cli } = process.env;
  const settings = { cwd: root, stdio: ["ignore", "inherit", "inherit"], ...options };
  return cli?.endsWith(".js")
    ? spawnSync(process.execPath, [cli, ...args], settings)
    : spawnSync("npm", args, { ...settings, shell: process.platform === "win32" });
}

/** Brings node_modules up to date; `say` is told what happens. */
export function setUp(say) {
  const wrong = nodeTooOld(process.versions.node);
  if (wrong) throw new Error(wrong);
  const text = readFileSync(`${root}package-lock.json`);
  const hash = createHash("sha256").update(text).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const record = `${root}node_modules/.package-lock.json`;
  if (existsSync(record) && isInstalled(JSON.parse(text), JSON.parse(readFileSync(record, "utf8")))) {
    writeFileSync(stamp, hash);
    return;
  }
  say("Installing packages (npm ci) ...");
  const started = performance.now();
  const { status } = npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error("npm ci failed; its own words are above.");
  writeFileSync(stamp, hash);
  say(`Installed in ${Math.round((performance.now() - started) / 1000)} s.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    setUp((line) => console.error(line));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
