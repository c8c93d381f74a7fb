import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Tests of the house itself: scripts, the example, the lock.
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: { include: ["scripts/test/*.test.mjs"], testTimeout: 60_000 },
});
