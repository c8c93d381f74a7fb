// Builds dist/: the extension for both hosts from the same source, its pages and the schema.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build } from "vite";

const here = join(dirname(fileURLToPath(import.meta.url)), "..");
const root = join(here, "../..");
const dist = join(here, "dist");
process.chdir(here);
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const host = {
  entryPoints: ["src/host/extension.ts"],
  bundle: true,
  format: "cjs",
  target: "es2022",
  external: ["vscode"],
  // Both hosts get what a browser can run: nothing of Node is used, and nothing of it may come in.
  platform: "browser",
  mainFields: ["browser", "module", "main"],
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};

const apart = {
  name: "core-apart",
  setup: (bundle) => bundle.onResolve({ filter: /^\.\/core\.ts$/ }, () => ({ path: "./core.js", external: true })),
};

await Promise.all([
  // On the desktop core is a file of its own, read when there is work for it; in a browser a web extension is one file.
  esbuild.build({
    ...host,
    outfile: "dist/node/extension.js",
    plugins: [apart],
    supported: { "dynamic-import": false },
  }),
  esbuild.build({ ...host, entryPoints: ["src/host/core.ts"], outfile: "dist/node/core.js" }),
  esbuild.build({ ...host, outfile: "dist/browser/extension.js" }),
  build({
    configFile: false,
    base: "./",
    logLevel: "warn",
    plugins: [svelte()],
    build: {
      target: "es2022",
      outDir: "dist/webview",
      emptyOutDir: true,
      modulePreload: false,
      cssCodeSplit: false,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: "src/webview/main.ts",
        output: {
          entryFileNames: "main.js",
          chunkFileNames: "[name]-[hash].js",
          assetFileNames: ({ names }) => (names[0]?.endsWith(".css") ? "main.css" : "[name]-[hash][extname]"),
        },
      },
    },
  }),
  editorSchema(),
]);

/**
 * Every kind is on offer until one is written, then that kind's own keys: of alternatives side by side the editor would offer
 * only those of the one that fits best so far.
 */
function byKind({ anyOf }) {
  const kinds = anyOf.map(({ properties }) => properties.kind.const);
  const shared = Object.entries(anyOf[0].properties).filter(([key]) => anyOf.every((one) => key in one.properties));
  return {
    type: "object",
    properties: {
      ...Object.fromEntries(shared),
      kind: { enum: kinds, enumDescriptions: anyOf.map(({ title }) => title), description: "The kind of question." },
    },
    required: ["id", "kind"],
    allOf: anyOf.map(({ properties: { kind, ...properties }, ...schema }) => ({
      if: { properties: { kind }, required: ["kind"] },
      // JSON Schema's own word; nothing awaits this object.
      // oxlint-disable-next-line unicorn/no-thenable
      then: { ...schema, properties },
    })),
  };
}

/** The extension tells unknown keys itself, with the nearest known one: the editor's own words for them would double it. */
async function editorSchema() {
  const schema = JSON.parse(await readFile(join(root, "packages/core/dist/study.schema.json"), "utf8"));
  const open = (node) => {
    if (Array.isArray(node)) return node.map(open);
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node).filter(([key, value]) => !(key === "additionalProperties" && value === false));
    return Object.fromEntries(entries.map(([key, value]) => [key, open(value)]));
  };
  const { analyses } = schema.properties;
  if (analyses.items.anyOf) analyses.items = byKind(analyses.items);
  await writeFile(join(dist, "study.schema.json"), JSON.stringify(open(schema)));
}
