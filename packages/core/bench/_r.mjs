// A peer in R, timed in the same run on the same machine: R reads the data, runs the call some times and prints each time.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./_files.mjs";

/** Is R here, and this package of it? */
function hasR(packageName) {
  return spawnSync("Rscript", ["-e", `suppressMessages(library(${packageName}))`]).status === 0;
}

/**
 * Median milliseconds of an R expression, after one call to warm up; null where R or the package is absent. `setup` runs once
 * before, with `file(name)` for the path of each text in `files`.
 */
export function timeInR({ packageName, files = {}, setup, call, runs = 5 }) {
  if (!hasR(packageName)) return null;
  const folder = mkdtempSync(join(tmpdir(), "whyvary-bench-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const script = [
      `suppressMessages(library(${packageName}))`,
      `file_of <- function(name) file.path(${JSON.stringify(folder)}, name)`,
      setup,
      `work <- function() { ${call} }`,
      "invisible(work())",
      `for (run in seq_len(${runs})) { from <- Sys.time(); work(); cat(as.numeric(Sys.time() - from, units = "secs") * 1000, "\\n") }`,
    ].join("\n");
    const out = spawnSync("Rscript", ["--vanilla", "-e", script], { encoding: "utf8" });
    if (out.status !== 0) throw new Error(out.stderr.trim().split("\n").at(-1));
    return median(out.stdout.trim().split(/\s+/).map(Number));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
