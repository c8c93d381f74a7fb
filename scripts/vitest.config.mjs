import { defineConfig } from "vitest/config";

// Tests of the house itself: scripts, the example, the lock.
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: { include: ["scripts/test/*.test.mjs"] },
});
