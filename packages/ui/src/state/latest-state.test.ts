import { expect, test } from "vitest";
import type { CheckReport, Engine, Problem } from "@whyvary/core";
import { makeMemoryHost } from "../host/index.ts";
import { makeFakeEngine } from "./fake-engine.ts";
import { LatestState } from "./latest-state.svelte.ts";
import { StudyState } from "./study-state.svelte.ts";
import type { ProvisionalDoc } from "./study-doc.ts";

const row = (time: number): ProvisionalDoc => ({ area: "X1", time, values: { "plans.n": 5 }, reason: "our latest" });

function setUp(problems: Problem[] = []) {
  const study = new StudyState(makeMemoryHost({ whyvary: 1, tables: {}, panel: { area: "code" }, analyses: [] }), () => {}); // prettier-ignore
  const asked: unknown[] = [];
  const engine: Engine = {
    ...makeFakeEngine(() => ({})),
    check: async (document) => {
      asked.push(document);
      return { problems } as CheckReport;
    },
  };
  return { study, asked, latest: new LatestState(engine, study) };
}

test("a row is tried, then written as one edit; the last one taken away leaves nothing behind", async () => {
  const { study, asked, latest } = setUp();
  expect(await latest.write(row(2025))).toEqual([]);
  await latest.write(row(2026));
  await latest.write(row(2027), 0);
  expect((asked[1] as { panel: { provisional: unknown[] } }).panel.provisional).toHaveLength(2);
  expect(latest.rows.map(({ time }) => time)).toEqual([2027, 2026]);
  study.undo();
  expect(latest.rows.map(({ time }) => time)).toEqual([2025, 2026]);
  latest.remove(0);
  latest.remove(0);
  expect(study.raw).toEqual({ whyvary: 1, tables: {}, panel: { area: "code" }, analyses: [] });
});

test("what is wrong with a row is told and not written; a warning, and what is wrong elsewhere, are no hindrance", async () => {
  const problem = (severity: Problem["severity"], at: number): Problem => ({ code: "x", severity, text: "No.", path: ["panel", "provisional", at, "area"] }); // prettier-ignore
  const wrong = setUp([problem("error", 0)]);
  expect(await wrong.latest.write(row(2025))).toHaveLength(1);
  expect(wrong.study.canUndo).toBe(false);
  const fine = setUp([problem("warning", 0), problem("error", 3)]);
  expect(await fine.latest.write(row(2025))).toMatchObject([{ severity: "warning" }]);
  expect(fine.latest.rows).toHaveLength(1);
});
