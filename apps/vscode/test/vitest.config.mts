import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// One window after another: each file starts a VS Code of its own.
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["test/*.vscode.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
