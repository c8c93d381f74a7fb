import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { recognise, type ReadResult } from "../src/1-read/index.ts";
import type { Recognised } from "../src/1-read/recognised.ts";
import { openFile } from "../src/study/bytes-file.ts";
import { shared } from "./studies.ts";

/**
 * What is recognised in every real file, as a table that is kept beside this test: a change of a guess shows as a change of
 * a line. `npx vitest run test/real-files-recognised -u` writes it anew; look at what changed before it is kept.
 */

const data = join(shared, "data");
const there = existsSync(data);
if (!there) console.log(`skipped: the real files are not at ${data}`);

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return filesBelow(path);
      return name === "README.md" ? [] : [relative(data, path)];
    });
}

const names = (found: Recognised, role: string): string[] =>
  found.columns.filter((column) => column.role === role).map(({ name }) => name);

const list = (texts: string[], most = 12): string =>
  texts.length <= most ? texts.join(" | ") : `${texts.slice(0, most).join(" | ")} | and ${texts.length - most} more`;

/** One block a file: how it is written, what was left out and why, who is what, what is missing. */
function describeFile(found: Recognised, result: ReadResult): string {
  const { lines, guess } = found;
  const delimiter = found.delimiter === "\t" ? "tab" : found.delimiter;
  const packed = result.packed === undefined ? "" : `${result.packed.kind} `;
  const out: string[] = [];
  out.push(`${found.format}; ${packed}${found.encoding}, ${found.lineEnd}, cells by ${delimiter}`);
  out.push(
    `${lines.above} above, ${lines.names} of names, ${found.rows} rows, ${lines.blank} blank, ${lines.below} below`,
  );
  const time = found.columns.find(({ name }) => name === guess.time);
  const range =
    time?.numbers === undefined
      ? list((time?.values ?? []).map(({ value }) => value).sort(), 4)
      : `${time.numbers.min} to ${time.numbers.max}`;
  out.push(`time: ${guess.time === undefined ? "none" : `${guess.time} (${range})`}`);
  out.push(
    `area: ${guess.area ?? "none"}; of areas: ${list(names(found, "area")) || "none"}; label: ${guess.label ?? "none"}; group: ${guess.group ?? "none"}`,
  );
  for (const name of names(found, "level")) {
    const values = found.columns.find((column) => column.name === name)!.values ?? [];
    out.push(`level ${name}: ${list(values.map(({ value, count }) => `${value} ${count}`))}`);
  }
  const filters = names(found, "filter").map(
    (name) => `${name} ${found.columns.find((one) => one.name === name)!.distinct}`,
  );
  if (filters.length > 0) out.push(`filters: ${list(filters)}`);
  const days = found.columns.filter((column) => column.days).map(({ name }) => name);
  if (days.length > 0) out.push(`days: ${list(days)}`);
  const chosen = Object.entries(guess.where).map(([name, value]) => `${name} = ${String(value)}`);
  if (chosen.length > 0) out.push(`chosen: ${list(chosen)}`);
  if (guess.open.length > 0)
    out.push(`open: ${list(guess.open.map(({ column, values }) => `${column} ${values.length}`))}`);
  out.push(`indicators: ${names(found, "indicator").length} (${list(names(found, "indicator"), 4)})`);
  const missing = new Map<string, number>();
  for (const column of found.columns)
    for (const [reason, count] of Object.entries(column.missing))
      missing.set(reason, (missing.get(reason) ?? 0) + count);
  if (missing.size > 0)
    out.push(`missing: ${list([...missing].sort().map(([reason, count]) => `${reason} ${count}`))}`);
  const signs = found.columns.filter(({ sign }) => sign !== undefined).map(({ name, sign }) => `${name} ${sign}`);
  if (signs.length > 0) out.push(`signs: ${list(signs)}`);
  return out.map((line) => `  ${line}`).join("\n");
}

/** Line ends outside quotes, the slow way: lines with something in them, lines without. */
function countLines(bytes: Uint8Array): { filled: number; blank: number } {
  let filled = 0;
  let blank = 0;
  let quoted = false;
  let cells = false;
  let begun = false;
  const end = (): void => {
    if (cells) filled++;
    else blank++;
    cells = begun = false;
  };
  for (const [at, byte] of bytes.entries()) {
    if (byte === 34) quoted = !quoted;
    if (byte === 13 && bytes[at + 1] === 10 && !quoted) continue;
    if ((byte === 10 || byte === 13) && !quoted) end();
    else {
      begun = true;
      if (byte !== 32 && byte !== 44 && byte !== 34) cells = true;
    }
  }
  if (begun) end();
  return { filled, blank };
}

describe.skipIf(!there)("every real file", () => {
  const files = there ? filesBelow(data) : [];
  const blocks = new Map<string, string>();

  beforeAll(async () => {
    for (const name of files) {
      const bytes = new Uint8Array(readFileSync(join(data, name)));
      const outcome = (await openFile(name, bytes)).parse({});
      if (!outcome.ok) {
        blocks.set(name, outcome.problems.map(({ code, text }) => `  refused: ${code}: ${text}`).join("\n"));
        continue;
      }
      const { result } = outcome;
      const found = recognise(result, "");
      const problems = result.problems.map(
        (one) => `  ${one.severity} ${one.code} ${one.row ?? "-"} ${one.column ?? "-"}`,
      );
      blocks.set(name, [describeFile(found, result), ...problems].join("\n"));
      if (result.packed !== undefined) continue;
      if (name.endsWith(".hexjson")) {
        const { hexes } = JSON.parse(readFileSync(join(data, name), "utf8")) as { hexes: object };
        expect(found.rows, name).toBe(Object.keys(hexes).length);
        continue;
      }
      const lines = countLines(bytes);
      const told = found.lines;
      expect(found.rows + told.above + told.names + told.below, name).toBe(lines.filled);
      expect(told.blank, name).toBe(lines.blank);
      for (const column of result.columns.values()) expect(column.length, name).toBe(result.rows);
    }
  }, 120_000);

  const groups = { "real files": files.filter((name) => !name.startsWith("ees-invalid")), "invalid files": files.filter((name) => name.startsWith("ees-invalid")) }; // prettier-ignore
  it.each(Object.entries(groups))("%s are recognised as the table says", async (group, members) => {
    const text = members.map((name) => `${name}\n${blocks.get(name)!}\n`).join("\n");
    await expect(text).toMatchFileSnapshot(`recognised/${group.replace(" ", "-")}.txt`);
  });

  it("are all there", () => expect(files.length).toBeGreaterThanOrEqual(230));
});
