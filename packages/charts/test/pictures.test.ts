import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { draw } from "./draw.ts";
import { pictures } from "./pictures.ts";

const folder = fileURLToPath(new URL("snapshots/", import.meta.url));

/** Engines differ in the last digits of a position: two decimals are far below what an eye sees. */
const rounded = (svg: string): string =>
  svg
    .replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)) + 0))
    .replaceAll("><", ">\n<");

test.each(Object.keys(pictures))("%s looks as stored", async (name) => {
  const svg = rounded(await draw(pictures[name]!()));
  const stored = `${folder}${name}.svg`;
  const changed = `${folder}${name}-changed.svg`;
  if (!existsSync(stored)) {
    writeFileSync(stored, svg);
    throw new Error(`${name}.svg is new: look at it, then commit it`);
  }
  const same = readFileSync(stored, "utf8") === svg;
  if (same) rmSync(changed, { force: true });
  else writeFileSync(changed, svg);
  expect(same, `${name} has changed: compare ${name}-changed.svg with ${name}.svg, and rename it if it is right`).toBe(
    true,
  );
});
