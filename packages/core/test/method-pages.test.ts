import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../../docs/methods/", import.meta.url));
const pages = readdirSync(folder).filter((file) => file !== "README.md");
const index = readFileSync(`${folder}README.md`, "utf8");

it("the index of methods links every page, and only pages that are there", () => {
  const linked = [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map((match) => match[1]!);
  expect(linked.toSorted()).toEqual(pages.toSorted());
  for (const page of linked) expect(existsSync(folder + page)).toBe(true);
});

it.each(pages)("%s says formula, default, small samples, R equivalent, trap and reference", (page) => {
  const text = readFileSync(folder + page, "utf8");
  for (const part of ["Formula", "Default", "Small samples", "R equivalent", "Trap", "Reference"])
    expect(text, part).toContain(`**${part}`);
});
