import type { ColumnSummary, Recognised } from "@whyvary/core";
import { sensibleAnalysis, type MeasureChoice } from "./first-choices.ts";
import { columnRef, makeName, measureName, tableName } from "./names.ts";
import type { PanelDoc, StudyDoc, TableDoc } from "./study-doc.ts";

const isIndicator = (column: ColumnSummary): boolean => column.role === "indicator" && column.type === "number";

/** Of the values that still make several rows per area and time, the one that is all of them together. */
export function wholeOf(values: readonly string[]): string | undefined {
  return values.find((value) => /^(all|total|any)(\s+\S+)?$/iu.test(value.trim()));
}

/** The filters chosen first: the whole where there is one; where a single column is open, its first value; else nobody can know. */
function openChoices(file: Recognised): [column: string, value: string][] {
  const { open } = file.guess;
  return open.flatMap(({ column, values }): [string, string][] => {
    const value = wholeOf(values) ?? (open.length === 1 ? values[0] : undefined);
    return value === undefined ? [] : [[column, value]];
  });
}

/** A person must choose before the rows are one per area and time. */
export function mustChoose(file: Recognised): boolean {
  return openChoices(file).length < file.guess.open.length;
}

/** A table of the study from what was recognised; its keys are said only where they differ from the panel's. */
export function tableFrom(file: Recognised, panel: PanelDoc | undefined): TableDoc {
  const where: { [column: string]: unknown } = { ...file.guess.where };
  for (const [column, value] of openChoices(file)) where[column] ??= value;
  const table: TableDoc = { file: file.file };
  if (Object.keys(where).length > 0) table.where = where;
  if (panel?.area && file.guess.area && file.guess.area !== panel.area) table.area = file.guess.area;
  if (panel?.time && file.guess.time && file.guess.time !== panel.time) table.time = file.guess.time;
  // Mid-year estimates serve the year that ends after them; said in the file's choices, where it can be changed.
  if (/mid[-_ ]?year/iu.test(file.file) && file.columns.some(isPopulation)) table.shiftTime = 1;
  return table;
}

/** The file that sets the rows: keys known, and not the one with the population. */
function firstOf(files: readonly Recognised[]): Recognised[] {
  const weight = (file: Recognised) =>
    (file.guess.area ? 0 : 4) + (file.guess.time ? 0 : 2) + (file.columns.some(isPopulation) ? 1 : 0);
  return [...files].sort((a, b) => weight(a) - weight(b));
}

const isPopulation = (column: ColumnSummary): boolean => isIndicator(column) && /population/iu.test(column.name);

/** One alias per number column, over all tables, and a rate where there are counts and a population. */
export function measuresFrom(tables: readonly [string, Recognised][]): NonNullable<PanelDoc["measures"]> {
  const measures: NonNullable<PanelDoc["measures"]> = {};
  let population: string | undefined;
  let count: { ref: string; name: string } | undefined;
  for (const [table, file] of tables) {
    for (const column of file.columns) {
      if (!isIndicator(column)) continue;
      const ref = columnRef(table, column.name);
      if (isPopulation(column)) population ??= ref;
      else if (!count && !RATE_LIKE.test(column.name)) count = { ref, name: column.name };
      measures[measureName(column.name, Object.keys(measures))] = ref;
    }
  }
  if (!population || !count) return measures;
  const rate = makeName(`${count.name}_rate`, Object.keys(measures), "rate");
  const title = `${count.name} per 10,000`;
  return { [rate]: { rate: count.ref, per: population, times: 10000, title }, ...measures };
}

const RATE_LIKE = /rate|percent|pct|per_|share|ratio|average|score/iu;

/** A whole study from the files just dropped, every choice in it a first choice that can be changed. */
export function newStudy(recognised: readonly Recognised[]): StudyDoc {
  const files = firstOf(recognised);
  const lead = files[0]!;
  const panel: PanelDoc | undefined = lead.guess.area
    ? {
        area: lead.guess.area,
        ...(lead.guess.time ? { time: lead.guess.time } : {}),
        ...(lead.guess.label ? { label: lead.guess.label } : {}),
        ...(lead.guess.group ? { group: lead.guess.group } : {}),
      }
    : undefined;
  const tables: { [name: string]: TableDoc } = {};
  const named: [string, Recognised][] = [];
  for (const file of panel ? files : [lead]) {
    const name = tableName(file.file, Object.keys(tables));
    tables[name] = tableFrom(file, panel);
    named.push([name, file]);
  }
  if (panel && named.length > 1) panel.measures = measuresFrom(named);
  const study: StudyDoc = {
    whyvary: 1,
    title: titleOf(lead.file),
    tables,
    ...(panel ? { panel } : {}),
    analyses: [],
  };
  const analysis = sensibleAnalysis(measureChoices(study, named), panel);
  if (analysis) study.analyses.push(analysis);
  return study;
}

/** The numbers that a first question can be about. */
function measureChoices(study: StudyDoc, named: readonly [string, Recognised][]): MeasureChoice[] {
  const byRef = new Map<string, { column: ColumnSummary; rows: number }>();
  for (const [table, file] of named)
    for (const column of file.columns)
      if (isIndicator(column)) byRef.set(columnRef(table, column.name), { column, rows: file.rows });
  const choice = (name: string, found: { column: ColumnSummary; rows: number } | undefined): MeasureChoice => ({
    name,
    missing: found ? Object.values(found.column.missing).reduce((sum, count) => sum + count, 0) : 0,
    rows: found?.rows ?? 0,
    distinct: found?.column.distinct ?? 2,
  });
  if (study.panel?.measures)
    return Object.entries(study.panel.measures).map(([name, spec]) =>
      choice(name, typeof spec === "string" ? byRef.get(spec) : undefined),
    );
  return [...byRef.values()].map((found) => choice(found.column.name, found));
}

function titleOf(file: string): string {
  const base = file.slice(file.lastIndexOf("/") + 1).replace(/\.[^.]*$/u, "");
  const words = base.replace(/[_-]+/gu, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Another file in a study that already has some: a table, and its columns as measures. `known` are the files of the tables so far. */
export function addTable(study: StudyDoc, file: Recognised, known: readonly [string, Recognised][]): StudyDoc {
  const name = tableName(file.file, Object.keys(study.tables));
  const tables = { ...study.tables, [name]: tableFrom(file, study.panel) };
  if (!study.panel) return { ...study, tables };
  const measures = { ...(study.panel.measures ?? measuresFrom(known)) };
  for (const column of file.columns)
    if (isIndicator(column)) measures[measureName(column.name, Object.keys(measures))] = columnRef(name, column.name);
  return { ...study, tables, panel: { ...study.panel, measures } };
}
