import { describe, expect, test } from "vitest";
import type { ProfileValue, SpreadValue, TrendValue } from "../src/index.ts";
import { cutR, panelR, type PanelSource, type ProvisionalRow } from "../src/3-panel/index.ts";
import { kinds } from "../src/8-analyses/index.ts";
import { drain } from "../src/messages/drain.ts";
import { bytesFile } from "../src/study/bytes-file.ts";
import { panelTask } from "../src/study/rows-csv.ts";
import { prepare } from "../src/study/prepare.ts";
import { run } from "../src/study/run.ts";
import { hasR, runR } from "./r.ts";
import { bytes, files } from "./studies.ts";

const codes = ["101", "102", "103", "104", "105", "106"];
const years = [2022, 2023, 2024];
const plan = (area: number, time: number): number => 40 + area * 9 + ((area * 5 + time) % 7) * 3;
const people = (area: number, time: number): number => 9000 + area * 1500 + (time - 2022) * 100;
const rows = (figure: (area: number, time: number) => string | number, last: number): string =>
  codes.flatMap((code, a) => years.filter((t) => t <= last).map((t) => `${code},Place ${code},North,${t},${figure(a, t)}`)).join("\n") + "\n"; // prettier-ignore

const texts = {
  // 103 is suppressed in 2024.
  "plans.csv": "code,name,region,year,plans\n" + rows((a, t) => (a === 2 && t === 2024 ? "c" : plan(a, t)), 2024),
  "people.csv": "code,name,region,year,people\n" + rows(people, 2024),
  "poverty.csv": "code,poverty\n" + codes.map((code, a) => `${code},${10 + ((a * 3) % 5)}`).join("\n") + "\n",
};

const entry = (more: Partial<ProvisionalRow> = {}): ProvisionalRow => ({
  area: " 102 ",
  time: 2025,
  values: { "plans.plans": 91, "people.people": 10_900 },
  reason: "our latest",
  ...more,
});

function study(provisional: unknown[], more: object = {}, panel: object = {}) {
  return {
    whyvary: 1,
    tables: { plans: { file: "plans.csv" }, people: { file: "people.csv" }, poverty: { file: "poverty.csv" } },
    panel: {
      ...{ area: "code", time: "year", label: "name", group: "region" },
      measures: {
        rate: { rate: "plans.plans", per: "people.people", times: 10_000, title: "Plan rate" },
        plans: "plans.plans",
        people: "people.people",
        before: { lag: "rate" },
        poverty: "poverty.poverty",
      },
      provisional,
      ...panel,
    },
    focus: { area: "102" },
    analyses: [],
    ...more,
  };
}

const built = (provisional: unknown[], panel: object = {}) => {
  const held = Object.entries(texts).map(([name, text]) => bytesFile(name, bytes(text)));
  const prepared = drain(prepare(study(provisional, {}, panel), held));
  if (prepared.built === null || !prepared.built.ok) throw new Error(JSON.stringify(prepared.problems));
  return { ...prepared, panel: prepared.built.panel };
};

const faults = (provisional: unknown[], panel: object = {}) =>
  run(study(provisional, {}, panel), files(texts)).problems;

test("a row in no file: the figures, the measures made of them, group and name, and what the ladder says", () => {
  const { panel } = built([entry()]);
  const row = panel.area!.of.findIndex((at, i) => panel.area!.codes[at] === "102" && panel.time!.values[panel.time!.of[i]!] === 2025); // prettier-ignore
  expect(panel.columns.get("rate")!.at(row)).toBe((91 / 10_900) * 10_000);
  expect(panel.columns.get("before")!.at(row)).toBe((plan(1, 2024) / people(1, 2024)) * 10_000);
  expect(panel.columns.get("poverty")!.at(row)).toBe(13);
  expect(panel.group!.at(row)).toBe("North");
  expect(panel.ladder.find(({ step }) => step === "provisional")).toEqual({
    ...{ step: "provisional", text: "typed by hand, provisional: Place 102 2025", rows: 19, removed: -1 },
  });
  expect(panel.provisional!.cells[0]).toMatchObject({ area: "102", label: "Place 102", time: 2025, table: "plans", column: "plans", value: 91, reason: "our latest", replaces: null }); // prettier-ignore
  expect(panel.provisional!.rests.get("rate")![row]).toBe(1);
  expect(panel.provisional!.rests.get("rate")!.reduce((a, b) => a + b)).toBe(1);
  expect(panel.provisional!.rests.has("poverty")).toBe(false);
});

test("a suppressed cell can be typed; a lag carries the mark into the year after", () => {
  const { panel } = built([entry({ area: "103", time: 2023, values: { "plans.plans": 50 }, replace: true }), entry({ area: "103", time: 2024, values: { "plans.plans": 55 } })]); // prettier-ignore
  const marks = (name: string): string[] =>
    Array.from(panel.provisional!.rests.get(name)!).flatMap((is, row) =>
      is === 1 ? `${panel.area!.codes[panel.area!.of[row]!]} ${panel.time!.values[panel.time!.of[row]!]}` : [],
    );
  expect(marks("rate")).toEqual(["103 2023", "103 2024"]);
  expect(marks("before")).toEqual(["103 2024"]);
  expect(panel.provisional!.cells.map(({ replaces }) => replaces)).toEqual([plan(2, 2023), null]);
});

describe("what is wrong is told", () => {
  test.each([
    ["an unknown area", entry({ area: "1o2" }), "area-unknown", ["area"]],
    ["an unknown column", entry({ values: { "plans.plan": 1 } }), "column-unknown", ["values", "plans.plan"]],
    ["a measure instead of a column", entry({ values: { rate: 1 } }), "operand-unknown", ["values", "rate"]],
    ["words", entry({ values: { "plans.name": 1 } }), "provisional-not-number", ["values", "plans.name"]],
    ["a figure that a file gives", entry({ time: 2024, values: { "plans.plans": 1 } }), "provisional-given", ["values", "plans.plans"]], // prettier-ignore
    ["no year", { area: "102", values: { "plans.plans": 1 } }, "provisional-no-time", []],
  ])("%s", (_, row, code, path) => {
    const [problem] = faults([row]).filter(({ severity }) => severity === "error");
    expect(problem).toMatchObject({ code, path: ["panel", "provisional", 0, ...path] });
    expect(problem!.remedy).toBeTruthy();
  });

  test("no number, no figure, a year that is none, twice the same cell, and a row that the study's years leave out", () => {
    for (const bad of [{ "plans.plans": "91" }, {}, { "plans.plans": null }])
      expect(faults([entry({ values: bad as never })])[0]!.path!.slice(0, 4)).toEqual(["panel", "provisional", 0, "values"]); // prettier-ignore
    expect(faults([entry({ time: 25 })])[0]!.path).toEqual(["panel", "provisional", 0, "time"]);
    expect(faults([entry(), entry()]).map(({ code }) => code)).toContain("provisional-twice");
    expect(faults([entry()], { times: { to: 2024 } })).toMatchObject([{ code: "provisional-left-out", severity: "warning", text: "Place 102 2025, typed by hand, is not used: the study leaves it out." }]); // prettier-ignore
  });
});

test("answers that rest on typed figures say so, and others do not", () => {
  const analyses = [
    { id: "yes", kind: "regress", formula: "rate ~ poverty" },
    { id: "lag", kind: "regress", formula: "plans ~ before" },
    { id: "no", kind: "regress", formula: "rate ~ poverty", times: { to: 2024 } },
    { id: "aside", kind: "regress", formula: "rate ~ poverty", without: ["102"] },
  ];
  const results = run(study([entry()], { analyses }), files(texts));
  const notes = results.analyses.map(({ notes: own }) => own.find(({ code }) => code === "provisional"));
  expect(notes[0]!.text).toBe("1 provisional figure, typed by hand and in no file: Place 102 2025, plan rate (“our latest”). No file has a row of 2025: what is said of all areas in that year is of the typed rows alone."); // prettier-ignore
  expect(notes[1]!.facts).toMatchObject({ count: 1 });
  expect(notes.slice(2)).toEqual([undefined, undefined]);
});

test("every kind that takes one outcome tells of it in the year that is typed", () => {
  const full = codes.map((area, a) =>
    entry({ area, values: { "plans.plans": plan(a, 2025), "people.people": people(a, 2025) } }),
  );
  const suggested = { area: "102", neighbours: ["101", "103"] };
  const entries = [
    { id: "spread", kind: "spread", outcome: "rate", year: 2025 },
    { id: "profile", kind: "profile", outcome: "rate", year: 2025 },
    { id: "trend", kind: "trend", measures: ["plans"], population: "people", to: 2025 },
    { id: "relate", kind: "relate", outcome: "rate", measure: "poverty" },
    { id: "decompose", kind: "decompose", outcome: "rate", blocks: { Area: "area", Poverty: ["poverty"] }, bootstrap: { draws: 0 } }, // prettier-ignore
    { id: "budget", kind: "budget", planned: "people", spent: "plans" },
  ];
  for (const { kind } of entries) expect(Object.keys(kinds)).toContain(kind);
  const results = run(study(full, { focus: suggested, analyses: entries }), files(texts));
  for (const { id, ok, notes, problem } of results.analyses) {
    expect(ok, `${id}: ${problem?.text}`).toBe(true);
    expect(notes.map(({ code }) => code), id).toContain("provisional"); // prettier-ignore
  }
});

test("where no year is named, a year that only typed rows have is not the one looked at; its figures are marked", () => {
  const analyses = [
    { id: "trend", kind: "trend", measures: ["plans"] },
    { id: "profile", kind: "profile", outcome: "rate" },
    { id: "spread", kind: "spread", outcome: "rate", year: 2024 },
    { id: "named", kind: "trend", measures: ["plans"], to: 2025 },
  ];
  const typed = [entry(), entry({ area: "103", time: 2024, values: { "plans.plans": 55 } })];
  const results = run(study(typed, { analyses }), files(texts));
  const [trend, profile, spread, named] = results.analyses.map(({ value }) => value) as [TrendValue, ProfileValue, SpreadValue, TrendValue]; // prettier-ignore
  expect([trend.to, profile.time, spread.change!.to]).toEqual([2024, 2024, 2024]);
  expect(trend.series[0]!.points.map(({ provisional }) => provisional)).toEqual([undefined, undefined, 1]);
  expect(named.series[0]!.points.at(-1)).toMatchObject({ time: 2025, areas: 1, total: 91, provisional: 1 });
  expect(profile.years.map(({ provisional }) => provisional)).toEqual([undefined, undefined, undefined, true]);
  expect(spread.rows.filter(({ provisional }) => provisional).map(({ area }) => area)).toEqual(["103"]);
});

test("the panel as CSV says which figures are typed, and why", () => {
  const held = Object.entries(texts).map(([name, text]) => bytesFile(name, bytes(text)));
  const lines = drain(panelTask(study([entry({ reason: "=our latest" })]), held))!
    .trim()
    .split("\r\n");
  expect(lines[0]).toMatch(/,complete,missing,provisional$/);
  expect(lines.find((line) => line.startsWith("102,Place 102,2025"))).toMatch(/rate: typed by hand \(=our latest\); plans: typed by hand/); // prettier-ignore
  expect(lines.find((line) => line.startsWith("101,Place 101,2024"))).toMatch(/,$/);
  expect(drain(panelTask(study([]), held))!).not.toContain("provisional");
});

test("one table without measures: its columns bear the typed figures", () => {
  const document = {
    ...{ whyvary: 1, tables: { plans: { file: "plans.csv" } } },
    panel: { area: "code", time: "year", label: "name", provisional: [entry({ values: { plans: 91 } })] },
    analyses: [{ id: "m", kind: "trend", measures: ["plans"], to: 2025 }],
  };
  const [result] = run(document, files(texts)).analyses;
  expect(result!.notes.map(({ code }) => code)).toContain("provisional");
});

test.skipIf(!hasR())("the R script adds the rows and gives the same panel", () => {
  const typed = [entry(), entry({ area: "103", time: 2024, values: { "plans.plans": 55 } }), entry({ area: "101", time: 2023, values: { "people.people": 9_500.5 }, replace: true })]; // prettier-ignore
  const { panel, read } = built(typed, { without: ["106"] });
  const source = study(typed, {}, { without: ["106"] }) as unknown as PanelSource;
  const wanted = [...panel.columns.keys()];
  const script = panelR(source, read, wanted) + cutR(undefined, ["106"], source.panel!);
  const theirs = runR<Record<string, (string | number | null)[]>>(script, texts, "as.list(panel)");
  expect(theirs["area"]).toEqual(Array.from(panel.area!.of, (at) => panel.area!.codes[at]!));
  expect(theirs["time"]).toEqual(Array.from(panel.time!.of, (at) => panel.time!.values[at]!));
  for (const name of wanted) {
    const ours = Array.from({ length: panel.rows }, (_, row) => panel.columns.get(name)!.at(row));
    expect(theirs[name]!.length).toBe(ours.length);
    ours.forEach((cell, row) => (cell === null ? expect(theirs[name]![row]).toBeNull() : expect(theirs[name]![row]).toBeCloseTo(cell as number, 10))); // prettier-ignore
  }
});

test("on the map, in the year that is shown, for each kind that has one", () => {
  const hexes = Object.fromEntries(codes.map((code, i) => [code, { n: `Place ${code}`, q: i % 3, r: Math.floor(i / 3) }])); // prettier-ignore
  const analyses = [
    { id: "apart", kind: "spread", outcome: "rate", year: 2024 },
    { id: "growth", kind: "trend", measures: ["plans"], from: 2022, to: 2024 },
    { id: "parts", kind: "composition", parts: ["plans", "people"] },
    { id: "over", kind: "budget", planned: "people", spent: "plans", year: 2024 },
    { id: "before", kind: "spread", outcome: "rate", year: 2023 },
  ];
  const base = study([entry({ time: 2024, replace: true })]);
  const more = { tables: { ...base.tables, places: { file: "places.hexjson" } }, map: { table: "places" }, analyses };
  const all = { ...texts, "places.hexjson": JSON.stringify({ layout: "odd-r", hexes }) };
  const results = run({ ...base, ...more }, files(all));
  expect(results.problems).toEqual([]);
  const marked = results.analyses.map(({ value }) => (value as SpreadValue).map!.hexes.filter(({ provisional }) => provisional).map(({ area }) => area)); // prettier-ignore
  expect(marked).toEqual([["102"], ["102"], ["102"], ["102"], []]);
});
