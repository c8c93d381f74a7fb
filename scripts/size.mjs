// Holds what a person downloads to a budget: compressed sizes of the built page, the single file and core.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { root } from "./setup.mjs";

// Thousands of bytes after gzip. Raise a budget only with a reason in the commit.
const BUDGETS = [
  { what: "the page", folder: "apps/web/dist", budget: 1010 },
  { what: "the single file", folder: "apps/web/dist-single", budget: 1020 },
  { what: "core's worker", folder: "packages/core/dist/worker", endings: [".js"], budget: 450 },
  { what: "core's worker and library", folder: "packages/core/dist", endings: [".js"], budget: 1100 },
];

/** Compressed size of every file below a folder (with one of the endings), in bytes. */
export function compressedSize(folder, endings) {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .reduce((sum, path) => {
      if (statSync(path).isDirectory()) return sum + compressedSize(path, endings);
      if (path.endsWith(".map") || (endings && !endings.some((end) => path.endsWith(end)))) return sum;
      return sum + gzipSync(readFileSync(path), { level: 9 }).length;
    }, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let over = false;
  for (const { what, folder, endings, budget } of BUDGETS) {
    if (!existsSync(join(root, folder))) {
      console.error(`${folder} is not built: npm run build, npm run build:single`);
      process.exit(1);
    }
    const size = compressedSize(join(root, folder), endings) / 1000;
    over ||= size > budget;
    console.log(`${what}: ${size.toFixed(0)} of ${budget} kB compressed${size > budget ? "  TOO LARGE" : ""}`);
  }
  if (over) process.exit(1);
}
