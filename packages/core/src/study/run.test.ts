import { table } from "arquero";
import { describe, expect, test } from "vitest";
import { files, smallStudy, smallTable } from "../../test/studies.ts";
import { bytesFile } from "./bytes-file.ts";
import { run, runTask, type Memory } from "./run.ts";
import { toJson } from "./to-json.ts";

const good = () => run(smallStudy({ title: "Small" }), files({ "small.csv": smallTable() }));

/** The first error that a file's text leads to. */
function fault(text: string | Uint8Array, study: unknown = smallStudy()) {
  const given = typeof text === "string" ? files({ "small.csv": text }) : new Map([["small.csv", text]]);
  const results = run(study, given);
  const error = results.problems.find(({ severity }) => severity === "error");
  return { error, results };
}

test("results hold version, inputs with hash and rows, the ladder and the analysis", () => {
  const results = good();
  expect(results.problems).toEqual([]);
  expect(results).toMatchObject({ whyvary: 1, version: "0.1.0", title: "Small" });
  expect(results.inputs).toEqual([{ file: "small.csv", sha256: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 48 }]);
  expect(results.ladder).toEqual([{ step: "read", text: "rows of small.csv", rows: 48, removed: 0 }]);
  expect(results.analyses).toMatchObject([{ id: "model", kind: "regress", ok: true }]);
});

test("a question that did not change is not worked out again; it is once its file is another", () => {
  const memory: Memory = {};
  const blocks = { Area: "area", Year: "time", Spend: ["spend"] };
  const shares = { id: "shares", kind: "decompose", outcome: "rate", blocks };
  const model = (formula: string) => ({ id: "model", kind: "regress", formula });
  const asked = (formula: string, text: string, focus?: string) => {
    const more = focus === undefined ? {} : { focus: { area: focus } };
    const study = smallStudy({ analyses: [model(formula), shares], ...more });
    const worked = new Set<unknown>();
    const steps = runTask(study, [bytesFile("small.csv", new TextEncoder().encode(text))], memory);
    let step = steps.next();
    for (; !step.done; step = steps.next()) worked.add((step.value as { analysis?: string }).analysis);
    expect(toJson(step.value)).toBe(toJson(run(study, files({ "small.csv": text }))));
    return ["model", "shares"].filter((id) => worked.has(id));
  };
  expect(asked("rate ~ spend", smallTable())).toContain("shares");
  expect(asked("rate ~ poverty", smallTable())).not.toContain("shares");
  expect(asked("rate ~ spend", smallTable())).toEqual([]);
  expect(asked("rate ~ spend", smallTable(13))).toContain("shares");
  expect(asked("rate ~ spend", smallTable(13), "A03")).toContain("shares");
});

test("the hash is SHA-256", () => {
  const { inputs } = run({ whyvary: 1, tables: { t: { file: "t.csv" } } }, files({ "t.csv": "a,b\n1,2\n" }));
  // printf 'a,b\n1,2\n' | sha256sum
  expect(inputs[0]!.sha256).toBe("492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470");
});

test("JSON: a fixed order of keys, two spaces, nothing that is not finite, the same text each time", () => {
  const text = toJson(good());
  expect(text).toBe(toJson(good()));
  expect(text.startsWith('{\n  "whyvary": 1,\n  "version": "0.1.0",\n  "title": "Small",\n  "inputs": [')).toBe(true);
  expect(text.endsWith("}\n")).toBe(true);
  expect(toJson(JSON.parse(text) as ReturnType<typeof good>)).toBe(text);
  expect(toJson({ ...good(), analyses: [{ value: NaN } as never] })).toContain('"value": null');
});

test("tables in a file's stead: arrays by name, or an arquero table", () => {
  const lines = smallTable().trim().split("\n");
  const [names, ...rows] = lines.map((line) => line.split(","));
  const numbers = ["year", "rate", "spend", "poverty"];
  const arrays = Object.fromEntries(
    names!.map((name, at) => [name, rows.map((row) => (numbers.includes(name) ? Number(row[at]) : row[at]!))]),
  );
  const wanted = good().analyses[0]!.value;
  for (const source of [arrays, table(arrays)]) {
    const results = run(smallStudy(), { "small.csv": source });
    expect(results.problems).toEqual([]);
    expect(results.inputs).toMatchObject([{ file: "small.csv", rows: 48 }]);
    expect(results.analyses[0]!.value).toEqual(wanted);
  }
});

test("every row read is used or set aside, by name", () => {
  const text = smallTable()
    .replace("A03,Place 3,Region 0,2016,", "A03,Place 3,Region 0,2016,x")
    .replace(/x[0-9.]+/, "x");
  const study = smallStudy(
    { analyses: [{ id: "m", kind: "regress", formula: "rate ~ spend", without: ["A01"], times: { from: 2016 } }] },
    { without: ["A00"] },
  );
  const { ladder, analyses } = run(study, files({ "small.csv": text }));
  const rungs = [...ladder, ...analyses[0]!.ladder];
  expect(rungs.map(({ step, rows, removed }) => [step, rows, removed])).toEqual([
    ["read", 48, 0],
    ["without", 44, 4],
    ["times", 33, 11],
    ["without", 30, 3],
    ["complete", 29, 1],
    ["used", 29, 0],
  ]);
  expect(rungs[4]).toMatchObject({
    areas: [{ area: "A03", label: "Place 3", times: [2016] }],
    reasons: { unavailable: 1 },
  });
});

test("an analysis that cannot be done leaves the others alone", () => {
  const analyses = [
    { id: "bad", kind: "regress", formula: "rate ~ spendd" },
    { id: "worse", kind: "regress", formula: "rate ~ (" },
    { id: "good", kind: "regress", formula: "rate ~ spend" },
  ];
  const results = run(smallStudy({ analyses }), files({ "small.csv": smallTable() }));
  expect(results.analyses.map(({ ok }) => ok)).toEqual([false, false, true]);
  expect(results.analyses[0]!.problem!.path!.slice(0, 2)).toEqual(["analyses", 0]);
  expect(JSON.stringify(results.analyses[0]!.problem)).toContain("spend");
});

describe("bad input: a code, the file, the row and the column", () => {
  const whole = smallTable(4);
  const lines = whole.split("\n");
  const at = (row: number, text: string) => lines.map((line, i) => (i === row - 1 ? text : line)).join("\n");

  test.each([
    ["empty file", "", { code: "file-empty", file: "small.csv" }],
    ["header only", lines[0]! + "\n", { code: "file-no-rows", file: "small.csv", row: 1 }],
    ["ragged rows", at(3, "A00,Place 0,Region 0"), { code: "rows-ragged", file: "small.csv", row: 3 }],
    [
      "unclosed quote",
      at(4, 'A00,"Place 0,Region 0,2017,1,2,3'),
      { code: "quote-unclosed", file: "small.csv", row: 4 },
    ],
    [
      "duplicate header",
      at(1, "code,name,region,year,rate,rate,poverty"),
      { file: "small.csv", row: 1, column: "rate" },
    ],
    ["duplicate area-year", at(3, lines[1]!), { code: "keys-clash", file: "small.csv", row: 3, column: "code, year" }],
    [
      "missing key",
      at(1, "kode,name,region,year,rate,spend,poverty"),
      { code: "key-column-missing", column: "code", row: 1 },
    ],
    ["unreadable year", at(2, "A00,Place 0,Region 0,never,1,2,3"), { code: "time-unreadable", row: 2, value: "never" }],
  ])("%s", (_, text, expected) => {
    const { error, results } = fault(text);
    expect(error).toMatchObject({ severity: "error", ...expected });
    expect(error!.text.length + (error!.remedy ?? "").length).toBeGreaterThan(20);
    expect(results.analyses).toMatchObject([{ id: "model", ok: false, problem: { code: error!.code } }]);
  });

  test("a binary file", () => {
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0]);
    expect(fault(zip).error).toMatchObject({ code: "zip-no-table", file: "small.csv" });
  });

  test("a join with no match", () => {
    const study = smallStudy(
      { tables: { small: { file: "small.csv" }, other: { file: "other.csv" } } },
      { measures: { rate: "small.rate", spend: "other.y" } },
    );
    const { problems } = run(study, files({ "small.csv": whole, "other.csv": "code,year,y\nQ1,2015,1\n" }));
    expect(problems[0]).toMatchObject({ code: "join-no-match", file: "other.csv", column: "code and year" });
  });

  test("a file that is not there", () => {
    const { problems } = run(smallStudy(), files({ "smal.csv": whole }));
    expect(problems[0]).toMatchObject({ code: "file-missing", file: "small.csv", facts: { nearest: "smal.csv" } });
  });

  test.each(["regress", "decompose"])("constant outcome, all-missing column and too many predictors: %s", (kind) => {
    const analysis = (outcome: string, ...terms: string[]) =>
      kind === "regress"
        ? { id: "a", kind, formula: `${outcome} ~ ${terms.join(" + ")}` }
        : { id: "a", kind, outcome, blocks: { One: terms }, bootstrap: { draws: 0 } };
    const text = whole
      .split("\n")
      .map((line, i) => (line === "" ? "" : `${line},${i === 0 ? "same,none" : "5,"}`))
      .join("\n");
    const refused = (entry: unknown, csv = text) => {
      const results = run(smallStudy({ analyses: [entry] }), files({ "small.csv": csv }));
      expect(results.problems.filter(({ severity }) => severity === "error")).toEqual([]);
      return results.analyses[0]!;
    };
    for (const entry of [analysis("same", "spend"), analysis("rate", "none"), analysis("none", "spend")]) {
      const result = refused(entry);
      expect(result).toMatchObject({ ok: false, value: null });
      expect(result.problem!.severity).toBe("error");
    }
    const short = text.split("\n").slice(0, 4).join("\n");
    expect(refused(analysis("rate", "spend", "poverty", "spend:poverty"), short).ok).toBe(false);
  });

  test("a header called __proto__ is a column like any other", () => {
    const text = "__proto__,constructor\n1,2\n2,4\n3,7\n4,8\n";
    const analyses = [{ id: "m", kind: "regress", formula: "`__proto__` ~ constructor", errors: "classical" }];
    const results = run({ whyvary: 1, tables: { t: { file: "t.csv" } }, analyses }, files({ "t.csv": text }));
    expect(results.problems).toEqual([]);
    expect(results.analyses[0]!.problem).toBeUndefined();
    expect(results.analyses[0]!.ok).toBe(true);
  });
});
