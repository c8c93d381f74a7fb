import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** The components with invented results, built as the page is built: no eval, no inline style, no requests. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [svelte()],
  build: { outDir: "../../dist/harness", emptyOutDir: true, modulePreload: false, chunkSizeWarningLimit: 2000 },
});
