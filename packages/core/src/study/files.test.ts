import { expect, test } from "vitest";
import { fillSlots, type StudyFile } from "./files.ts";

const file = (name: string, sha256 = "00"): StudyFile => ({
  name,
  sha256,
  parse: () => ({ ok: false, problems: [] }),
});

function fill(wanted: { file: string; sha256?: string }, ...files: StudyFile[]) {
  const slots = fillSlots({ t: wanted }, files);
  return { found: slots.filled.get("t")?.name, code: slots.problems[0]?.code, missing: slots.missing };
}

test("by relative path, before any other with the same base name", () => {
  expect(fill({ file: "a/x.csv" }, file("b/x.csv"), file("a/x.csv")).found).toBe("a/x.csv");
  expect(fill({ file: "./x.csv" }, file("x.csv")).found).toBe("x.csv");
});

test("by a base name that one file has, in any case", () => {
  expect(fill({ file: "data/Plans.csv" }, file("other.csv"), file("plans.CSV")).found).toBe("plans.CSV");
});

test("several with the base name are ambiguous, unless the hash tells", () => {
  const [a, b] = [file("a/x.csv", "aa"), file("b/x.csv", "bb")];
  expect(fill({ file: "x.csv" }, a, b)).toEqual({ found: undefined, code: "file-ambiguous", missing: ["x.csv"] });
  expect(fill({ file: "x.csv", sha256: "BB" }, a, b)).toEqual({ found: "b/x.csv", code: undefined, missing: [] });
});

test("by hash under another name; a changed hash is a warning", () => {
  expect(fill({ file: "x.csv", sha256: "aa" }, file("renamed.csv", "aa")).found).toBe("renamed.csv");
  expect(fill({ file: "x.csv", sha256: "aa" }, file("x.csv", "bb"))).toEqual({
    found: "x.csv",
    code: "file-changed",
    missing: [],
  });
});

test("a missing file names the nearest", () => {
  const { problems, missing } = fillSlots({ t: { file: "plans.csv" } }, [file("plan.csv"), file("people.csv")]);
  expect(problems[0]).toMatchObject({ code: "file-missing", facts: { nearest: "plan.csv" } });
  expect(missing).toEqual(["plans.csv"]);
});

test.each(["/etc/passwd", "C:\\x.csv", "C:/x.csv", "https://x.org/a.csv", "file:///x", "a\\b.csv", "~/x.csv", " "])(
  "no absolute path, address or backslash: %s",
  (name) => {
    expect(fill({ file: name }, file(name))).toEqual({ found: undefined, code: "file-path", missing: [] });
  },
);
