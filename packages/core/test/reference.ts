import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Reads the stored reference cases with plain JavaScript, so that they also check the project's own reader. */

export interface ReferenceCase {
  id: string;
  data: string;
  tol_rel: number;
  // The values have the shape that R gave them; each test knows its own.
  // oxlint-disable-next-line no-explicit-any
  values: any;
  [key: string]: unknown;
}

function text(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/reference/${path}`, import.meta.url)), "utf8");
}

/** The cases of one file, by id. */
export function referenceCases(file: string): Map<string, ReferenceCase> {
  const { cases } = JSON.parse(text(file)) as { cases: ReferenceCase[] };
  return new Map(
    cases.map((item) => [item.id, { ...item, values: watched(item.values, `${file} ${item.id}`) as unknown }]),
  );
}

const seen = new Set<string>();

/** The same values; which of them are looked at is kept. */
function watched(values: unknown, path: string): unknown {
  if (values === null || typeof values !== "object") return values;
  return new Proxy(values, {
    get(target, key, self) {
      const value: unknown = Reflect.get(target, key, self);
      if (typeof key === "symbol" || !Object.hasOwn(target, key) || (Array.isArray(target) && key === "length"))
        return value;
      const at = `${path} ${key}`;
      if (value === null || typeof value !== "object") seen.add(at);
      return watched(value, at);
    },
  });
}

/** Names of rows and columns, beside the figures. */
const LABELS = new Set(["rows", "cols", "row", "names"]);

function* leaves(values: unknown, path: string): Generator<string> {
  if (values === null || typeof values !== "object") yield path;
  else for (const [key, value] of Object.entries(values)) if (!LABELS.has(key)) yield* leaves(value, `${path} ${key}`);
}

/**
 * Adds a test, to stand last in its file: every stored figure of these cases has been looked at by the tests before it, but for
 * those under `except`, each with its reason. A path is "id part part"; an exception that is not needed fails too.
 */
export function everyValueIsCompared(
  file: string,
  { ids, except = {} }: { ids?: readonly string[]; except?: Record<string, string> } = {},
): void {
  it(`${file}: every stored figure is compared`, () => {
    const { cases } = JSON.parse(text(file)) as { cases: ReferenceCase[] };
    const unread = cases
      .filter(({ id }) => ids === undefined || ids.includes(id))
      .flatMap(({ id, values }) => [...leaves(values, id)].filter((path) => !seen.has(`${file} ${path}`)));
    const covers = (rule: string, path: string): boolean => ` ${path} `.includes(` ${rule} `);
    expect(unread.filter((path) => !Object.keys(except).some((rule) => covers(rule, path)))).toEqual([]);
    expect(Object.keys(except).filter((rule) => !unread.some((path) => covers(rule, path)))).toEqual([]);
  });
}

/** A stored CSV: columns of numbers where every cell is one (NA and blanks are null), else text. */
export function referenceData(file: string): Record<string, (string | number | null)[]> {
  return csvColumns(text(`data/${file}`));
}

/** A simple CSV (one line a record) as columns. */
export function csvColumns(csv: string): Record<string, (string | number | null)[]> {
  const [head, ...lines] = csv.trimEnd().split(/\r?\n/);
  const names = cells(head!);
  const rows = lines.map(cells);
  return Object.fromEntries(
    names.map((name, j) => {
      const raw = rows.map((row) => (row[j] === "" || row[j] === "NA" ? null : row[j]!));
      const numeric = raw.every((cell) => cell === null || !Number.isNaN(Number(cell)));
      return [name, numeric ? raw.map((cell) => (cell === null ? null : Number(cell))) : raw];
    }),
  );
}

/** The data block of a NIST file: y first, then the predictors. */
export function nistData(file: string): number[][] {
  const lines = text(`data/${file}`).split(/\r?\n/);
  const start = Number(/Data\s+\(lines\s+(\d+)/.exec(lines.join("\n"))![1]);
  const rows = lines
    .slice(start - 1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows[0]!.map((_, j) => rows.map((row) => row[j]!));
}

function cells(line: string): string[] {
  return [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, cell]) =>
    cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!,
  );
}

/** Largest relative difference between two lists; an expected zero or null must be met exactly. */
export function relativeGap(actual: ArrayLike<number | null>, expected: ArrayLike<number | null>): number {
  if (actual.length !== expected.length) return Infinity;
  let gap = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i], expected[i]];
    if (a === e) continue;
    if (typeof a !== "number" || typeof e !== "number" || a - e !== a - e) return Infinity;
    gap = Math.max(gap, Math.abs(a - e) / Math.abs(e));
  }
  return gap;
}
