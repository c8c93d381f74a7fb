import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run, toJson } from "@whyvary/core";
import { checkCommand, rCommand, runCommand, type Terminal } from "./commands.ts";

let folder = "";
let out = "";
let complaints = "";
const terminal: Terminal = { out: (text) => (out += text), complain: (text) => (complaints += text) };

const study = {
  whyvary: 1,
  title: "Small",
  tables: { t: { file: "data/t.csv" } },
  panel: { area: "code", time: "year" },
  analyses: [
    { id: "model", kind: "regress", formula: "y ~ x" },
    { id: "bare", kind: "regress", formula: "y ~ 1" },
  ],
};

function table(): string {
  const lines = ["code,year,y,x"];
  for (let area = 0; area < 8; area++)
    for (let year = 2015; year < 2019; year++)
      lines.push(`A${area},${year},${(area * 7 + year * 3) % 13},${(area * 5 + year) % 7}`);
  return lines.join("\n") + "\n";
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const writeStudy = (more: Record<string, unknown> = {}) => write("study.json", JSON.stringify({ ...study, ...more }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whyvary-cli-"));
  out = "";
  complaints = "";
  write("data/t.csv", table());
});
afterEach(() => rmSync(folder, { recursive: true }));

test("run --json prints what the synchronous call gives, byte for byte", async () => {
  expect(await runCommand(terminal, writeStudy(), { json: true })).toBe(0);
  expect(out).toBe(toJson(run(study, { "data/t.csv": new TextEncoder().encode(table()) })));
  expect(complaints).toBe("");
});

test("run prints question, answer, table, rows and notes", async () => {
  expect(await runCommand(terminal, writeStudy(), { json: false })).toBe(0);
  for (const words of ["Small", "Which measures go with", "Estimate", "Rows:", "rows of data/t.csv", "used"])
    expect(out).toContain(words);
});

test("run --html writes a report", async () => {
  const html = join(folder, "report.html");
  expect(await runCommand(terminal, writeStudy(), { json: false, html })).toBe(0);
  expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>/i);
  expect(out).toBe("");
});

test("exit codes: 1 where an analysis failed, 2 where study or file cannot be used", async () => {
  const failing = { id: "no", kind: "regress", formula: "y ~ nothing" };
  expect(await runCommand(terminal, writeStudy({ analyses: [failing] }), { json: true })).toBe(1);
  expect(await runCommand(terminal, writeStudy({ tabels: {} }), { json: true })).toBe(2);
  expect(complaints).toContain("Did you mean “tables”?");
  expect(await runCommand(terminal, join(folder, "absent.json"), { json: true })).toBe(2);
  expect(await runCommand(terminal, write("broken.json", "{ no"), { json: true })).toBe(2);
  write("data/t.csv", "");
  expect(await runCommand(terminal, writeStudy(), { json: true })).toBe(2);
});

test("a file beside the study is found by its base name, in any case", async () => {
  write("PLANS.csv", table());
  const path = writeStudy({ tables: { t: { file: "elsewhere/plans.csv" } } });
  expect(await runCommand(terminal, path, { json: true })).toBe(0);
});

test("check tells what a file is, and its problems with row and column", async () => {
  expect(await checkCommand(terminal, join(folder, "data/t.csv"))).toBe(0);
  expect(out).toContain("32 rows, 4 columns");
  expect(out).toContain("No problems.");
  out = "";
  const ragged = write("ragged.csv", "code,year,y\nA,2015,1\nB,2015\n");
  expect(await checkCommand(terminal, ragged)).toBe(2);
  expect(complaints).toMatch(/^error {2}ragged\.csv, row 3/);
});

test("check takes a study too", async () => {
  expect(await checkCommand(terminal, writeStudy())).toBe(0);
  expect(out).toContain("rows of data/t.csv");
  expect(await checkCommand(terminal, writeStudy({ panel: { area: "kode", time: "year" } }))).toBe(2);
  expect(out).toContain("row 1, column kode");
});

test("r prints the script of one analysis or of all", async () => {
  expect(await rCommand(terminal, writeStudy(), "model")).toBe(0);
  expect(out.match(/read\.csv/g)).toHaveLength(1);
  out = "";
  expect(await rCommand(terminal, writeStudy(), undefined)).toBe(0);
  expect(out.match(/read\.csv/g)).toHaveLength(2);
  expect(await rCommand(terminal, writeStudy(), "other")).toBe(2);
  expect(complaints).toContain("model, bare");
});

test("codes that steer a terminal are shown, not obeyed", async () => {
  const hostile = write("h.csv", "code,\u001b[31mred,\u001b[31mred\nA,1,2\n");
  expect(await checkCommand(terminal, hostile)).toBe(2);
  // oxlint-disable-next-line no-control-regex
  expect(out + complaints).not.toMatch(/\u001b/);
});
