// Finds a Chromium for the browser tests, or gets one. `node scripts/chromium.mjs` prints its path.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const COMMANDS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];
const PLACES = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    process.env.ProgramFiles ?? "C:\\Program Files",
    process.env["ProgramFiles(x86)"] ?? "C:\\Program Files (x86)",
    process.env.LOCALAPPDATA ?? "",
  ].flatMap((folder) => [
    join(folder, "Google\\Chrome\\Application\\chrome.exe"),
    join(folder, "Chromium\\Application\\chrome.exe"),
    join(folder, "Microsoft\\Edge\\Application\\msedge.exe"),
  ]),
};

/** Path of a Chromium: the one named, an installed one, apt's (root on Debian), else playwright's own. Throws if none. */
export function findChromium({ install = true, say = (line) => console.error(line) } = {}) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, but no file is there.`);
  }
  const found = installed() ?? playwrights();
  if (found) return found;
  if (install) {
    const got = byApt(say) ?? byPlaywright(say);
    if (got) return got;
  }
  throw new Error("No Chromium, Chrome or Edge was found. Install one, or set CHROMIUM_PATH to its program file.");
}

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...(process.platform === "linux" ? onPath : []), ...(PLACES[process.platform] ?? [])].find((path) =>
    existsSync(path),
  );
}

function byApt(say) {
  if (process.platform !== "linux" || process.getuid() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  say("Getting Chromium with apt-get ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", args, { env, stdio: ["ignore", 2, 2] }).status === 0;
  // Another apt may hold the lock for a while.
  const wait = ["-o", "DPkg::Lock::Timeout=300", "-qq"];
  apt(...wait, "update");
  const done = apt(
    ...wait,
    "install",
    "-y",
    "--no-install-recommends",
    "chromium",
    "fonts-dejavu-core",
    "fonts-liberation",
  );
  return done ? installed() : undefined;
}

function byPlaywright(say) {
  say("Getting playwright's own Chromium ...");
  const cli = fromRoot("playwright/cli.js");
  if (!cli) return undefined;
  const { status } = spawnSync(process.execPath, [cli, "install", "chromium"], { stdio: ["ignore", 2, 2] });
  return status === 0 ? playwrights() : undefined;
}

function playwrights() {
  const entry = fromRoot("playwright");
  if (!entry) return undefined;
  const path = createRequire(import.meta.url)(entry).chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function fromRoot(name) {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(findChromium());
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
