import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Panel } from "../src/3-panel/panel.ts";
import { byCodePoint } from "../src/columns/order.ts";
import { makePanel } from "./make-panel.ts";

/** Real statistics that stand beside the project, never in it. */
const SHARED = process.env["WHYVARY_SHARED"] ?? fileURLToPath(new URL("../../../../shared", import.meta.url));
const FILE = `${SHARED}/data/panel/england-la-panel.csv`;

export const hasSpecificationA = existsSync(FILE);
if (!hasSpecificationA) console.log(`skipped: ${FILE} is not there`);

/** The council panel of specification A: 2016 to 2022, without the City of London and the Isles of Scilly. */
export function specificationA(): Panel {
  const [head, ...lines] = readFileSync(FILE, "utf8").trimEnd().split(/\r?\n/);
  const names = cells(head!);
  const [code, year] = [names.indexOf("old_la_code"), names.indexOf("year")];
  const rows = lines
    .map(cells)
    .filter((row) => Number(row[year]) >= 2016 && Number(row[year]) <= 2022)
    .filter((row) => row[code] !== "201" && row[code] !== "420")
    .sort((a, b) => byCodePoint(a[code]!, b[code]!) || Number(a[year]) - Number(b[year]));
  const columns = Object.fromEntries(
    names.map((name, j) => {
      const text = name === "old_la_code" || rows.some((row) => row[j] !== "" && Number.isNaN(Number(row[j])));
      return [name, rows.map((row) => (row[j] === "" ? null : text ? row[j]! : Number(row[j])))];
    }),
  );
  return makePanel(columns, { area: "old_la_code", time: "year" });
}

function cells(line: string): string[] {
  return [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, cell]) =>
    cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!,
  );
}
