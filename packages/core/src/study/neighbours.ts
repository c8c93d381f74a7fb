import type { ReadResult } from "../1-read/index.ts";
import { columnNames, columnOf, filterRows, keyText, makeTable, type Table } from "../2-table/index.ts";
import { meetAreas, type Panel } from "../3-panel/index.ts";
import type { Problem } from "../messages/types.ts";
import * as problems from "./neighbour-problems.ts";
import type { Study } from "./schema.ts";

/** Whom one's own area is compared with, nearest first. */
export interface FoundNeighbours {
  /** Codes of the panel. */
  neighbours: string[];
  /** How close each one is, in the table's words; null where it does not say. */
  closeness: (string | null)[];
  /** Named by the study, and not in the data. */
  unmatched: string[];
}

interface Named {
  text: string;
  /** What else the table calls it. */
  name: string | null;
  closeness: string | null;
}

/** The tables that make the panel: a table of neighbours joins nothing unless a measure takes a column of it. */
export function panelTables(study: Study): Study["tables"] {
  const { neighbours } = study.focus ?? {};
  if (neighbours === undefined || Array.isArray(neighbours)) return study.tables;
  const others = Object.entries(study.tables).filter(([name]) => name !== neighbours.table);
  const measured = JSON.stringify(study.panel?.measures ?? {}).includes(`"${neighbours.table}.`);
  return measured || others.length === 0 ? study.tables : Object.fromEntries(others);
}

/** The neighbours of the study's focus as codes of the panel, matched by code, else by name; those not found are named. */
export function findNeighbours(
  study: Study,
  read: ReadonlyMap<string, ReadResult>,
  panel: Panel,
): { found: FoundNeighbours | null; problems: Problem[] } {
  const { neighbours, area } = study.focus ?? {};
  if (neighbours === undefined || panel.area === null) return { found: null, problems: [] };
  const named = Array.isArray(neighbours)
    ? neighbours.map((text): Named => ({ text: text.trim(), name: null, closeness: null }))
    : area === undefined
      ? []
      : namedByTable(study, neighbours, area.trim(), read, panel);
  if (!Array.isArray(named)) return { found: null, problems: [named.problem] };
  const found: FoundNeighbours = { neighbours: [], closeness: [], unmatched: [] };
  const { codes, labels } = panel.area;
  const known = { codes, place: new Map(codes.map((code, at) => [code, at])), names: labels.map((label) => [label]) };
  const called = (text: string): string | undefined => codes[meetAreas([text], known, false).placeOf(0, null)];
  for (const { text, name, closeness } of named) {
    const code = called(text) ?? (name === null ? undefined : called(name));
    if (code === undefined) found.unmatched.push(name === null ? text : `${name} (${text})`);
    else if (code !== area?.trim() && !found.neighbours.includes(code)) {
      found.neighbours.push(code);
      found.closeness.push(closeness);
    }
  }
  const path = ["focus", "neighbours"];
  return {
    found,
    problems: found.unmatched.length === 0 ? [] : [problems.neighboursUnmatched(path, found.unmatched, codes, labels)],
  };
}

const plain = (text: string): string => text.trim().toLowerCase();

type NeighbourTable = Exclude<NonNullable<NonNullable<Study["focus"]>["neighbours"]>, string[]>;

/** The row of one's own area in the table of neighbours, found by code or by name. */
function namedByTable(
  study: Study,
  { table: name, columns, closeness }: NeighbourTable,
  area: string,
  read: ReadonlyMap<string, ReadResult>,
  panel: Panel,
): Named[] | { problem: Problem } {
  const path = ["focus", "neighbours"];
  const spec = Object.hasOwn(study.tables, name) ? study.tables[name]! : undefined;
  if (spec === undefined)
    return { problem: problems.neighbourTableUnknown([...path, "table"], name, Object.keys(study.tables)) };
  const kept = filterRows(makeTable(read.get(name)!.columns), spec.where ?? {}, spec.file);
  const fault = kept.problems[0];
  if (fault !== undefined) return { problem: { ...fault, path: ["tables", name, ...(fault.path ?? [])] } };
  const { table } = kept;
  const key = spec.area ?? study.panel?.area ?? "";
  if (columnOf(table, key) === null) return { problem: unknown(["tables", name, "area"], key, spec.file, table) };
  const wanted = columnsFor(table, columns);
  const close = closeness === undefined ? [] : columnsFor(table, closeness);
  for (const [what, list] of [["columns", wanted] as const, ["closeness", close] as const])
    if (typeof list === "string") return { problem: unknown([...path, what], list, spec.file, table) };
  const cell = (column: string, row: number): string | null =>
    keyText(columnOf(table, column)!, row)?.trim() || null; // prettier-ignore
  const label =
    study.panel?.label !== undefined && columnOf(table, study.panel.label) !== null ? study.panel.label : null;
  const names = new Map<string, string>();
  const own = panel.area!.labels[panel.area!.codes.indexOf(area)] ?? area;
  let at = -1;
  let alike = -1;
  for (let row = 0; row < table.numRows(); row++) {
    const code = cell(key, row);
    const called = label === null ? null : cell(label, row);
    if (code !== null && called !== null) names.set(code, called);
    if (code === area) at = row;
    else if (called !== null && plain(called) === plain(own)) alike = row;
  }
  const row = at < 0 ? alike : at;
  if (row < 0) return { problem: problems.noNeighbourRow(path, own, spec.file) };
  return (wanted as string[]).flatMap((column, i): Named[] => {
    const text = cell(column, row);
    const how = (close as string[])[i];
    if (text === null) return [];
    return [{ text, name: names.get(text) ?? null, closeness: how === undefined ? null : cell(how, row) }];
  });
}

function unknown(path: (string | number)[], column: string, file: string, table: Table): Problem {
  return problems.neighbourColumnUnknown(path, column, file, columnNames(table));
}

/** The columns of a list, or those of a pattern in order of the number that * stands for; the first text that fits none. */
function columnsFor(table: Table, wanted: string | string[]): string[] | string {
  const names = columnNames(table);
  if (typeof wanted === "string" && wanted.includes("*")) {
    const [head, tail] = [wanted.slice(0, wanted.indexOf("*")), wanted.slice(wanted.indexOf("*") + 1)];
    const found = names.flatMap((name): [number, string][] => {
      if (!name.startsWith(head) || !name.endsWith(tail)) return [];
      const middle = name.slice(head.length, name.length - tail.length);
      return /^\d+$/.test(middle) ? [[Number(middle), name]] : [];
    });
    return found.length === 0 ? wanted : found.sort((a, b) => a[0] - b[0]).map(([, name]) => name);
  }
  const list = [wanted].flat();
  return list.find((name) => !names.includes(name)) ?? list;
}
