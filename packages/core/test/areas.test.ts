import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { panelR, type PanelSource } from "../src/3-panel/index.ts";
import { councilsCalled, englishCouncils } from "../src/3-panel/areas/english-councils.ts";
import { drain } from "../src/messages/drain.ts";
import { bytesFile } from "../src/study/bytes-file.ts";
import { prepare } from "../src/study/prepare.ts";
import { hasR, runR } from "./r.ts";
import { bytes, sharedFile } from "./studies.ts";

const withR = hasR();

/** Tables of a test as one panel; the same cells from its R script. */
function build(
  texts: Record<string, string>,
  tables: Record<string, object>,
  measures: Record<string, unknown>,
  more = {},
) {
  // prettier-ignore
  const files = Object.entries(texts).map(([name, text]) => bytesFile(name, bytes(text)));
  const source = { tables, panel: { area: "code", time: "year", measures, ...more } };
  const { built, problems, read } = drain(prepare({ whyvary: 1, ...source }, files));
  if (built === null || !built.ok) throw new Error(JSON.stringify(problems));
  const { panel } = built;
  const rows = Array.from({ length: panel.rows }, (_, row) => row);
  const cells: Record<string, unknown[]> = {
    area: rows.map((row) => panel.area!.codes[panel.area!.of[row]!]),
    time: rows.map((row) => panel.time!.values[panel.time!.of[row]!]),
  };
  for (const [name, column] of panel.columns) cells[name] = rows.map((row) => column.at(row));
  if (withR) {
    const met = new Map(built.tables.map(({ table, recodes }) => [table, recodes]));
    const script = panelR(source as unknown as PanelSource, read, Object.keys(measures), met);
    const theirs = runR<Record<string, unknown[]>>(script, texts, "lapply(as.list(panel), I)");
    for (const [name, own] of Object.entries(cells)) expect([theirs[name]].flat(), name).toEqual(own);
  }
  return { cells, problems, tables: built.tables };
}

test.each([
  ["801", "Bristol, City of", "City of Bristol", "Bristol", "Bristol City Council", "E06000023"],
  ["884", "Herefordshire, County of", "Herefordshire", "County of Herefordshire"],
  ["342", "St. Helens", "St Helens", "st helens metropolitan borough council"],
  ["810", "Kingston upon Hull, City of", "Kingston upon Hull", "Kingston Upon Hull", "Hull"],
  ["929", "E06000048", "E06000057", "Northumberland"],
  ["390", "E08000020", "E08000037"],
  ["815", "E10000023", "E06000065"],
  ["933", "E10000027", "E06000066"],
  ["825", "E10000002", "E06000060", "Buckinghamshire Council"],
  ["840", "County Durham", "Durham", "Durham County Council"],
  ["201", "City of London", "E09000001"],
])("council %s is known by its codes and names", (code, ...names) => {
  for (const name of names)
    expect(
      councilsCalled(name).map((one) => one.code),
      name,
    ).toEqual([code]);
});

test("two councils of one name follow each other; a region is no council, and an unknown name nobody", () => {
  expect(councilsCalled("Dorset").map(({ code, from, to }) => [code, from, to])).toEqual([
    ["835", -Infinity, 2019],
    ["838", 2020, Infinity],
  ]);
  expect(councilsCalled("928")[0]!.successors).toEqual(["940", "941"]);
  for (const name of ["London", "England", "Newcastle", "Bristl", "E12000007", ""]) expect(councilsCalled(name), name).toEqual([]); // prettier-ignore
});

test("the list is small, and complete", () => {
  expect(englishCouncils().length).toBe(158);
  const text = readFileSync(new URL("../src/3-panel/areas/english-councils-data.ts", import.meta.url));
  expect(gzipSync(text).length).toBeLessThan(3000);
});

const official = sharedFile("codes/lookup_name_to_registry.csv");
test.skipIf(official === null)("official lists call no council otherwise, but for one odd name", () => {
  const lines = (file: string): string[][] =>
    readFileSync(sharedFile(file)!, "utf8")
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => {
        // prettier-ignore
        const at = line.lastIndexOf(",");
        return [line.slice(0, at).replace(/^"|"$/g, ""), line.slice(at + 1)];
      });
  const codes = new Map(lines("codes/lookup_gss_to_registry.csv").map(([gss, own]) => [own!, gss!]));
  const ours = new Set(englishCouncils().flatMap((one) => one.codes));
  const missed: string[] = [];
  let met = 0;
  for (const [name, own] of lines("codes/lookup_name_to_registry.csv")) {
    const gss = codes.get(own!);
    if (gss === undefined) continue;
    const found = councilsCalled(name!);
    if (!ours.has(gss)) expect(found, `${name} is no such council`).toEqual([]);
    else if (found.some((one) => one.codes.includes(gss))) met++;
    else missed.push(name!);
  }
  expect(missed).toEqual(["north west somerset"]);
  expect(met).toBe(814);
});

test("a table by code and one by name meet through the list, and it is said", () => {
  const found = build(
    {
      "codes.csv": "code,year,n\n801,2019,1\n801,2020,2\n929,2019,3\n835,2019,4\n838,2020,5\n342,2020,6\n",
      "names.csv":
        "Authority,year,x\nBristol,2019,10\nBristol,2020,20\nE06000048,2019,30\nDorset,2019,40\nDorset,2020,50\nSaint Helens,2020,60\n",
    },
    { a: { file: "codes.csv" }, b: { file: "names.csv", area: "Authority" } },
    { n: "a.n", x: "b.x" },
  );
  expect(found.cells["area"]).toEqual(["342", "801", "801", "835", "838", "929"]);
  expect(found.cells["x"]).toEqual([null, 10, 20, 40, 50, 30]);
  expect(found.problems.find(({ code }) => code === "areas-met")).toMatchObject({ severity: "info", count: 3, facts: { list: 3, name: 0 } }); // prettier-ignore
  const near = found.problems.find(({ code }) => code === "areas-near")!;
  expect(near).toMatchObject({ severity: "warning", value: "Saint Helens", count: 1 });
  expect(near.remedy).toContain("“Saint Helens”: “342”");
  expect(found.tables[1]).toMatchObject({ without: ["342"], strangers: [{ area: "Saint Helens", nearest: [{ code: "342", edits: 3 }] }] }); // prettier-ignore
});

test("equal codes alone where the study says so", () => {
  const texts = {
    "a.csv": "code,year,n\n801,2019,1\n802,2019,1\n",
    "b.csv": "code,year,x\nBristol,2019,10\n802,2019,7\n",
  };
  const tables = { a: { file: "a.csv" }, b: { file: "b.csv", areas: { match: "exact" } } };
  expect(build(texts, tables, { n: "a.n", x: "b.x" }).cells["x"]).toEqual([null, 7]);
});

test("any other panel meets by the names of its own first table, never by likeness", () => {
  const found = build(
    {
      "a.csv":
        "code,name,year,n\nX1,North Vale,2019,1\nX2,Lower  Moor,2019,2\nX3,Twin,2019,3\nX4,Twin,2019,4\nX5,Ashby,2019,5\n",
      "b.csv": "code,year,x\nnorth vale,2019,10\nLower Moor,2019,20\nTwin,2019,30\nAshbey,2019,50\n",
    },
    { a: { file: "a.csv" }, b: { file: "b.csv" } },
    { n: "a.n", x: "b.x" },
    { label: "name" },
  );
  expect(found.cells["x"]).toEqual([10, 20, null, null, null]);
  expect(found.problems.find(({ code }) => code === "areas-met")?.facts).toMatchObject({ list: 0, name: 2 });
  expect(found.problems.find(({ code }) => code === "areas-near")).toMatchObject({
    count: 2,
    facts: { areas: [{ area: "Twin", nearest: [{ code: "X3" }, { code: "X4" }] }, { area: "Ashbey", nearest: [{ code: "X5", label: "Ashby" }] }] }, // prettier-ignore
  });
});

test("a council under two codes over time is one area", () => {
  const found = build(
    { "a.csv": "code,year,n\nE06000048,2013,1\nE06000057,2014,2\nE06000001,2013,3\nE06000001,2014,4\n" },
    { a: { file: "a.csv" } },
    { n: "a.n", before: { lag: "n" } },
  );
  expect(found.cells["area"]).toEqual(["E06000001", "E06000001", "E06000057", "E06000057"]);
  expect(found.cells["before"]).toEqual([null, 3, null, 1]);
  expect(found.problems.find(({ code }) => code === "areas-same")?.facts).toEqual({ pairs: [["E06000048", "E06000057"]] }); // prettier-ignore
});

test("events of a name that two councils bore go to the one of their day", () => {
  const found = build(
    {
      "a.csv": "code,year\n835,2019\n838,2020\n838,2021\n",
      "e.csv": "name,day,grade\nDorset,2018-05-01,Good\nDorset,2020-05-01,Poor\n",
    },
    { a: { file: "a.csv" }, e: { file: "e.csv", area: "name", latest: { date: "day" } } },
    { grade: "e.grade" },
  );
  expect(found.cells["grade"]).toEqual(["Good", null, "Poor"]);
});

test("rows of several areas, of regions and of closed councils are pointed at", () => {
  const found = build(
    {
      "a.csv": "code,year,geographic_level\n314,2020,LA\n318,2020,LA\n940,2020,LA\n941,2020,LA\nE12000007,2020,R\n",
      "b.csv": "code,year,x\n314 / 318,2020,9\n928,2020,7\nE12000007,2020,8\n",
    },
    { a: { file: "a.csv" }, b: { file: "b.csv" } },
    { x: "b.x" },
  );
  const told = Object.fromEntries(found.problems.map((one) => [one.code, one]));
  expect(told["totals-among-areas"]).toMatchObject({ row: 6, value: "E12000007", count: 1, severity: "warning" });
  expect(told["totals-among-areas"]!.remedy).toContain("geographic_level");
  expect(told["composite-rows"]).toMatchObject({ file: "b.csv", row: 2, value: "314 / 318" });
  expect(told["areas-succeeded"]).toMatchObject({ file: "b.csv", value: "928", facts: { areas: [{ name: "Northamptonshire", successors: ["940", "941"] }] } }); // prettier-ignore
});
