import { expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { Folder } from "./driver/folder.ts";
import { label } from "./driver/places.ts";
import { rainbowLanguages } from "./driver/languages.ts";
import { windows } from "./driver/window.ts";

const code = windows({ vsix: [await rainbowLanguages()] });

test("beside another extension's languages of delimited files the preview is offered and reads them", async () => {
  const semicolons = smallPanel().replaceAll('"', "").replaceAll("Place, ", "Place ").replaceAll(",", ";");
  using folder = new Folder().write("data.scsv", semicolons).write("small.csv", smallPanel());
  const bench = await code.open(folder.path);
  await bench.openFile("data.scsv");
  await bench.status(/CSV \(semicolon\)/);
  await bench.titleButton("Preview the data").click();
  await bench.says(/240 rows, 8 columns/);
  await bench.command("View: Close All Editors");
  await bench.openFile("small.csv");
  await bench.command(label("whyvary.preview"));
  await bench.says(/240 rows, 8 columns/);
  expect(await bench.page.locator(".notification-toast").count()).toBe(0);
});
