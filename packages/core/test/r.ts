import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Is R there, with jsonlite? Tests that need it are skipped with a line where it is not. */
export function hasR(): boolean {
  const there = spawnSync("Rscript", ["-e", "library(jsonlite)"], { stdio: "ignore" }).status === 0;
  if (!there) console.log("skipped: Rscript with jsonlite is not there");
  return there;
}

/** Runs a script in a folder with the given files and reads what the last expression gives, as JSON with all digits. */
export function runR<T>(script: string, files: Record<string, string | Uint8Array>, expression: string): T {
  const folder = mkdtempSync(join(tmpdir(), "whyvary-r-"));
  try {
    for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
    const show = `cat(jsonlite::toJSON(${expression}, digits = NA, na = "null", auto_unbox = TRUE), file = "out.json")`;
    writeFileSync(join(folder, "script.R"), `${script}\n${show}\n`);
    const done = spawnSync("Rscript", ["script.R"], { cwd: folder, encoding: "utf8" });
    if (done.status !== 0) throw new Error(done.stderr);
    return JSON.parse(readFileSync(join(folder, "out.json"), "utf8")) as T;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
