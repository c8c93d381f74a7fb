import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { manifest, VSIX } from "./driver/places.ts";
import { windows } from "./driver/window.ts";

const code = windows();
let files: string[];
let root: string;

beforeAll(() => {
  root = code.extension;
  files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => relative(root, join(root, name)))
    .filter((name) => statSync(join(root, name)).isFile());
});

test("the package is under 2 MB and holds what runs, and nothing else", () => {
  expect(statSync(VSIX).size).toBeLessThan(2_000_000);
  console.log(`${Math.round(statSync(VSIX).size / 1000)} kB, ${files.length} files`);
  for (const wanted of ["dist/node/extension.js", "dist/browser/extension.js", "dist/study.schema.json"])
    expect(files).toContain(wanted);
  expect(files.map((name) => name.toLowerCase())).toEqual(expect.arrayContaining(["readme.md", "changelog.md"]));
  expect(files).toContain((manifest as unknown as { icon: string }).icon);
  expect(files.filter((name) => /node_modules|\.map$|\.ts$|\.svelte$|test\/|tsconfig/.test(name))).toEqual([]);
});

test("no script in it makes code out of text, and the browser's half needs no Node", () => {
  const scripts = files.filter((name) => /^dist\/.*\.m?js$/.test(name));
  expect(scripts.length).toBeGreaterThan(2);
  for (const name of scripts) {
    const text = readFileSync(join(root, name), "utf8");
    // A method may be called eval; a call of the global one stands after an operator or an opening.
    expect(/\bnew Function\(|(?:[=(;!&|?:]|return )eval\(/.exec(text)?.[0], name).toBeUndefined();
  }
  const browser = readFileSync(join(root, "dist/browser/extension.js"), "utf8");
  const needs = new Set([...browser.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name));
  expect([...needs]).toEqual(["vscode"]);
});

test("every file the manifest names is in it", () => {
  const named = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:media|dist)\/[^"]+)"/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(files).toContain(name);
});
