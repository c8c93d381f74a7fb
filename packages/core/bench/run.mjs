// Runs every benchmark of this folder against the built core and prints one table. Each file exports `name` and
// `bench()`, which gives rows { case, ours_ms, peer, peer_ms }: medians of repeated runs, ours and a peer's (or a naive
// baseline's) on the same data in the same process. Times say something only beside their machine, so that is printed too.
// `npm run bench -w @whyvary/core -- ols read` runs only the files with these names.

import { existsSync, readdirSync } from "node:fs";
import { cpus } from "node:os";

const here = new URL(".", import.meta.url);
if (!existsSync(new URL("../dist/index.js", here))) {
  console.error("Core is not built yet: npm run build -w @whyvary/core");
  process.exit(1);
}

const only = process.argv.slice(2);
const files = readdirSync(here)
  .filter((file) => file.endsWith(".mjs") && file !== "run.mjs" && !file.startsWith("_"))
  .filter((file) => only.length === 0 || only.includes(file.replace(/\.mjs$/, "")))
  .sort();

const machine = cpus();
console.log(`${machine[0]?.model.trim() ?? process.arch}, ${machine.length} cores, Node ${process.versions.node}\n`);

const table = [["", "ours", "peer", "peer's", "ratio"]];
let failed = false;
for (const file of files) {
  try {
    const { name, bench } = await import(new URL(file, here));
    if (typeof bench !== "function") continue;
    const rows = await bench();
    table.push([name]);
    for (const row of rows) table.push(line(row));
  } catch (error) {
    failed = true;
    table.push([file, "failed", error instanceof Error ? error.message : String(error)]);
  }
}
print(table);
if (failed) process.exit(1);

function line({ case: what, ours_ms: ours, peer, peer_ms: theirs }) {
  const ratio = theirs > 0 && ours > 0 ? `${(theirs / ours).toPrecision(2)} x` : "";
  return [`  ${what}`, milliseconds(ours), peer ?? "", theirs == null ? "" : milliseconds(theirs), ratio];
}

function milliseconds(ms) {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
}

function print(rows) {
  const full = rows.filter((row) => row.length === 5);
  const widths = [0, 1, 2, 3, 4].map((c) => Math.max(...full.map((row) => row[c].length)));
  const left = new Set([0, 2]);
  for (const row of rows)
    console.log(
      row.length < 5
        ? row.join("  ")
        : row
            .map((cell, c) => (left.has(c) ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
            .join("  ")
            .trimEnd(),
    );
}
