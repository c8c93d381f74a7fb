import type { ReadResult } from "../1-read/index.ts";
import { columnOf } from "../2-table/index.ts";
import { isMissing, reasonAt, type NumberColumn } from "../columns/column.ts";
import type { KeyedTable } from "./keyed-table.ts";
import { resolveOperand, type Names } from "./operands.ts";
import type { PanelSource } from "./spec.ts";
import { keyTable } from "./table-keys.ts";

/** What a measure's own file prints for the country in each year, beside the areas that it sums. */
export interface PrintedTotal {
  file: string;
  column: string;
  /** "England". */
  place: string;
  totals: Map<number, number>;
  /** In how many areas of the file there is a figure in each year: fewer in a sum have left some out. */
  areas: Map<number, number>;
  /** And how many areas have none. */
  without: Map<number, number>;
}

const LEVEL = "geographic_level";

/**
 * A file of the open-data format carries the country's rows beside those of the councils, which `where` chooses: they are read
 * the same way (where, long, wide, sum, shift), and stand by the measures that are one of its columns. Where a year has two
 * such rows none is taken.
 */
export function printedTotals(
  source: PanelSource,
  files: ReadonlyMap<string, ReadResult>,
  keyed: readonly KeyedTable[],
  names: Names,
): Map<string, PrintedTotal> {
  const found = new Map<string, PrintedTotal>();
  const measures = source.panel?.measures ?? {};
  const countries = new Map<string, Country | null>();
  for (const [name, spec] of Object.entries(measures)) {
    if (typeof spec !== "string") continue;
    const operand = resolveOperand(spec, { ...names, measures: new Set() }, []);
    if (!operand.ok || !("table" in operand.operand)) continue;
    const { table, column } = operand.operand;
    if (!countries.has(table)) countries.set(table, countryOf(source, table, files.get(table)!));
    const country = countries.get(table)!;
    const own = keyed.find((one) => one.name === table)!;
    if (country === null || own.time === null) continue;
    const totals = byYear(country.keyed, column);
    if (totals === null || totals.size === 0) continue;
    found.set(name, { file: own.file, column, place: country.place, totals, ...countsByYear(own, column) });
  }
  return found;
}

interface Country {
  keyed: KeyedTable;
  place: string;
}

function countryOf(source: PanelSource, table: string, result: ReadResult): Country | null {
  const spec = source.tables[table]!;
  const level = spec.where?.[LEVEL];
  const words = result.columns.get(LEVEL);
  if (level === undefined || words?.kind !== "text" || spec.latest !== undefined) return null;
  const national = words.dictionary.find((word) => word.trim().toLowerCase() === "national");
  if (national === undefined || [level].flat().includes(national)) return null;
  const { area: _, ...panel } = source.panel ?? {};
  const { areas: __, area: ___, ...own } = spec;
  const { keyed, problems } = keyTable(table, { ...own, where: { ...spec.where, [LEVEL]: national } }, panel, result, false); // prettier-ignore
  if (problems.some(({ severity }) => severity === "error") || keyed.time === null || keyed.rows === 0) return null;
  const name = columnOf(keyed.table, "country_name");
  const place = name === null || isMissing(name, 0) ? "the country" : String(name.at(0)).trim();
  return { keyed, place };
}

function numbers(keyed: KeyedTable, column: string): NumberColumn | null {
  const cells = columnOf(keyed.table, column);
  return cells?.kind === "number" ? cells : null;
}

function byYear(keyed: KeyedTable, column: string): Map<number, number> | null {
  const cells = numbers(keyed, column);
  const found = new Map<number, number>();
  if (cells === null) return null;
  for (let row = 0; row < keyed.rows; row++) {
    if (isMissing(cells, row)) continue;
    const year = keyed.time![row]!;
    if (found.has(year)) return null;
    found.set(year, cells.values[row]!);
  }
  return found;
}

function countsByYear(keyed: KeyedTable, column: string): Pick<PrintedTotal, "areas" | "without"> {
  const cells = numbers(keyed, column);
  const found = { areas: new Map<number, number>(), without: new Map<number, number>() };
  for (let row = 0; cells !== null && row < keyed.rows; row++) {
    // A council that had not begun, or is no more, stands in the file as one to which the figure does not apply.
    if (isMissing(cells, row) && reasonAt(cells, row) === "not applicable") continue;
    const counts = isMissing(cells, row) ? found.without : found.areas;
    counts.set(keyed.time![row]!, (counts.get(keyed.time![row]!) ?? 0) + 1);
  }
  return found;
}
