// The terminal: sets up and builds what is stale, then runs the command where you stand. Standard output is the
// command's alone; whatever the building has to say goes to standard error.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { root, setUp } from "./setup.mjs";
import { turbo } from "./turbo.mjs";

/** Builds one workspace and all it stands on, in silence; turbo skips what is fresh. */
export function build(workspace) {
  const args = ["run", "build", `--filter=${workspace}`, "--output-logs=errors-only"];
  if (turbo(args, { stdio: ["ignore", "ignore", "ignore"] }).status === 0) return true;
  // Once more in the open, so that the reader sees why.
  return turbo(args, { stdio: ["ignore", 2, 2] }).status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    setUp((line) => console.error(line));
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
  if (!build("@whyvary/cli")) process.exit(2);
  const { status, error } = spawnSync(process.execPath, [`${root}apps/cli/dist/main.js`, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: "inherit",
  });
  if (error) console.error(error.message);
  process.exit(status ?? 2);
}
