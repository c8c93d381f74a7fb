import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { createReader, readFile, recognise } from "../src/1-read/index.ts";
import { run } from "../src/study/run.ts";
import { toJson } from "../src/study/to-json.ts";
import { validateStudy } from "../src/study/validate.ts";
import { bytes, smallStudy, smallTable } from "./studies.ts";

/** Files made to do harm: each is refused in words, or read as the text that it is. */

const codes = (outcome: ReturnType<typeof readFile>) =>
  (outcome.ok ? outcome.result.problems : outcome.problems).map(({ code }) => code);

// What grows beyond measure is refused too: see packed.test.ts, and workbook.test.ts for workbooks.
describe("packed to do harm", () => {
  test("a zip inside a zip is no table", () => {
    const inner = zipSync({ "t.csv": strToU8("a,b\n1,2\n") });
    expect(codes(readFile("outer.zip", zipSync({ "inner.zip": inner })))).toEqual(["zip-no-table"]);
  });

  test("names in a zip that point out of it are names, no more", () => {
    const outcome = readFile("z.zip", zipSync({ "../../etc/passwd.csv": strToU8("a,b\n1,2\n") }));
    expect(outcome.ok && outcome.result.packed).toEqual({ kind: "zip", entry: "../../etc/passwd.csv" });
  });
});

describe("beyond all measure", () => {
  test("100,000 columns", () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(",");
    const outcome = readFile("wide.csv", bytes(`${names}\n${names}\n`));
    expect(outcome.ok || outcome.problems).toMatchObject([{ code: "columns-many", row: 1 }]);
  });

  test("10,000 columns are read", () => {
    const line = (make: (at: number) => unknown) => Array.from({ length: 10_000 }, (_, at) => make(at)).join(",");
    const outcome = readFile("wide.csv", bytes([line((at) => `c${at}`), line((at) => at), line((at) => at * 2)].join("\n"))); // prettier-ignore
    expect(outcome.ok && [outcome.result.rows, outcome.result.columns.get("c9999")!.at(1)]).toEqual([2, 19_998]);
  });

  test.each([
    ["without quotes", ""],
    ["in quotes", '"'],
  ])("a cell of 50 MB %s", (_, quote) => {
    // prettier-ignore
    const reader = createReader("huge.csv");
    reader.push(bytes(`a,b\n1,${quote}`));
    const piece = new Uint8Array(1 << 20).fill(120);
    for (let at = 0; at < 50; at++) reader.push(piece);
    reader.push(bytes(`${quote}\n`));
    const outcome = reader.end();
    expect(outcome.ok || outcome.problems[0]).toMatchObject({
      code: quote === "" ? "cell-huge" : "quote-unclosed",
      row: 2,
      column: "b",
    });
  });
});

describe("texts that mean something elsewhere", () => {
  const HOSTILE = '<img src=x onerror="alert(1)">,__proto__,constructor,"=cmd|\' /C calc\'!A0",toString\n';
  const text = `${HOSTILE}<script>alert(1)</script>,__proto__,hasOwnProperty,"=HYPERLINK(""http://x"")",1\nb,c,d,@SUM(1),2\n`;

  test("are texts, in names and in cells, and change nothing around them", () => {
    const outcome = readFile("h.csv", bytes(text));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const { result } = outcome;
    expect(result.order).toEqual([
      '<img src=x onerror="alert(1)">',
      "__proto__",
      "constructor",
      "=cmd|' /C calc'!A0",
      "toString",
    ]);
    expect(result.columns.get("__proto__")!.at(0)).toBe("__proto__");
    expect(result.columns.get("=cmd|' /C calc'!A0")!.at(0)).toBe('=HYPERLINK("http://x")');
    const known = recognise(result, "");
    expect(known.columns.map(({ name }) => name)).toEqual(result.order);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(JSON.parse(JSON.stringify(known)).columns).toHaveLength(5);
  });

  test("a study may use them as columns", () => {
    const table = "__proto__,year,constructor,spend\n" + smallTable(6).split("\n").slice(1).filter(Boolean).map((line) => { const cells = line.split(","); return [cells[0], cells[3], cells[4], cells[5]].join(","); }).join("\n"); // prettier-ignore
    const study = {
      whyvary: 1,
      tables: { t: { file: "t.csv" } },
      panel: { area: "__proto__", time: "year", measures: { rate: "t.constructor", spend: "t.spend" } },
      analyses: [{ id: "m", kind: "regress", formula: "rate ~ spend" }],
    };
    const results = run(study, { "t.csv": bytes(table) });
    expect(results.problems).toEqual([]);
    expect(results.analyses[0]!.ok).toBe(true);
  });

  test("NUL bytes are no text", () => {
    const outcome = readFile("n.csv", bytes("a,b\n1,x\u0000y\n"));
    expect(codes(outcome)).toEqual(["file-not-text"]);
  });

  test("a text file in disguise is told by what it is", () => {
    expect(readFile("x.csv", bytes('{"type":"hexjson"}')).ok).toBe(false);
    expect(codes(readFile("x.csv", gzipSync(bytes("%PDF-1.7"))))).toEqual(["file-not-text"]);
  });
});

describe("studies made to do harm", () => {
  test("nested a hundred thousand deep", () => {
    const depth = 100_000;
    let deep: unknown = 1;
    for (let at = 0; at < depth; at++) deep = [deep];
    for (const study of [
      deep,
      { ...smallStudy(), analyses: deep },
      { ...smallStudy(), tables: { small: { file: "small.csv", where: { a: deep } } } },
    ]) {
      // prettier-ignore
      const { study: read, problems } = validateStudy(study);
      expect(read === null || problems.length > 0).toBe(true);
      expect(problems.length).toBeGreaterThan(0);
      expect(run(study, {}).problems.length).toBeGreaterThan(0);
    }
  });

  test("keys that are everyone's", () => {
    const study: unknown = JSON.parse('{"whyvary":1,"__proto__":{"polluted":true},"tables":{"__proto__":{"file":"a.csv"}},"analyses":[]}'); // prettier-ignore
    const { problems } = validateStudy(study);
    expect(problems.some(({ severity }) => severity === "error")).toBe(true);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(toJson(run(study, {}))).toContain("problems");
  });
});
