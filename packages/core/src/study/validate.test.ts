import { expect, test } from "vitest";
import { smallStudy } from "../../test/studies.ts";
import { validateStudy } from "./validate.ts";

const first = (document: unknown) => validateStudy(document).problems[0]!;

test("a good study has no problems", () => {
  const { study, problems, analyses } = validateStudy(smallStudy());
  expect(problems).toEqual([]);
  expect(study?.tables["small"]?.file).toBe("small.csv");
  expect(analyses[0]?.options).toMatchObject({ formula: "rate ~ spend | area + time" });
});

test("what is not a study is told", () => {
  for (const document of [null, 3, "x", []]) expect(first(document).code).toBe("study-not-object");
  expect(first({ tables: {} }).code).toBe("version-missing");
  expect(first({ whyvary: 2, tables: {} })).toMatchObject({ code: "version-newer", facts: { version: 2 } });
  expect(first({ whyvary: "1" }).code).toBe("version-unknown");
  expect(first({ whyvary: 1, tables: {} }).code).toBe("no-tables");
  expect(first({ whyvary: 1 })).toMatchObject({ code: "missing-key", path: ["tables"] });
});

test.each([
  [{ analysis: [] }, ["analysis"], "analyses"],
  [{ tables: { small: { file: "a.csv", wher: {} } } }, ["tables", "small", "wher"], "where"],
  [{ tables: { a: { file: "a.csv", read: { delimeter: ";" } } } }, ["tables", "a", "read", "delimeter"], "delimiter"],
  [{ tables: { a: { file: "a.csv", where: { x: { form: 1 } } } } }, ["tables", "a", "where", "x", "form"], "from"],
])("an unknown key names the nearest known one: %j", (more, path, nearest) => {
  expect(first(smallStudy(more))).toMatchObject({ code: "unknown-key", path, facts: { nearest } });
});

test("unknown keys in panel, measures and analyses too", () => {
  expect(first(smallStudy({}, { lable: "name" }))).toMatchObject({
    path: ["panel", "lable"],
    facts: { nearest: "label" },
  });
  const measures = { x: { rate: "small.rate", per: "small.spend", time: 10 } };
  expect(first(smallStudy({}, { measures }))).toMatchObject({
    code: "unknown-key",
    path: ["panel", "measures", "x", "time"],
    facts: { nearest: "times" },
  });
  const analyses = [{ id: "a", kind: "regress", formula: "rate ~ spend", error: "CR1" }];
  expect(first(smallStudy({ analyses }))).toMatchObject({
    code: "unknown-key",
    path: ["analyses", 0, "error"],
    facts: { nearest: "errors" },
  });
});

test("a fault within one analysis leaves study and other analyses alone", () => {
  const good = { id: "b", kind: "regress", formula: "rate ~ spend" };
  const { study, analyses } = validateStudy(smallStudy({ analyses: [{ id: "a", kind: "regres", formula: "" }, good] }));
  expect(study).not.toBeNull();
  expect(analyses[0]!.problems[0]).toMatchObject({ code: "kind-unknown", facts: { nearest: "regress" } });
  expect(analyses[1]!.problems).toEqual([]);
});

test("measures have exactly one verb", () => {
  const at = (measure: unknown) => first(smallStudy({}, { measures: { x: measure } }));
  expect(at({ rate: "a.b", ratio: "a.b", per: "a.c" }).code).toBe("measure-verb");
  expect(at({}).code).toBe("measure-verb");
  expect(at({ rat: "a.b" })).toMatchObject({ code: "unknown-key", facts: { nearest: "rate" } });
  expect(at({ neighbours: "a.b" })).toMatchObject({ code: "missing-key", path: ["panel", "measures", "x", "from"] });
  expect(at({ rate: "a.b" })).toMatchObject({ code: "missing-key", path: ["panel", "measures", "x", "per"] });
  expect(at({ lag: "a.b", by: 0.5 }).code).toBe("wrong-value");
  expect(at(7)).toMatchObject({ code: "wrong-value", path: ["panel", "measures", "x"] });
});

test("names", () => {
  expect(first(smallStudy({ tables: { "1a": { file: "a.csv" } } })).code).toBe("name-start");
  expect(first(smallStudy({ tables: { "a.b": { file: "a.csv" } } })).code).toBe("table-name");
  expect(first(smallStudy({}, { measures: { area: "small.rate" } })).code).toBe("name-is-key");
  expect(first(smallStudy({}, { measures: { "2x": "small.rate" } })).code).toBe("name-start");
  const twice = { id: "a", kind: "regress", formula: "rate ~ spend" };
  expect(first(smallStudy({ analyses: [twice, twice] })).code).toBe("id-twice");
  expect(first(smallStudy({ analyses: [{ ...twice, id: "1" }] })).code).toBe("name-start");
  const hostile = JSON.parse('{"whyvary":1,"tables":{"__proto__":{"file":"a.csv"}}}') as unknown;
  expect(first(hostile)).toMatchObject({ code: "name-forbidden", path: ["tables", "__proto__"] });
});

test("wrong values say what is expected", () => {
  expect(first(smallStudy({ title: 3 }))).toMatchObject({ code: "wrong-value", path: ["title"], value: "3" });
  expect(first(smallStudy({}, { times: "2015" })).code).toBe("wrong-value");
  expect(first(smallStudy({}, { times: { from: "2015" } }))).toMatchObject({ path: ["panel", "times", "from"] });
  expect(first(smallStudy({ tables: { a: { file: "a.csv", shiftTime: 0.5 } } })).text).toContain("a whole number");
});
