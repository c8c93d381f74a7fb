import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hostsNamed, mend, platformOf } from "../mend-lock.mjs";
import { isInstalled, nodeTooOld, npm, root } from "../setup.mjs";
import { serve } from "../serve.mjs";
import { findChromium } from "../chromium.mjs";

const lock = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8"));
const scratch = mkdtempSync(join(tmpdir(), "whyvary-house-"));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("the lock", () => {
  it("reads a platform from a package's name", () => {
    expect(platformOf("@turbo/windows-64")).toEqual({ os: ["win32"], cpu: ["x64"] });
    expect(platformOf("@oxlint/binding-linux-arm64-musl")).toEqual({ os: ["linux"], cpu: ["arm64"], libc: ["musl"] });
    expect(platformOf("@oxlint/binding-linux-arm-gnueabihf")).toEqual({ os: ["linux"], cpu: ["arm"], libc: ["glibc"] });
    expect(platformOf("@oxlint/binding-win32-ia32-msvc")).toEqual({ os: ["win32"], cpu: ["ia32"] });
    expect(platformOf("prettier")).toBeUndefined();
  });

  it("names every platform's binaries, and no registry", () => {
    expect(mend(lock).added).toEqual([]);
    expect(hostsNamed(lock)).toEqual([]);
  });

  it("is mended where an entry is missing, in npm's own order", () => {
    const { ["node_modules/@turbo/darwin-arm64"]: taken, ...packages } = lock.packages;
    expect(taken).toBeDefined();
    const mended = mend({ ...lock, packages });
    expect(mended.added).toEqual(["@turbo/darwin-arm64"]);
    expect(JSON.stringify(mended.lock)).toBe(JSON.stringify(mend(lock).lock));
  });

  it.each([
    ["darwin", "arm64", ["@turbo/darwin-arm64", "@oxlint/binding-darwin-arm64", "@esbuild/darwin-arm64"]],
    ["win32", "x64", ["@turbo/windows-64", "@oxlint/binding-win32-x64-msvc", "@esbuild/win32-x64"]],
    ["linux", "x64", ["@turbo/linux-64", "@oxlint/binding-linux-x64-gnu", "@esbuild/linux-x64"]],
  ])("installs by npm ci on %s %s", (os, cpu, wanted) => {
    const folder = join(scratch, `${os}-${cpu}`);
    for (const path of ["", ...Object.keys(lock.packages).filter((p) => /^(packages|apps)\/[^/]+$/.test(p))]) {
      mkdirSync(join(folder, path), { recursive: true });
      copyFileSync(join(root, path, "package.json"), join(folder, path, "package.json"));
    }
    for (const name of ["package-lock.json", ".npmrc"]) copyFileSync(join(root, name), join(folder, name));
    const run = npm(["ci", "--dry-run", "--offline", `--os=${os}`, `--cpu=${cpu}`], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
    });
    expect(run.stderr).not.toContain("npm error");
    expect(run.status).toBe(0);
    for (const name of wanted) expect(run.stdout).toContain(`add ${name} `);
  });
});

describe("setup", () => {
  it("refuses an old Node in words", () => {
    expect(nodeTooOld("18.20.4")).toMatch(/needs Node 20.19/);
    expect(nodeTooOld("20.18.1")).toMatch(/this is Node 20.18.1/);
    expect(nodeTooOld("22.11.0")).toBeDefined();
    for (const fine of ["20.19.0", "22.12.0", "24.0.0"]) expect(nodeTooOld(fine)).toBeUndefined();
  });

  it("knows an installed tree from a stale one", () => {
    const now = {
      packages: {
        "": {},
        "node_modules/a": { version: "1.0.0" },
        "node_modules/b": { version: "2.0.0", optional: true },
      },
    };
    expect(isInstalled(now, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
    expect(isInstalled(now, { packages: { "node_modules/a": { version: "0.9.0" } } })).toBe(false);
    expect(isInstalled(now, { packages: {} })).toBe(false);
  });

  it("has nothing to do a second time, from any folder", () => {
    const script = join(root, "scripts/setup.mjs");
    const run = spawnSync(process.execPath, [script], { cwd: scratch, encoding: "utf8" });
    expect([run.status, run.stdout, run.stderr]).toEqual([0, "", ""]);
  });
});

describe("the server", () => {
  const folder = join(scratch, "dist");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "assets/a b.js"), "1");
  writeFileSync(join(dirname(folder), "secret.txt"), "no");

  it("gives files with their type, and nothing outside its folder", async () => {
    const { address, close } = await serve(folder, { port: 0 });
    const get = async (path) => fetch(new URL(path, address));
    const page = await get("/");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toBe("<!doctype html>");
    expect((await get("/assets/a%20b.js")).headers.get("content-type")).toMatch(/^text\/javascript/);
    for (const path of ["/missing", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%", "/assets"])
      expect((await get(path)).status).toBe(404);
    expect((await fetch(address, { method: "POST" })).status).toBe(405);
    await close();
  });

  it("takes the next port where one is in use", async () => {
    const other = createServer();
    await new Promise((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address();
    const { address, close } = await serve(folder, { port });
    expect(Number(new URL(address).port)).toBeGreaterThan(port);
    await close();
    other.close();
  });
});

describe("chromium", () => {
  it("takes the one that is named, and says so where it is not there", () => {
    const before = process.env.CHROMIUM_PATH;
    try {
      process.env.CHROMIUM_PATH = process.execPath;
      expect(findChromium({ install: false })).toBe(process.execPath);
      process.env.CHROMIUM_PATH = join(scratch, "none");
      expect(() => findChromium({ install: false })).toThrow(/no file is there/);
    } finally {
      if (before === undefined) delete process.env.CHROMIUM_PATH;
      else process.env.CHROMIUM_PATH = before;
    }
  });
});
