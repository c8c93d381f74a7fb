import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readFile, recognise, type ReadOutcome } from "../src/1-read/index.ts";
import { shared } from "./studies.ts";
import { ods, row, xlsx } from "./workbooks.ts";

/**
 * Files broken at random, by a seed: no crash, no hang, no lost row, every refusal explained. A few hundred in every run;
 * `WHYVARY_FUZZ=20000` for as many as one likes, of real files where they are there.
 */

const RUNS = Number(process.env["WHYVARY_FUZZ"] ?? 400);
/** A mutated file of this size takes a few milliseconds; one that takes a thousand times that hangs. */
const HANG = 10_000;
const LARGEST = 24_000;

/** Park and Miller's generator, so that a failure can be made again from its number. */
function drawer(seed: number): (below: number) => number {
  let state = (seed % 2147483646) + 1;
  for (let i = 0; i < 4; i++) state = (state * 48271) % 2147483647;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const PIECES = ['"', '""', ",", ";", "\t", "\n", "\r", "\r\n", "\u0000", "\ufeff", "é", "=1+1", "-", "NaN", "1e999", "__proto__", ",,,,,", "\n\n\n", "Source: x\n", "1,234 p", ": c", "<script>", "c", "%"].map((text) => strToU8(text)); // prettier-ignore

function mutate(bytes: Uint8Array, draw: (below: number) => number): Uint8Array {
  let made = bytes;
  for (let times = 1 + draw(4); times > 0; times--) {
    const at = draw(made.length + 1);
    const to = Math.min(made.length, at + 1 + draw(1 + draw(200)));
    const kind = draw(8);
    const head = made.subarray(0, at);
    const tail = made.subarray(at);
    if (kind === 0) made = joined(head, made.subarray(to));
    else if (kind === 1) made = joined(head, made.subarray(at, to), tail);
    else if (kind === 2) made = joined(head, PIECES[draw(PIECES.length)]!, tail);
    else if (kind === 3)
      made = joined(
        head,
        Uint8Array.from({ length: 1 + draw(6) }, () => draw(256)),
        tail,
      );
    else if (kind === 4) made = joined(made.subarray(0, at));
    else if (kind === 5) made = made.map((byte, i) => (i === at ? byte ^ (1 << draw(8)) : byte));
    else if (kind === 6) made = made.map((byte, i) => (i >= at && i < to ? draw(256) : byte));
    else made = joined(tail, head);
  }
  return made;
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const made = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

/** The records of a text, the slow way: a quote counts at the beginning of a cell alone, as it does to a spreadsheet. */
function countRecords(bytes: Uint8Array, delimiter: number): { filled: number; blank: number } {
  let [filled, blank, at] = [0, 0, 0];
  while (at < bytes.length) {
    let [cells, something] = [0, false];
    for (let more = true; more; cells++) {
      while (bytes[at] === 32) at++;
      if (bytes[at] === 34) {
        const from = ++at;
        while (at < bytes.length && !(bytes[at] === 34 && bytes[at + 1] !== 34)) at += bytes[at] === 34 ? 2 : 1;
        for (let i = from; i < at; i++) something ||= ![9, 10, 13, 32].includes(bytes[i]!);
        at++;
      }
      for (; at < bytes.length && bytes[at] !== delimiter && bytes[at] !== 10 && bytes[at] !== 13; at++)
        something ||= bytes[at] !== 32 && bytes[at] !== 9;
      more = at < bytes.length && bytes[at] === delimiter;
      if (more) at++;
    }
    at += bytes[at] === 13 && bytes[at + 1] === 10 ? 2 : 1;
    if (something) filled++;
    else blank++;
  }
  return { filled, blank };
}

function check(name: string, bytes: Uint8Array, outcome: ReadOutcome): void {
  if (!outcome.ok) {
    expect(outcome.problems.some(({ severity }) => severity === "error")).toBe(true);
    for (const problem of outcome.problems) {
      expect(problem.code).toMatch(/^[a-z0-9-]+$/);
      expect(problem.text.length).toBeGreaterThan(10);
      expect(problem.text.length).toBeLessThan(1500);
      if (problem.severity === "error") expect(problem.remedy).toBeTruthy();
      expect(problem.file).toBe(name);
    }
    return;
  }
  const { result } = outcome;
  for (const column of result.columns.values()) expect(column.length).toBe(result.rows);
  expect(result.columns.size).toBe(result.order.length);
  const { lines, rows } = recognise(result, "");
  // Titles above are lines, which a quoted cell may run over; what is packed or wide has no lines to count here.
  if (result.packed !== undefined || result.encoding.startsWith("utf-16") || result.skipped > 0) return;
  const start = result.encoding === "utf-8 with BOM" ? 3 : 0;
  const counted = countRecords(bytes.subarray(start), result.delimiter.charCodeAt(0));
  expect(rows + lines.names + lines.below).toBe(counted.filled);
}

function fuzz(
  sources: readonly (readonly [string, Uint8Array])[],
  runs: number,
): { read: number; refused: Map<string, number> } {
  const refused = new Map<string, number>();
  let read = 0;
  for (let run = 0; run < runs; run++) {
    const draw = drawer(run);
    const [name, whole] = sources[run % sources.length]!;
    const bytes = mutate(whole, draw);
    const from = performance.now();
    try {
      const outcome = readFile(name, bytes);
      check(name, bytes, outcome);
      if (outcome.ok) read++;
      else for (const { code } of outcome.problems) refused.set(code, (refused.get(code) ?? 0) + 1);
    } catch (error) {
      throw new Error(`run ${run} of ${name}: ${(error as Error).message}`, { cause: error });
    }
    expect(performance.now() - from, `run ${run} of ${name}`).toBeLessThan(HANG);
  }
  return { read, refused };
}

const TABLE = Array.from({ length: 60 }, (_, i) => `${2010 + (i % 8)},"Area, ${i % 9}",E0${6000000 + i},${i % 7 === 0 ? "c" : i * 3.25},"1,2${10 + i}"\n`).join(""); // prettier-ignore
const MADE: readonly (readonly [string, Uint8Array])[] = [
  ["plain.csv", strToU8("year,name,code,rate,count\n" + TABLE)],
  ["titled.csv", strToU8("Table 1: of children\nPublished 2020\n\nyear,name,code,rate,count\n" + TABLE + "\nSource: invented\n1. A note\n")], // prettier-ignore
  ["wide.csv", joined(Uint8Array.of(255, 254), Uint8Array.from(("a;b;c\n" + "1;x;2,5\n".repeat(50)).split("").flatMap((letter) => [letter.charCodeAt(0), 0])))], // prettier-ignore
  ["packed.csv.gz", gzipSync(strToU8("a,b\n" + "1,x\n".repeat(90)))],
  ["packed.zip", zipSync({ "t.csv": strToU8("a,b\n" + "1,x\n".repeat(90)) })],
  ["book.xlsx", xlsx([{ name: "T", rows: row(1, ["a", "b"]) + Array.from({ length: 30 }, (_, i) => row(i + 2, [`x${i}`, i])).join("") }])], // prettier-ignore
  ["book.ods", ods(`<table:table table:name="T">${'<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="3"/></table:table-row>'.repeat(20)}</table:table>`)], // prettier-ignore
];

describe("files broken at random", () => {
  it(`are read or refused in words: ${RUNS} of made-up files`, { timeout: 900_000 }, () => {
    const { read, refused } = fuzz(MADE, RUNS);
    expect(read).toBeGreaterThan(RUNS / 10);
    expect([...refused.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(RUNS / 20);
    if (RUNS > 1000) console.log(`made-up: ${read} read, refused: ${JSON.stringify(Object.fromEntries(refused))}`);
  });

  const data = join(shared, "data");
  const there = existsSync(data);
  if (!there) console.log(`skipped: the real files are not at ${data}`);
  it.skipIf(!there)(`are read or refused in words: ${RUNS} of real files`, { timeout: 3_600_000 }, () => {
    const sources = ["ees", "cin-2022", "codes", "ofsted", "spend", "lait", "panel", "ethnicity"].flatMap((folder) =>
      readdirSync(join(data, folder))
        .filter((name) => /\.csv(?:\.gz)?$/.test(name))
        .map((name): [string, Uint8Array] => {
          const bytes = new Uint8Array(readFileSync(join(data, folder, name)));
          const plain = name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
          return [name.replace(/\.gz$/, ""), plain.slice(0, plain.lastIndexOf(10, LARGEST) + 1)];
        }),
    );
    const { read, refused } = fuzz(sources, RUNS);
    expect(read).toBeGreaterThan(RUNS / 10);
    if (RUNS > 1000) console.log(`real: ${read} read, refused: ${JSON.stringify(Object.fromEntries(refused))}`);
  });
});
