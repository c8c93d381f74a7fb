// Writes the example again: its CSV files, then the first answer of its article.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { root, setUp } from "./setup.mjs";
import { firstAnswer } from "./first-answer.mjs";
import { build } from "./whyvary.mjs";

const folder = `${root}examples/invented-councils/`;
setUp((line) => console.error(line));
if (!build("@whyvary/cli")) process.exit(1);
const made = spawnSync(process.execPath, [`${folder}make.mjs`], { stdio: "inherit" });
if (made.status !== 0) process.exit(1);
const run = spawnSync(
  process.execPath,
  [`${root}apps/cli/dist/main.js`, "run", `${folder}article.whyvary.json`, "--json"],
  { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] },
);
if (run.status !== 0) process.exit(1);
const first = firstAnswer(run.stdout);
writeFileSync(`${folder}results.json`, first);
console.log(`results.json: ${first.length} characters`);
