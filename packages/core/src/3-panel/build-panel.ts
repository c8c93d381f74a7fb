import type { ReadResult } from "../1-read/index.ts";
import { columnNames, columnOf } from "../2-table/index.ts";
import { isMissing, takeRows, type Column } from "../columns/column.ts";
import { andList, counted, sentence } from "../messages/format.ts";
import type { LadderStep, Problem, Task } from "../messages/types.ts";
import { cutPanel } from "./cut-panel.ts";
import { joinTable, type TableMatch } from "./join-table.ts";
import { makeMeasures, plainTitle, type Made } from "./make-measures.ts";
import { neighbourLinks, neighbourTables } from "./neighbour-links.ts";
import { originsOf } from "./origins.ts";
import { tableNames } from "./operands.ts";
import type { Panel } from "./panel.ts";
import { panelKeys } from "./panel-keys.ts";
import { columnUnknown, keyNameTaken, keyNeeded, measuresNeeded, panelNeeded } from "./problems.ts";
import type { NeighbourSource, PanelSource, PanelSpec } from "./spec.ts";
import { printedTotals } from "./printed-totals.ts";
import type { KeyedTable, Matched } from "./keyed-table.ts";
import type { Recode } from "./areas/meet-areas.ts";
import { firstAreas } from "./areas/first-areas.ts";
import { addTypedRows, type WithTyped } from "./provisional/add-rows.ts";
import { groupOfTyped, provisionalOf, typedLeftOut, typedRung } from "./provisional/provisional.ts";
import { alongPanel, typedCells } from "./provisional/typed-cells.ts";
import { keyTable } from "./table-keys.ts";

export type BuiltPanel =
  | { ok: true; panel: Panel; whole: Panel; tables: TableMatch[]; problems: Problem[] }
  | { ok: false; problems: Problem[]; ladder: LadderStep[]; tables: TableMatch[] };

/**
 * From the study's tables, as read, to one row per area and time: where, shift, join, measures (over all times, so that lags
 * see earlier years), times, without. `whole` is the panel before times and without. The first table sets the rows.
 */
export function* buildPanel(source: PanelSource, files: ReadonlyMap<string, ReadResult>): Task<BuiltPanel> {
  const spec: PanelSpec = source.panel ?? {};
  const aside = neighbourTables(source);
  const names = Object.keys(source.tables).filter((name) => !aside.has(name));
  const ladder: LadderStep[] = [];
  const problems: Problem[] = [];
  const tables: TableMatch[] = [];
  const failed = (): boolean => problems.some(({ severity }) => severity === "error");
  const refuse = (): BuiltPanel => ({ ok: false, problems, ladder, tables });

  if (source.panel === undefined && names.length > 1) problems.push(panelNeeded(names));
  if (spec.measures === undefined && names.length > 1 && source.panel !== undefined) problems.push(measuresNeeded());
  if (failed()) return refuse();

  // where, shift
  const keyed: KeyedTable[] = [];
  for (const [at, name] of names.entries()) {
    yield { stage: `Looking at ${source.tables[name]!.file}`, done: at, total: names.length };
    const table = keyTable(name, source.tables[name]!, spec, files.get(name)!, at === 0);
    keyed.push(table.keyed);
    problems.push(...table.problems);
  }
  const first = keyed[0]!;
  const { recodes: firstRecodes, problems: told } = firstAreas(first, source.tables[first.name]!);
  problems.push(...told);
  ladder.push(...firstRungs(first, source));
  if (failed()) return refuse();
  const { keys: ofFile, problem } = panelKeys(first, spec.label);
  if (ofFile === null) {
    problems.push(problem!);
    return refuse();
  }
  const typed = addTypedRows(spec.provisional ?? [], ofFile);
  const { keys } = typed;
  problems.push(...typed.problems);
  if (keys.rows > ofFile.rows) ladder.push(typedRung(typed));
  if (failed()) return refuse();

  // join
  const matched = new Map<string, Matched>([[first.name, { keyed: first, rows: keys.source }]]);
  tables.push({
    table: first.name,
    file: first.file,
    rows: first.result.rows,
    used: first.rows,
    matched: first.rows,
    unmatchedHere: [],
    unmatchedThere: [],
    recodes: firstRecodes,
    strangers: [],
    without: [],
    several: first.several,
  });
  for (const [at, table] of keyed.entries()) {
    if (at === 0) continue;
    yield { stage: `Joining ${table.file}`, done: at, total: keyed.length };
    const joined = joinTable(table, keys, first, source.tables[table.name]!);
    problems.push(...joined.problems);
    tables.push(joined.match);
    matched.set(table.name, { keyed: table, rows: joined.rows });
  }
  if (keyed.length > 1)
    ladder.push(rung("join", `joined with ${andList(keyed.slice(1).map(({ file }) => file))}`, keys.rows));
  if (failed()) return refuse();

  // measures
  yield { stage: "Making the measures", done: 0, total: 1 };
  const sources = new Map(keyed.map((table) => [table.name, table]));
  const known = { tables: tableNames(sources), measures: new Set(Object.keys(spec.measures ?? {})) };
  const more = {
    releaseOf: (table: string) => source.tables[table]!.release,
    links: (from: NeighbourSource, path: (string | number)[]) => {
      if (keys.area === null) {
        problems.push(keyNeeded(path, "neighbours", "area"));
        return null;
      }
      const { links, recodes, problem } = neighbourLinks(source, files, keys, from, path);
      if (problem === null) tables.push(listedOnly(from.table, source, files, links, recodes));
      if (problem !== null) problems.push(problem);
      return problem === null ? links : null;
    },
  };
  const cells = typedCells(spec.provisional ?? [], typed, matched, known);
  problems.push(...cells.problems);
  if (failed()) return refuse();
  for (const [table, columns] of cells.columns) matched.set(table, { ...matched.get(table)!, typed: columns });
  const make = (unknown: boolean): Made =>
    spec.measures === undefined
      ? ownColumns(matched.get(first.name)!, spec, unknown ? [] : problems, unknown)
      : makeMeasures(spec.measures, matched, known, keys, more, unknown);
  const made = make(false);
  problems.push(...made.problems);
  if (spec.measures !== undefined) ladder.push(rung("measures", counted(made.columns.size, "measure"), keys.rows));
  const assembled = assemble(first, spec, typed, made, problems);
  if (failed()) return refuse();
  const whole: Panel = {
    ...assembled,
    origins: originsOf(source, known, [...made.columns.keys()]),
    printed: printedTotals(source, files, keyed, known),
    ...(cells.cells.length > 0 && provisionalOf(assembled, cells.cells, typed.added, made, make(true))),
  };

  // times, without
  const cut = cutPanel(whole, spec.times, spec.without, ["panel"]);
  problems.push(...cut.problems);
  problems.push(...typedLeftOut(spec, whole, cut.panel));
  ladder.push(...cut.ladder);
  if (failed()) return refuse();
  return { ok: true, panel: { ...cut.panel, ladder, problems }, whole, tables, problems };
}

/** A table that only lists neighbours: how many areas have some. */
function listedOnly(
  table: string,
  source: PanelSource,
  files: ReadonlyMap<string, ReadResult>,
  links: readonly number[][],
  recodes: Recode[],
): TableMatch {
  const { rows } = files.get(table)!;
  const matched = links.filter((near) => near.length > 0).length;
  return { ...{ table, file: source.tables[table]!.file, rows, used: rows, matched, unmatchedHere: [], unmatchedThere: [] }, recodes, strangers: [], without: [], several: { codes: [], rows: 0 } }; // prettier-ignore
}

function rung(step: LadderStep["step"], text: string, rows: number, removed = 0): LadderStep {
  return { step, text, rows, removed };
}

function firstRungs(first: KeyedTable, source: PanelSource): LadderStep[] {
  const { where, shiftTime } = source.tables[first.name]!;
  const rungs = [rung("read", `rows of ${first.file}${beside(first.result)}`, first.result.rows)];
  const chosen = first.result.rows - first.removed;
  if (where !== undefined && Object.keys(where).length > 0)
    rungs.push(rung("where", `not chosen by ${andList(Object.keys(where))}`, chosen, first.removed));
  // What `long`, `areas`, `wide` and `sum` did: rows become others, and only those of several areas are set aside.
  if (first.reshaped.length > 0) rungs.push(rung("reshape", sentence(andList(first.reshaped)), first.rows, chosen - first.rows)); // prettier-ignore
  if (shiftTime !== undefined && shiftTime !== 0) rungs.push(rung("shift", `years moved by ${shiftTime}`, first.rows));
  return rungs;
}

/** Lines that were no rows: titles above the names and notes below. */
function beside({ skipped, footer }: ReadResult): string {
  const parts = [
    skipped > 0 ? `${counted(skipped, "line")} above the names` : "",
    footer > 0 ? `${counted(footer, "line")} below the last row` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` (besides ${andList(parts)})`;
}

/** One table and no measures: its columns, under their own names. */
function ownColumns(own: Matched, spec: PanelSpec, problems: Problem[], unknown: boolean): Made {
  const first = own.keyed;
  const columns = new Map<string, Column>();
  const titles = new Map<string, string>();
  for (const name of columnNames(first.table)) {
    if (name === first.areaColumn || name === first.timeColumn) continue;
    const means = name === "area" ? spec.area : name === "time" ? spec.time : undefined;
    if (means !== undefined) problems.push(keyNameTaken(["panel", name], name, first.file));
    columns.set(name, alongPanel(own, name, unknown));
    titles.set(name, plainTitle(name));
  }
  return { columns, titles, rates: new Map(), problems: [] };
}

function assemble(
  first: KeyedTable,
  spec: PanelSpec,
  { keys, added }: WithTyped,
  made: Omit<Made, "problems">,
  problems: Problem[],
): Panel {
  const named = (what: "label" | "group"): Column | null => {
    const name = spec[what];
    if (name === undefined) return null;
    const column = columnOf(first.table, name);
    if (column === null) {
      problems.push(columnUnknown(["panel", what], name, first.file, columnNames(first.table)));
      return null;
    }
    return takeRows(column, keys.source);
  };
  const label = named("label");
  const group = named("group");
  const years = keys.time === null ? [] : [...new Set(keys.time)].sort((a, b) => a - b);
  const place = new Map(years.map((year, at) => [year, at]));
  return {
    rows: keys.rows,
    area:
      keys.area === null
        ? null
        : { name: first.areaColumn!, codes: keys.area.codes, labels: labelsOf(keys.area, label), of: keys.area.of },
    time:
      keys.time === null
        ? null
        : { name: first.timeColumn!, values: years, of: Int32Array.from(keys.time, (year) => place.get(year)!) },
    group: group && groupOfTyped(group, keys.area?.of, added),
    columns: made.columns,
    titles: made.titles,
    rates: made.rates,
    ladder: [],
    problems: [],
  };
}

/** Each area's latest name; its code where it has none. */
function labelsOf(area: { codes: string[]; of: Int32Array }, label: Column | null): string[] {
  const labels = [...area.codes];
  if (label === null) return labels;
  // Rows are in order of time, so the last one wins.
  for (let row = 0; row < area.of.length; row++)
    if (!isMissing(label, row)) labels[area.of[row]!] = String(label.at(row)).trim();
  return labels;
}
