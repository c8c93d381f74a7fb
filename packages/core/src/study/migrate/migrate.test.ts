import { expect, test } from "vitest";
import { migrate, type Migration } from "./index.ts";

const steps = new Map<number, Migration>([
  [0, ({ files, ...rest }) => ({ ...rest, tables: files })],
  [1, ({ tables, ...rest }) => ({ ...rest, data: tables })],
]);

test("a document of the current version stays as it is", () => {
  const document = { whyvary: 1, tables: {} };
  expect(migrate(document)).toEqual({ ok: true, document });
});

test("steps are taken in order and leave the given document alone", () => {
  const old = { whyvary: 0, files: { a: 1 }, title: "T" };
  expect(migrate(old, steps, 2)).toEqual({ ok: true, document: { whyvary: 2, title: "T", data: { a: 1 } } });
  expect(old).toEqual({ whyvary: 0, files: { a: 1 }, title: "T" });
});

test("a version that no step leaves is told", () => {
  expect(migrate({ whyvary: 7 }, steps, 2)).toEqual({ ok: false, version: 7 });
  expect(migrate({ whyvary: "1" }, steps, 2)).toEqual({ ok: false, version: "1" });
  expect(migrate({}, steps, 2)).toEqual({ ok: false, version: undefined });
});
