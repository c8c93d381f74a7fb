import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = join(dirname(fileURLToPath(import.meta.url)), "../src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|test-helpers/.test(file));

/** Helpers stand at 0, the numbered stations in their order, then study, then worker; the index sees everything. */
const HELPERS = ["columns", "messages", "elementary", "distributions", "linalg", "random"];
function level(file: string): number {
  const folder = file.split("/")[0]!;
  if (folder === "index.ts") return 100;
  if (HELPERS.includes(folder)) return 0;
  return folder === "study" ? 9 : folder === "worker" ? 10 : Number.parseInt(folder, 10);
}

const imports = new Map(
  files.map((file) => {
    const text = readFileSync(join(source, file), "utf8");
    const found = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.ts)"/g)].map((match) => match[1]!);
    return [file, found.map((to) => relative(source, resolve(source, dirname(file), to)).replaceAll("\\", "/"))];
  }),
);

test("folders import only what stands below them", () => {
  const breaches = [...imports].flatMap(([file, list]) =>
    list.filter((to) => !(level(to) <= level(file))).map((to) => `${file} -> ${to}`),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(breaches).toEqual([]);
});

test("analyses do not import each other", () => {
  const kind = (file: string): string | undefined => /^8-analyses\/([^/]+)\//.exec(file)?.[1];
  const breaches = [...imports].flatMap(([file, list]) =>
    list.filter((to) => kind(file) !== undefined && kind(to) !== undefined && kind(to) !== kind(file)),
  );
  expect(breaches).toEqual([]);
});

test("no file imports itself by way of others", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, above: string[]): void => {
    if (above.includes(file)) circles.push([...above.slice(above.indexOf(file)), file].join(" -> "));
    if (done.has(file) || above.includes(file)) return;
    for (const to of imports.get(file) ?? []) visit(to, [...above, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test("nothing is used whose last bit, words or time differ between machines", () => {
  const forbidden =
    /\bMath\.(?:log\w*|expm?1?|pow|sinh?|cosh?|tanh?|a(?:sin|cos|tan)\w*|cbrt|hypot|random)\b|\*\*=?|\bDate\b|toLocale\w+|\bIntl\b|localeCompare|\beval\(|new Function/;
  const found = files.flatMap((file) =>
    readFileSync(join(source, file), "utf8")
      .split("\n")
      .map((line) => line.replace(/\/\*.*?\*\/|\/\/.*$|^\s*\/?\*.*$|"(?:[^"\\]|\\.)*"|`[^`]*`/g, ""))
      .flatMap((line, at) => (forbidden.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
