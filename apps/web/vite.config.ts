import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { contentPolicy } from "./policy.ts";

/** The one file carries the product's name: it is handed around by itself. */
function named(name: string): Plugin {
  return {
    name: "whyvary-single-name",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page) page.fileName = name;
      },
    },
  };
}

export default defineConfig(({ mode }) => {
  const single = mode === "single";
  return {
    base: "./",
    plugins: [
      svelte(),
      ...(single ? [viteSingleFile({ removeViteModuleLoader: true })] : []),
      contentPolicy(),
      ...(single ? [named("whyvary.html")] : []),
    ],
    build: {
      target: "es2022",
      outDir: single ? "dist-single" : "dist",
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: single ? 10_000 : 1500,
      // What computes lives in the worker's own script; of the page's bundle only what the page calls is kept.
      rolldownOptions: {
        treeshake: {
          moduleSideEffects: [{ test: /@stdlib|arquero|flechette|whyvary.core|packages.core/, sideEffects: false }],
        },
      },
    },
  };
});
