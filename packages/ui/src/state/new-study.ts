import type { Ask, ColumnSummary, PanelFacts, Recognised } from "@whyvary/core";
import { outcomeRank } from "@whyvary/core";
import { withTable } from "./brings.ts";
import { columnRef, freeMeasure, makeName, tableName } from "./names.ts";
import { isNeighbours, withNeighbours } from "./neighbours.ts";
import type { AnalysisDoc, PanelDoc, StudyDoc, TableDoc } from "./study-doc.ts";

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

/** The file that sets the rows: nothing to be chosen first, keys known, and not the one with the population. */
function firstOf(files: readonly Recognised[]): Recognised[] {
  const weight = (file: Recognised) =>
    (mustChoose(file) ? 16 : 0) +
    (isNeighbours(file) ? 8 : 0) +
    (file.guess.area ? 0 : 4) +
    (file.guess.time ? 0 : 2) +
    (file.columns.some(isPopulation) ? 1 : 0);
  return [...files].sort((a, b) => weight(a) - weight(b));
}

const isPopulation = (column: ColumnSummary): boolean => isIndicator(column) && /population/iu.test(column.name);

/** One alias per number column, over all tables, and a rate where there are counts and a population. */
export function measuresFrom(tables: readonly [string, Recognised][]): NonNullable<PanelDoc["measures"]> {
  const measures: NonNullable<PanelDoc["measures"]> = {};
  let population: string | undefined;
  const counts: { ref: string; name: string }[] = [];
  for (const [table, file] of tables) {
    for (const column of isNeighbours(file) ? [] : file.columns) {
      if (!isIndicator(column)) continue;
      const ref = columnRef(table, column.name);
      if (isPopulation(column)) population ??= ref;
      else if (!RATE_LIKE.test(column.name)) counts.push({ ref, name: column.name });
      measures[freeMeasure(column.name, table, Object.keys(measures))] = ref;
    }
  }
  const [count] = counts.sort((a, b) => outcomeRank(a.name) - outcomeRank(b.name));
  if (!population || !count) return measures;
  const rate = makeName(`${count.name}_rate`, Object.keys(measures), "rate");
  const title = `${count.name} per 10,000`;
  return { [rate]: { rate: count.ref, per: population, times: 10000, title }, ...measures };
}

const RATE_LIKE = /rate|percent|pct|per_|share|ratio|average|score/iu;

/**
 * A study from the files just dropped, as yet without a question; every choice in it is a first choice that can be changed. Files
 * that a person must choose rows of wait for that beside it, unless there is nothing else.
 */
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
    if (file !== lead && (mustChoose(file) || !file.guess.area)) continue;
    const name = tableName(file.file, Object.keys(tables));
    tables[name] = tableFrom(file, panel);
    named.push([name, file]);
  }
  if (panel && named.length > 1) panel.measures = measuresFrom(named);
  const near = named.find(([, file]) => file !== lead && isNeighbours(file));
  const study: StudyDoc = {
    whyvary: 1,
    title: titleOf(lead.file),
    tables,
    ...(panel ? { panel } : {}),
    analyses: [],
  };
  return near ? withNeighbours(study, ...near) : study;
}

/** The study with the first question that its kind thinks sensible; without one where there is none. */
export function withFirstQuestion(study: StudyDoc, asks: readonly Ask[]): StudyDoc {
  const first = asks.flatMap((ask) => analysisFrom(ask, [])).slice(0, 1);
  return { ...study, analyses: first };
}

/** The analysis entry that a kind suggests; none where something is missing for it, or a person has yet to give something. */
export function analysisFrom(ask: Ask, ids: readonly string[], given: { [key: string]: unknown } = {}): AnalysisDoc[] {
  if ("missing" in ask || ask.give?.some((key) => given[key] === undefined)) return [];
  return [{ id: freeId(ask.kind, ids), kind: ask.kind, ...ask.options, ...given }];
}

export function freeId(base: string, ids: readonly string[]): string {
  let id = base;
  for (let count = 2; ids.includes(id); count++) id = `${base}-${count}`;
  return id;
}

/** What the files look like to one who has a question, before they are joined. */
export function factsFrom(study: StudyDoc, recognised: readonly Recognised[]): PanelFacts {
  const byRef = new Map<string, { column: ColumnSummary; rows: number }>();
  for (const [table, { file }] of Object.entries(study.tables)) {
    const found = recognised.find((one) => one.file === file);
    for (const column of found?.columns ?? [])
      if (isIndicator(column)) byRef.set(columnRef(table, column.name), { column, rows: found!.rows });
  }
  const fact = (name: string, found: { column: ColumnSummary; rows: number } | undefined) => ({
    name,
    title: name,
    type: "number" as const,
    missing: found ? Object.values(found.column.missing).reduce((sum, count) => sum + count, 0) : 0,
    distinct: found?.column.distinct ?? MANY,
  });
  const lead = recognised.find(({ file }) => file === Object.values(study.tables)[0]?.file);
  const { panel } = study;
  const years = lead?.columns.find(({ name }) => name === panel?.time);
  return {
    rows: lead?.rows ?? 0,
    area: panel?.area
      ? { name: panel.area, count: lead?.columns.find(({ name }) => name === panel.area)?.distinct ?? MANY }
      : null,
    time: panel?.time
      ? {
          name: panel.time,
          from: years?.numbers?.min ?? 0,
          to: years?.numbers?.max ?? 0,
          count: years?.distinct ?? MANY,
        }
      : null,
    group: panel?.group !== undefined,
    focus: { area: study.focus?.area ?? null, neighbours: 0 },
    measures: panel?.measures
      ? Object.entries(panel.measures).map(([name, spec]) =>
          fact(name, typeof spec === "string" ? byRef.get(spec) : undefined),
        )
      : [...byRef.values()].map((found) => fact(found.column.name, found)),
  };
}

/** A made measure, such as a rate, has as many values as anyone could ask for. */
const MANY = 100;

function titleOf(file: string): string {
  const base = file.slice(file.lastIndexOf("/") + 1).replace(/\.[^.]*$/u, "");
  const words = base.replace(/[_-]+/gu, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Another file in a study that already has some: a table, and its columns as measures. `known` are the files of the tables so far. */
export function addTable(
  study: StudyDoc,
  file: Recognised,
  known: readonly [string, Recognised][],
  table: TableDoc = tableFrom(file, study.panel),
  name = tableName(file.file, Object.keys(study.tables)),
): StudyDoc {
  const { panel } = study;
  const from = panel && { ...study, panel: { ...panel, measures: panel.measures ?? measuresFrom(known) } };
  return withNeighbours(withTable(from ?? study, name, table, file), name, file);
}
