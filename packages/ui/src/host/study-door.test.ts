import { expect, test } from "vitest";
import { makeMemoryHost } from "./memory-host.ts";

test("every edit can be undone and done again, and listeners are told", () => {
  const host = makeMemoryHost({ title: "one" });
  const told: unknown[] = [];
  const stop = host.study.subscribe((study) => told.push(study));
  host.study.edit([{ path: ["title"], value: "two" }]);
  host.study.edit([{ path: ["title"], value: "three" }]);
  host.study.undo();
  expect(host.study.get()).toEqual({ title: "two" });
  host.study.redo();
  expect(host.study.get()).toEqual({ title: "three" });
  host.study.undo();
  host.study.edit([{ path: ["title"], value: "four" }]);
  expect(host.study.canRedo).toBe(false);
  expect(told).toHaveLength(6);
  stop();
  host.study.undo();
  expect(told).toHaveLength(6);
});

test("there is nothing to undo before the first edit", () => {
  const { study } = makeMemoryHost({ title: "one" });
  expect([study.canUndo, study.canRedo]).toEqual([false, false]);
  study.undo();
  expect(study.get()).toEqual({ title: "one" });
});

test("replacing a study can be undone too", () => {
  const { study } = makeMemoryHost({ title: "mine" });
  study.replace({ title: "another" });
  study.undo();
  expect(study.get()).toEqual({ title: "mine" });
});
