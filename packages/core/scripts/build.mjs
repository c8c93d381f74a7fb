// Builds dist/: index.js and worker.js as modules with their types, the worker's endpoint as one classic script held as text
// in worker.js, the JSON Schema of the study document, and the kinds of
// question as data.
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
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

/** What the code says of itself is made by running it: bundled, then imported. */
async function made(entry) {
  const outfile = join(root, "node_modules/.cache/whyvary", `${basename(entry, ".ts")}.mjs`);
  await mkdir(dirname(outfile), { recursive: true });
  const settings = { bundle: true, format: "esm", platform: "node", packages: "external", logLevel: "warning" };
  await esbuild.build({ entryPoints: [entry], outfile, ...settings });
  return import(`${pathToFileURL(outfile).href}?${process.pid}`);
}

const { jsonSchema } = await made("src/study/json-schema.ts");
await writeFile("dist/study.schema.json", JSON.stringify(jsonSchema(), null, 2) + "\n");

// The kinds as data: a page lists them and makes their choices without carrying the analyses.
const { kindInfos } = await made("src/8-analyses/kind-info.ts");
await writeFile("dist/kinds.js", `export const kindInfos = ${JSON.stringify(kindInfos(), null, 2)};\n`);
await writeFile(
  "dist/kinds.d.ts",
  'import type { KindInfo } from "./index.js";\nexport declare const kindInfos: readonly KindInfo[];\n',
);
console.log(`core: worker script of ${Math.round(script.length / 1024)} kB`);
