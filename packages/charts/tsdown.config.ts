import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", draw: "src/draw/draw-svg.ts", xlsx: "src/export/xlsx.ts" },
  format: "esm",
  platform: "neutral",
  dts: true,
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
});
