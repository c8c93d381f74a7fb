import { expect, test } from "vitest";
import { smallPanel } from "../../../packages/ui/test/small-panel.ts";
import { Folder } from "./driver/folder.ts";
import { label, real } from "./driver/places.ts";
import { windows } from "./driver/window.ts";

const code = windows();
const CHECK = label("whyvary.check");

/** A column of numbers with one cell nobody can read as a number. */
const odd = (): string => {
  const lines = smallPanel().split("\n");
  const cells = lines[5]!.split(/,(?! )/);
  cells[6] = "abc";
  lines[5] = cells.join(",");
  return lines.join("\n");
};

test("an unreadable cell is marked where it stands", async () => {
  using folder = new Folder().write("odd.csv", odd()).settings({ "whyvary.problems.check": "asked" });
  const bench = await code.open(folder.path);
  await bench.openFile("odd.csv");
  expect((await bench.problems()).join("\n")).not.toContain("abc");
  await bench.focusText("odd.csv");
  await bench.command(CHECK);
  await expect.poll(async () => (await bench.problems()).join("\n"), { timeout: 30_000 }).toContain("abc");
  const row = (await bench.problems()).find((one) => one.includes("abc"))!;
  const place = /\[Ln (\d+), Col (\d+)\]/.exec(row)!;
  const line = folder.read("odd.csv").split("\n")[5]!;
  expect(Number(place[1])).toBe(6);
  expect(Number(place[2])).toBe(line.indexOf("abc") + 1);
  await bench.shot("data-problems");
});

test("an opened file is checked, and the marks go when the cell is mended", async () => {
  using folder = new Folder().write("odd.csv", odd());
  const bench = await code.open(folder.path);
  await bench.openFile("odd.csv");
  await expect.poll(async () => (await bench.problems()).join("\n"), { timeout: 30_000 }).toContain("abc");
  folder.write("odd.csv", smallPanel());
  await expect.poll(async () => (await bench.problems()).join("\n"), { timeout: 30_000 }).not.toContain("abc");
});

test("a large file waits until it is asked about", async () => {
  const one = odd();
  const body = one.slice(one.indexOf("\n") + 1);
  const text = one.slice(0, one.indexOf("\n") + 1) + body.repeat(Math.ceil(6e6 / body.length));
  using folder = new Folder().write("large.csv", text);
  const bench = await code.open(folder.path);
  await bench.openFile("large.csv");
  await bench.page.waitForTimeout(3_000);
  expect((await bench.problems()).join("\n")).not.toContain("abc");
  await bench.focusText("large.csv");
  await bench.command(CHECK);
  await expect.poll(async () => (await bench.problems()).join("\n"), { timeout: 60_000 }).toContain("abc");
});

const invalid = real("ees-invalid/fileValidation/data_empty_cols.csv");
test.skipIf(!invalid)("a breach of the open-data format is marked on the column's name", async () => {
  using folder = new Folder().copy(invalid!, "breach.csv");
  const bench = await code.open(folder.path);
  await bench.openFile("breach.csv");
  await expect.poll(async () => (await bench.problems()).join("\n"), { timeout: 30_000 }).toContain("old_la_code");
  const row = (await bench.problems()).find((one) => one.includes("old_la_code"))!;
  const header = folder
    .read("breach.csv")
    .replace(/^\uFEFF/, "")
    .split("\n")[0]!;
  expect(row).toContain(`[Ln 1, Col ${header.indexOf("old_la_code") + 1}]`);
  await bench.shot("data-problems-dfe");
});
