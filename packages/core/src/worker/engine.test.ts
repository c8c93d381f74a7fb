import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bytes, files, smallStudy, smallTable } from "../../test/studies.ts";
import { row, xlsx } from "../../test/workbooks.ts";
import { classicScript, threadWorker } from "../../test/thread-worker.ts";
import type { Progress } from "../messages/types.ts";
import { run } from "../study/run.ts";
import { toJson } from "../study/to-json.ts";
import { startEngine } from "./start-engine.ts";
import { startLocalEngine } from "./start-local-engine.ts";
import type { Engine } from "./types.ts";

const study = smallStudy({
  analyses: [
    { id: "model", kind: "regress", formula: "rate ~ spend | area + time" },
    {
      id: "shares",
      kind: "decompose",
      outcome: "rate",
      blocks: { Area: "area", Year: "time", Spend: ["spend", "poverty"] },
      bootstrap: { draws: 100, seed: 1 },
    },
  ],
});
const long = smallStudy({
  analyses: [
    {
      id: "shares",
      kind: "decompose",
      outcome: "rate",
      blocks: { Area: "area", Year: "time", Spend: ["spend"], Poverty: ["poverty"] },
      bootstrap: { draws: 100000, seed: 1 },
    },
  ],
});

let script = "";
beforeAll(async () => {
  script = await classicScript();
});

const doors: [string, () => Engine][] = [
  ["in process", () => startLocalEngine()],
  ["in a worker", () => startEngine({ worker: () => threadWorker(script) })],
];

describe.each(doors)("the engine %s", (_, start) => {
  let engine: Engine;
  beforeAll(() => {
    engine = start();
  });
  afterAll(() => engine.close());

  test("load tells what was recognised; rows come in pages; missing cells keep their reason", async () => {
    const recognised = await engine.load("x.csv", bytes("code,year,x\na,2015,1\nb,2015,c\n"));
    expect(recognised).toMatchObject({ file: "x.csv", rows: 2, guess: { area: "code", time: "year" } });
    expect(recognised.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await engine.rows("x.csv", 1, 9)).toEqual({
      from: 1,
      total: 2,
      columns: ["code", "year", "x"],
      rows: [["b", expect.anything(), { missing: "suppressed" }]],
    });
    const otherwise = await engine.load("x.csv", bytes("code,year,x\na,2015,1\nb,2015,c\n"), {
      read: { columns: { x: { type: "text" } } },
    });
    expect(otherwise.columns[2]).toMatchObject({ name: "x", type: "text" });
    await engine.unload("x.csv");
    expect((await engine.check({ ...study, tables: { small: { file: "x.csv" } } })).missing).toEqual(["x.csv"]);
  });

  test("a companion that is there gives labels; marks on figures come with the rows", async () => {
    await engine.load("d.meta.csv", bytes("col_name,col_type,label\nn,Indicator,Children\n"));
    const data = "code,year,n\na,2015,1 p\nb,2015,2\n";
    const recognised = await engine.load("d.csv", bytes(data));
    expect(recognised.columns[2]).toMatchObject({ label: "Children", marks: [{ mark: "p", count: 1 }] });
    expect((await engine.rows("d.csv", 0, 2)).marks).toEqual({ n: ["p", null] });
    await engine.unload("d.csv");
    await engine.unload("d.meta.csv");
  });

  test("a workbook is read in the worker; its sheets are said, and another can be asked for", async () => {
    const sheet = (name: string, n: number) => ({
      name,
      rows: row(1, ["code", "n"]) + row(2, ["a", n]) + row(3, ["b", n]),
    });
    const book = xlsx([sheet("First", 1), sheet("Second", 2)]);
    const recognised = await engine.load("book.xlsx", book);
    expect(recognised).toMatchObject({ rows: 2, sheet: "First", sheets: [{ name: "First" }, { name: "Second" }] });
    const other = await engine.load("book.xlsx", book, { read: { sheet: "Second" } });
    expect(other).toMatchObject({ sheet: "Second", columns: [{}, { numbers: { min: 2, max: 2 } }] });
    await engine.unload("book.xlsx");
  });

  test("a bad file is a value", async () => {
    const recognised = await engine.load("bad.csv", new Blob(["a,b\n"]));
    expect(recognised.problems).toMatchObject([{ code: "file-no-rows", file: "bad.csv" }]);
    await engine.unload("bad.csv");
  });

  test("run gives the same bytes as the synchronous call; check gives panel and ladder", async () => {
    const text = smallTable(30);
    await engine.load("small.csv", new Blob([text]));
    const results = await engine.run(study);
    expect(results.problems).toEqual([]);
    expect(toJson(results)).toBe(toJson(run(study, files({ "small.csv": text }))));
    const report = await engine.check(study);
    expect(report).toMatchObject({ problems: [], missing: [], tables: [{ table: "small", rows: 120, matched: 120 }] });
    expect(report.panel!.areas[1]).toEqual({ code: "A01", label: "Place 1", group: "Region 1" });
    expect(report.panel!.measures.map(({ name }) => name)).toEqual(["name", "region", "rate", "spend", "poverty"]);
  });

  test("another way of reading that the study asks for is read when it is needed", async () => {
    const tables = { small: { file: "small.csv", read: { columns: { spend: { type: "text" } } } } };
    const report = await engine.check({ ...study, tables });
    expect(report.panel!.measures.find(({ name }) => name === "spend")!.type).toBe("text");
  });

  test("progress is told, and cancelling rejects with AbortError; the engine goes on", async () => {
    await engine.load("small.csv", new Blob([smallTable(60)]));
    const stop = new AbortController();
    const steps: (Progress & { analysis?: string })[] = [];
    const running = engine.run(long, {
      signal: stop.signal,
      onProgress: (step) => {
        steps.push(step);
        if (step.analysis === "shares") stop.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(steps.at(-1)).toMatchObject({ analysis: "shares", total: expect.any(Number) });
    expect((await engine.run(study)).analyses.every(({ ok }) => ok)).toBe(true);
    const late = new AbortController();
    late.abort();
    await expect(engine.run(study, { signal: late.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  test("a large file is streamed with progress", async () => {
    const row = "a,2015," + "7".repeat(40) + "\n";
    const seen: Progress[] = [];
    const blob = new Blob(["code,year,x\n", row.repeat(600_000)]);
    const { rows } = await engine.load("large.csv", blob, { onProgress: (step) => seen.push(step) });
    expect(rows).toBe(600_000);
    expect(seen.some(({ done, total }) => done > 0 && done < total && total === blob.size)).toBe(true);
    await engine.unload("large.csv");
  });

  test("looking at a large file can be stopped too", async () => {
    const blob = new Blob(["code,year,x\n", "a,2015,7.5\nb,2016,8.5\n".repeat(300_000)]);
    const stop = new AbortController();
    const loading = engine.load("large.csv", blob, {
      signal: stop.signal,
      onProgress: ({ stage }) => {
        if (stage === "Looking at large.csv") stop.abort();
      },
    });
    await expect(loading).rejects.toMatchObject({ name: "AbortError" });
    await engine.unload("large.csv");
  });
});

test("a worker that does not answer is ended, and another one gets the files again", async () => {
  const stuck = await classicScript(`
    import { expose } from "comlink";
    const blobs = [];
    expose({
      cancel() {},
      load: (id, name) => ({ file: name }),
      run() { for (;;); },
      check: () => new Promise(() => {}),
    });
  `);
  let made = 0;
  const engine = startEngine({ worker: () => threadWorker(made++ === 0 ? stuck : script) });
  await engine.load("small.csv", bytes(smallTable()));
  const stop = new AbortController();
  const running = engine.run(study, { signal: stop.signal });
  const checking = engine.check(study);
  setTimeout(() => stop.abort(), 50);
  const before = Date.now();
  await expect(running).rejects.toMatchObject({ name: "AbortError" });
  expect(Date.now() - before).toBeLessThan(900);
  // The call that was not cancelled is made again on the new worker.
  expect((await checking).panel!.rows).toBe(48);
  expect((await engine.run(study)).analyses.map(({ ok }) => ok)).toEqual([true, true]);
  expect(made).toBe(2);
  await engine.close();
  await expect(engine.check(study)).rejects.toThrow("closed");
});
