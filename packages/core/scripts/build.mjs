// Builds dist/: index.js and worker.js as modules with their types, the worker's endpoint as one classic script held as text
// in worker.js, and the JSON Schema of the study document.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { build } from "tsdown";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

const endpoint = await esbuild.build({
  entryPoints: ["src/worker/endpoint.ts"],
  bundle: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  minify: true,
  charset: "ascii",
  legalComments: "none",
  write: false,
});
const script = endpoint.outputFiles[0].text;

await build({
  entry: { index: "src/index.ts", worker: "src/worker/index.ts" },
  // A file for a file: whoever imports a word or the worker's client does not carry the computing along.
  unbundle: true,
  format: "esm",
  platform: "neutral",
  target: "es2022",
  tsconfig: "tsconfig.worker.json",
  dts: true,
  outDir: "dist",
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
  define: { WHYVARY_WORKER_SCRIPT: JSON.stringify(script) },
  logLevel: "warn",
});

// The schema is made by the code itself, so it is bundled and run.
const cache = "node_modules/.cache/whyvary";
await mkdir(cache, { recursive: true });
await esbuild.build({
  entryPoints: ["src/study/json-schema.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  outfile: `${cache}/json-schema.mjs`,
  logLevel: "warning",
});
const { jsonSchema } = await import(`${pathToFileURL(join(root, cache, "json-schema.mjs")).href}?${process.pid}`);
await writeFile("dist/study.schema.json", JSON.stringify(jsonSchema(), null, 2) + "\n");
console.log(`core: worker script of ${Math.round(script.length / 1024)} kB`);
