import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  // State classes are tested as the browser has them: with runes that react.
  resolve: { conditions: ["browser"] },
  test: { include: ["src/**/*.test.ts"] },
});
