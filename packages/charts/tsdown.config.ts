import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  format: "esm",
  platform: "neutral",
  dts: true,
  // Types only: whoever draws a specification brings the library.
  deps: { neverBundle: ["vega-lite"] },
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
});
