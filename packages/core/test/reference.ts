import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

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
  return new Map(cases.map((item) => [item.id, item]));
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
