import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { build } from "tsdown";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const example = join(root, "../../examples/invented-councils/study.whyvary.json");
const outDir = mkdtempSync(join(tmpdir(), "whyvary-main-"));

function whyvary(...args: string[]) {
  return spawnSync(process.execPath, [join(outDir, "main.js"), ...args], { encoding: "utf8", maxBuffer: 1 << 26 });
}

beforeAll(async () => {
  await build({
    cwd: root,
    entry: { main: "src/main.ts" },
    format: "esm",
    platform: "node",
    dts: false,
    outDir,
    outExtensions: () => ({ js: ".js" }),
    noExternal: [/.*/],
    logLevel: "silent",
  });
}, 60_000);

test("help, version and usage", () => {
  expect(whyvary("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("whyvary run study.json") });
  expect(whyvary("--version")).toMatchObject({ status: 0, stdout: "0.1.0\n" });
  for (const args of [[], ["walk"], ["run"], ["run", "a", "b"], ["--jsn"]])
    expect(whyvary(...args), args.join(" ")).toMatchObject({ status: 2, stdout: "" });
});

test("the example runs from the command line: pure JSON on standard output", () => {
  const done = whyvary("run", example, "--json");
  expect(done.stderr).toBe("");
  expect(done.status).toBe(0);
  const results = JSON.parse(done.stdout) as { analyses: { ok: boolean }[] };
  expect(results.analyses.map(({ ok }) => ok)).toEqual([true, true]);
});
