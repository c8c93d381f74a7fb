import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// One window after another, in one process: starting VS Code and the first look at a page cost more than most tests.
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["test/*.vscode.test.ts"],
    fileParallelism: false,
    isolate: false,
    // A click can meet an editor that is still being drawn: what fails twice is wrong.
    retry: process.env["CI"] ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
