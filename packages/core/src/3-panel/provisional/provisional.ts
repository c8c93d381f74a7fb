import { textColumn, type Column } from "../../columns/column.ts";
import { andList } from "../../messages/format.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import type { Made } from "../make-measures.ts";
import type { Panel, TypedCell } from "../panel.ts";
import type { PanelSpec } from "../spec.ts";
import { nameOf, type WithTyped } from "./add-rows.ts";
import { leftOut } from "./problems.ts";
import { restsOn } from "./typed-cells.ts";

/** What the panel keeps of figures typed by hand; `without` are the measures as if nobody knew them. */
export function provisionalOf(
  { area }: Panel,
  cells: readonly TypedCell[],
  added: Uint8Array,
  made: Made,
  without: Made,
): Pick<Panel, "provisional"> {
  const rests = new Map<string, Uint8Array>();
  for (const [name, column] of made.columns) {
    const own = restsOn(column, without.columns.get(name)!);
    if (own.includes(1)) rests.set(name, own);
  }
  const label = (code: string): string => area!.labels[area!.codes.indexOf(code)]!;
  return { provisional: { cells: cells.map((cell) => ({ ...cell, label: label(cell.area) })), rests, added } };
}

/** Rows come in where others are set aside: the rung takes away less than nothing. */
export function typedRung({ keys, added }: WithTyped): LadderStep {
  const rows = Array.from(added.keys()).filter((row) => added[row] === 1);
  const where = rows.slice(0, 3).map((row) => {
    const name = nameOf(keys, keys.area!.of[row]!);
    return keys.time === null ? name : `${name} ${keys.time[row]!}`;
  });
  const more = rows.length > 3 ? [`${rows.length - 3} more`] : [];
  return {
    step: "provisional",
    text: `typed by hand, provisional: ${andList([...where, ...more])}`,
    rows: keys.rows,
    removed: -rows.length,
  };
}

/** A row typed by hand has its area's group: the latest that a file gives. */
export function groupOfTyped(group: Column, of: Int32Array | undefined, added: Uint8Array): Column {
  if (group.kind !== "text" || of === undefined || !added.includes(1)) return group;
  const codes = group.codes.slice();
  const latest = new Map<number, number>();
  // Rows are in order of time, so the last one wins.
  codes.forEach((code, row) => code >= 0 && latest.set(of[row]!, code));
  added.forEach((is, row) => {
    if (is === 1) codes[row] = latest.get(of[row]!) ?? -1;
  });
  return textColumn(
    codes,
    group.dictionary,
    group.reasons?.map((reason, row) => (added[row] === 1 ? 0 : reason)),
  );
}

/** Typed rows that the study's own years and areas leave out again. */
export function typedLeftOut({ provisional = [] }: PanelSpec, whole: Panel, panel: Panel): Problem[] {
  if (provisional.length === 0) return [];
  const kept = new Set<string>();
  for (let row = 0; row < panel.rows; row++) kept.add(keyOf(panel, row));
  const label = (code: string): string => whole.area!.labels[whole.area!.codes.indexOf(code)] ?? code;
  return provisional.flatMap(({ area, time }, at) =>
    kept.has(JSON.stringify([area.trim(), time ?? null]))
      ? []
      : [
          leftOut(
            ["panel", "provisional", at],
            time === undefined ? label(area.trim()) : `${label(area.trim())} ${time}`,
          ),
        ],
  );
}

function keyOf({ area, time }: Panel, row: number): string {
  return JSON.stringify([area!.codes[area!.of[row]!]!, time === null ? null : time.values[time.of[row]!]!]);
}

/** Years of which no file has a row: their totals and ranges are of the typed rows alone. */
export function typedYears({ time, provisional, rows }: Panel): Set<number> {
  if (time === null || provisional === undefined) return new Set();
  const filed = new Set<number>();
  for (let row = 0; row < rows; row++) if (provisional.added[row] === 0) filed.add(time.values[time.of[row]!]!);
  return new Set(time.values.filter((year) => !filed.has(year)));
}

/** The years to choose from where the study names none: those that a file knows, unless there are no others. */
export function filedYears(panel: Panel, years: readonly number[]): number[] {
  const typed = typedYears(panel);
  const filed = years.filter((year) => !typed.has(year));
  return filed.length === 0 ? [...years] : filed;
}

/** Areas of which a figure of these measures, in one of these years, rests on one typed by hand. */
export function provisionalAreas(
  panel: Panel,
  measures: readonly string[],
  times: readonly (number | null)[],
): Set<string> {
  const { area, time, provisional, rows } = panel;
  const found = new Set<string>();
  for (let row = 0; row < rows && area !== null && provisional !== undefined; row++) {
    if (time !== null && !times.includes(time.values[time.of[row]!]!)) continue;
    if (isProvisional(panel, measures, row)) found.add(area.codes[area.of[row]!]!);
  }
  return found;
}

/** Does a measure's figure in this row rest on one typed by hand? */
export function isProvisional({ provisional }: Panel, measures: readonly string[], row: number): boolean {
  return measures.some((name) => provisional?.rests.get(name)?.[row] === 1);
}
