import type { ColumnSummary, Recognised } from "@whyvary/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeMemoryHost, type MemoryHost, type PickedFile } from "../host/index.ts";
import { AppState } from "./app-state.svelte.ts";
import { makeFakeEngine, type FakeEngine } from "./fake-engine.ts";
import type { StudyDoc } from "./study-doc.ts";

const number = (name: string): ColumnSummary => ({ name, type: "number", role: "indicator", missing: {}, distinct: 9 });
const recognised = (name: string): Partial<Recognised> =>
  name.startsWith("bad")
    ? { problems: [{ code: "ragged-rows", severity: "error", text: "Row 3 has two cells.", file: name }] }
    : { columns: [number("plan_rate"), number("idaci")], guess: { area: "code", time: "year", where: {}, open: [] } };
const file = (name: string, text = "x"): PickedFile => ({ name, data: new Blob([text]) });
const example = {
  study: { whyvary: 1, tables: { a: { file: "invented.csv" } }, analyses: [{ id: "shares", kind: "decompose" }] },
  files: [file("invented.csv")],
  results: { analyses: [{ id: "shares", stored: true }] },
};

let engine: FakeEngine;
let host: MemoryHost;
let app: AppState;
const flush = () => vi.advanceTimersByTimeAsync(300);

beforeEach(async () => {
  vi.useFakeTimers();
  engine = makeFakeEngine(recognised);
  host = makeMemoryHost(example.study);
  app = new AppState(host, engine, example);
  const started = app.start();
  await flush();
  engine.runs[0]!.answer({});
  await started;
});
afterEach(() => void vi.useRealTimers());

test("the stored answer is there before the engine has said anything", () => {
  const fresh = new AppState(makeMemoryHost(example.study), engine, example);
  expect(fresh.run.results).toEqual(example.results);
  expect(fresh.isExample).toBe(true);
});

test("files dropped on the example start a study of their own; undo brings the example back", async () => {
  void app.take([file("mine.csv")]);
  await flush();
  expect(app.isExample).toBe(false);
  expect(app.study.doc.panel).toMatchObject({ area: "code", time: "year" });
  expect(app.shownFiles.map(({ name }) => name)).toEqual(["mine.csv"]);
  expect(engine.runs.at(-1)!.study).toBe(app.study.raw);
  app.study.undo();
  await flush();
  expect(app.isExample).toBe(true);
  expect(engine.runs.at(-1)!.study).toBe(example.study);
});

test("edits close together are one run, and a later one stops the earlier", async () => {
  const runs = engine.runs.length;
  app.edit([{ path: ["title"], value: "A" }]);
  app.edit([{ path: ["title"], value: "AB" }]);
  await flush();
  expect(engine.runs).toHaveLength(runs + 1);
  const first = engine.runs.at(-1)!;
  app.edit([{ path: ["title"], value: "ABC" }]);
  expect(first.signal?.aborted).toBe(true);
  await flush();
  expect((engine.runs.at(-1)!.study as StudyDoc).title).toBe("ABC");
  engine.runs.at(-1)!.answer({ title: "ABC" });
  await flush();
  expect(app.run.results?.title).toBe("ABC");
  expect(app.run.busy).toBe(false);
});

test("cancel keeps the figures and says that they are old", async () => {
  const before = app.run.results;
  app.edit([{ path: ["title"], value: "long" }]);
  await flush();
  expect(app.run.busy).toBe(true);
  app.run.cancel();
  await flush();
  expect([app.run.busy, app.run.stopped, app.run.failure]).toEqual([false, true, null]);
  expect(app.run.results).toBe(before);
});

test("a study asks for its files, and the file fills the slot by name in any case, or by what is in it", async () => {
  const study = {
    whyvary: 1,
    tables: { a: { file: "data/Plans.csv" }, b: { file: "people.csv", sha256: "hash of renamed.csv" } },
    analyses: [],
  };
  void app.take([file("s.whyvary.json", JSON.stringify(study))]);
  await flush();
  // Which slots are open is the engine's to say; the fake one says none, so the page's own reading is looked at.
  app.run.check = null;
  expect(app.openSlots).toEqual(["data/Plans.csv", "people.csv"]);
  void app.take([file("plans.CSV"), file("renamed.csv")]);
  await flush();
  app.run.check = null;
  expect(app.openSlots).toEqual([]);
  expect(app.study.doc.tables).toEqual(study.tables);
});

test("a further file joins the study; one that cannot be read stays on its card", async () => {
  void app.take([file("mine.csv")]);
  await flush();
  void app.take([file("more.csv"), file("bad.csv")]);
  await flush();
  expect(Object.values(app.study.doc.tables).map((table) => table.file)).toEqual(["mine.csv", "more.csv"]);
  const bad = app.files.find("bad.csv")!;
  expect(bad.status).toBe("failed");
  expect(app.files.problemsOf(bad, []).map(({ code }) => code)).toEqual(["ragged-rows"]);
});

test("JSON that is no study changes nothing", async () => {
  const before = app.study.raw;
  await app.take([file("x.json", "[1]")]);
  expect(app.notice?.code).toBe("not-a-study");
  await app.take([file("x.json", "{")]);
  expect(app.notice?.code).toBe("study-not-json");
  expect(app.study.raw).toBe(before);
});

test("a saved study carries names and hashes, and opens again as it was", async () => {
  void app.take([file("mine.csv")]);
  await flush();
  await app.handOn.saveStudy();
  const saved = host.saved[0]!;
  expect(saved.name).toBe("mine.whyvary.json");
  const doc = JSON.parse(saved.text) as StudyDoc;
  expect(Object.values(doc.tables)[0]).toMatchObject({ file: "mine.csv", sha256: "hash of mine.csv" });
  void app.take([file(saved.name, saved.text)]);
  await flush();
  await app.handOn.saveStudy();
  expect(host.saved[1]).toEqual(saved);
});

test("questions are added and removed as edits", async () => {
  app.ask("regress");
  expect(app.study.doc.analyses.map(({ kind }) => kind)).toEqual(["decompose", "regress"]);
  expect(app.view).toEqual({ kind: "question", id: "regress" });
  app.removeAnalysis(1);
  expect(app.study.doc.analyses).toHaveLength(1);
  app.study.undo();
  expect(app.study.doc.analyses).toHaveLength(2);
});

test("a file of one's own under the name of one of the example's is one's own", async () => {
  void app.take([file("invented.csv")]);
  await flush();
  expect(app.isExample).toBe(false);
  expect(app.shownFiles.map(({ name }) => name)).toEqual(["invented.csv"]);
  await app.showExample();
  expect(app.isExample).toBe(true);
});
