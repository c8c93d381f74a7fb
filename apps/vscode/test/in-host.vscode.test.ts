import { expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { Folder } from "./driver/folder.ts";
import { runInHost, type Outcome } from "./driver/in-host.ts";
import { SUITE } from "./driver/places.ts";
import { windows } from "./driver/window.ts";

const code = windows();

/** 500 files: nothing may start because they lie there. */
function crowd(folder: Folder): Folder {
  for (let at = 0; at < 500; at++) folder.write(`many/file-${at}.csv`, smallPanel(3, 2));
  return folder;
}

test("inside the extension host: activation, commands, edits, marks, fixes and lenses", async () => {
  using folder = crowd(new Folder().example().write("small.csv", smallPanel()));
  const outcomes: Outcome[] = await runInHost(code.browser, code.server, {
    folder: folder.path,
    extension: code.extension,
    suite: SUITE,
  });
  for (const { name, ms, measured } of outcomes) console.log(`${name}: ${ms} ms ${JSON.stringify(measured ?? {})}`);
  expect(outcomes.length).toBeGreaterThan(8);
  expect(outcomes.filter(({ failure }) => failure !== null)).toEqual([]);
}, 240_000);
