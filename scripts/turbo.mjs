// Turbo, without telemetry or notices: `node scripts/turbo.mjs run build`.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { root } from "./setup.mjs";

/** Runs turbo at the root of the repository; returns what spawnSync does. */
export function turbo(args, options = {}) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };
  return spawnSync(process.execPath, [`${root}node_modules/turbo/bin/turbo`, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(turbo(process.argv.slice(2)).status ?? 1);
