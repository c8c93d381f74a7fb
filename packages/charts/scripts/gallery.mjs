import { build } from "esbuild";
import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

// Node 20 does not read TypeScript: bundle the script beside the charts, then run it.
const outfile = fileURLToPath(new URL("../dist/gallery-script.mjs", import.meta.url));
await build({
  entryPoints: [fileURLToPath(new URL("gallery.ts", import.meta.url))],
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  outfile,
  logLevel: "warning",
});
const { writeGallery } = await import(pathToFileURL(outfile).href);
rmSync(outfile);
console.log(await writeGallery());
