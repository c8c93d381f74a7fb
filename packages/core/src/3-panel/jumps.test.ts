import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makePanel } from "../../test/make-panel.ts";
import { sharedFile, smallStudy, smallTable, bytes } from "../../test/studies.ts";
import { drain } from "../messages/drain.ts";
import { bytesFile } from "../study/bytes-file.ts";
import { prepare } from "../study/prepare.ts";
import { run } from "../study/run.ts";
import { findJumps } from "./jumps.ts";
import type { Panel } from "./panel.ts";

/** Areas by years that waver by a few per cent, with figures put in their stead. */
function wavering(put: Record<string, number | null>, scale = 100, step = 0.37): Panel {
  const cells: { area: string[]; year: number[]; x: (number | null)[] } = { area: [], year: [], x: [] };
  for (let area = 0; area < 12; area++)
    for (let year = 2010; year < 2020; year++) {
      const key = `A${area} ${year}`;
      cells.area.push(`A${area}`);
      cells.year.push(year);
      cells.x.push(key in put ? put[key]! : scale * (1 + 0.05 * (((area * 7 + year * 3) % 5) - 2)) + step);
    }
  return makePanel(cells, { area: "area", time: "year" });
}
const told = (panel: Panel) => findJumps(panel, "x").map(({ area, time }) => `${area} ${time}`);

test("a figure between two quite other ones is told, with its neighbours; steady series are not", () => {
  expect(told(wavering({}))).toEqual([]);
  const [jump, ...others] = findJumps(wavering({ "A3 2015": 1582 }), "x");
  expect(others).toEqual([]);
  expect(jump).toMatchObject({ area: "A3", time: 2015, value: 1582, beside: [{ time: 2014 }, { time: 2016 }] });
  expect(told(wavering({ "A3 2015": 12 }))).toEqual(["A3 2015"]);
});

test("a lasting change of level, a gap, growth and a single doubling at the end are not", () => {
  const level = Object.fromEntries([2015, 2016, 2017, 2018, 2019].map((year) => [`A3 ${year}`, 300 + year / 9]));
  expect(told(wavering(level))).toEqual([]);
  expect(told(wavering({ "A3 2014": null, "A3 2015": 1582, "A3 2016": null }))).toEqual([]);
  expect(told(wavering({ "A3 2019": 220.5 }))).toEqual([]);
  expect(told(wavering({ "A3 2019": 420.5, "A5 2010": 9.5 }))).toEqual(["A5 2010", "A3 2019"]);
});

test("small counts waver by themselves", () => {
  expect(told(wavering({ "A3 2015": 7 }, 2, 0))).toEqual([]);
  const counts = wavering({ "A3 2015": 4 }, 20, 0);
  expect(told(counts)).toEqual([]);
});

const there = sharedFile("panel/england-la-panel.csv");
test.skipIf(there === null)("on the real panel: the known slip, and no flood", { timeout: 60_000 }, () => {
  const file = bytesFile("panel.csv", new Uint8Array(readFileSync(there!)));
  const panelSpec = { area: "old_la_code", time: "year", label: "la_name" };
  const { built } = drain(prepare({ whyvary: 1, tables: { all: { file: "panel.csv" } }, panel: panelSpec }, [file]));
  if (built === null || !built.ok) throw new Error("no panel");
  const { panel } = built;
  const counts = new Map([...panel.columns.keys()].map((name) => [name, findJumps(panel, name).length]));
  const [worst] = findJumps(panel, "spend_safeguarding_per_child_calc").filter(({ area }) => area === "355");
  expect(worst).toMatchObject({ label: "Salford", time: 2020, value: 1582.1, beside: [{ value: 216.8 }, { value: 276.7 }] }); // prettier-ignore
  const flagged = [...counts.values()].reduce((x, y) => x + y, 0);
  const cells = [...panel.columns.values()].reduce((sum, column) => sum + (column.kind === "number" ? column.values.filter((x) => x > 0).length : 0), 0); // prettier-ignore
  console.log(`${flagged} of ${cells} figures told; ${JSON.stringify([...counts].filter(([, n]) => n > 0))}`);
  expect(flagged / cells).toBeLessThan(0.003);
  for (const name of ["cpp_at_31_march", "cla_at_31_march", "population_0_17", "pupils_headcount", "sw_fte"])
    expect(counts.get(name), name).toBeLessThanOrEqual(1);
});

test("the analyses that use the measure carry the note", () => {
  const lines = smallTable(12, [2013, 2014, 2015, 2016, 2017, 2018]).split("\n");
  const at = lines.findIndex((line) => line.startsWith("A03,Place 3,Region 0,2015"));
  const cells = lines[at]!.split(",");
  cells[5] = "1582";
  lines[at] = cells.join(",");
  const { analyses } = run(smallStudy(), new Map([["small.csv", bytes(lines.join("\n"))]]));
  const note = analyses[0]!.notes.find(({ code }) => code === "jump")!;
  expect(note.text).toMatch(/^Spend of Place 3 in 2015 is 1,582, between \d+ and \d+\. Such/i);
  expect(note.facts["count"]).toBe(1);
});
