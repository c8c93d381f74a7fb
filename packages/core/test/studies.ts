import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Real files stand outside the repository; tests that read them are skipped where they are absent. */
export const shared = process.env["WHYVARY_SHARED"] ?? join(here, "../../../../shared");

/** Null, with a line, where there are no real files at all; among those that are there, a wrong name is a wrong test. */
export function sharedFile(path: string): string | null {
  const file = join(shared, "data", path);
  if (existsSync(file)) return file;
  if (existsSync(join(shared, "data"))) throw new Error(`${file} is not there, though its folder is`);
  console.log(`skipped: ${file} is not there`);
  return null;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function readBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

/** Files by name, from text. */
export function files(texts: Record<string, string>): Map<string, Uint8Array> {
  return new Map(Object.entries(texts).map(([name, text]) => [name, bytes(text)]));
}

/** A table of areas by years with an outcome and two measures, without randomness. */
export function smallTable(areas = 12, years = [2015, 2016, 2017, 2018]): string {
  const lines = ["code,name,region,year,rate,spend,poverty"];
  for (let area = 0; area < areas; area++)
    for (const year of years) {
      const wave = ((area * 7 + year * 5) % 11) / 3;
      const spend = 100 + ((area * 13 + (year - 2015) * 17) % 23);
      const poverty = 10 + ((area * 5) % 9) + (year - 2015) * 0.1;
      lines.push(
        `A${String(area).padStart(2, "0")},Place ${area},Region ${area % 3},${year},${(20 + poverty + spend / 20 + wave).toFixed(3)},${spend},${poverty.toFixed(2)}`,
      );
    }
  return lines.join("\n") + "\n";
}

/** A study of `smallTable` under the name small.csv. */
export function smallStudy(more: Record<string, unknown> = {}, panel: Record<string, unknown> = {}) {
  return {
    whyvary: 1,
    tables: { small: { file: "small.csv" } },
    panel: { area: "code", time: "year", label: "name", group: "region", ...panel },
    analyses: [{ id: "model", kind: "regress", formula: "rate ~ spend | area + time" }],
    ...more,
  };
}
