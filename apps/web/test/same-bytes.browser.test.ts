import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { run, toJson } from "@whyvary/core";
import { expect, test } from "vitest";
import { command, downloaded, openPage, settled } from "./open-page.ts";
import { EXAMPLE, SINGLE } from "./places.ts";
import { withServer } from "./with-page.ts";

const on = withServer();
async function fromPage(url: string): Promise<string> {
  const { page } = await openPage(on.browser, url);
  await settled(page);
  // Its own run, not the results that came with the page: they bear the new title, and after undo the old one.
  const title = page.getByRole("textbox", { name: "Title of the study" });
  await title.fill("Another title");
  await title.press("Enter");
  await settled(page);
  const renamed = await downloaded(page, () => command(page, "Save results"));
  expect(JSON.parse(renamed.text)).toMatchObject({ title: "Another title" });
  await command(page, "Undo");
  await settled(page);
  const { text } = await downloaded(page, () => command(page, "Save results"));
  await page.context().close();
  return text;
}

/** Where two texts part, and what stands there: a whole file in an error message helps nobody. */
function parting(one: string, other: string): [string, string] | null {
  if (one === other) return null;
  let at = 0;
  while (one[at] === other[at]) at++;
  return [one.slice(Math.max(0, at - 60), at + 60), other.slice(Math.max(0, at - 60), at + 60)];
}

test("the same study gives the same bytes in Node, in the page's worker and in the single file", async () => {
  const names = ["plans.csv", "population.csv", "context.csv", "spending.csv", "places.hexjson"];
  const study: unknown = JSON.parse(await readFile(`${EXAMPLE}article.whyvary.json`, "utf8"));
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, new Uint8Array(await readFile(EXAMPLE + name))] as const)),
  );
  const here = toJson(run(study, files));
  expect(parting(await fromPage(on.url), here)).toBeNull();
  expect(parting(await fromPage(pathToFileURL(SINGLE).href), here)).toBeNull();
});
