import { takeRows } from "../columns/column.ts";
import type { LadderStep, Problem } from "../messages/types.ts";
import type { Panel } from "./panel.ts";
import { areaUnknown, keyNeeded, nothingLeft } from "./problems.ts";
import type { Times } from "./spec.ts";

export interface Cut {
  panel: Panel;
  ladder: LadderStep[];
  problems: Problem[];
}

/** The panel of those rows, its keys without areas and times that no row has. The ladder stays as it was. */
export function takePanel(panel: Panel, rows: Int32Array): Panel {
  const take = (of: Int32Array, size: number): { of: Int32Array; kept: number[] } => {
    const used = new Int32Array(size).fill(-1);
    for (const row of rows) used[of[row]!] = 0;
    const kept: number[] = [];
    used.forEach((value, at) => {
      if (value === 0) used[at] = kept.push(at) - 1;
    });
    return { of: Int32Array.from(rows, (row) => used[of[row]!]!), kept };
  };
  const area = panel.area === null ? null : take(panel.area.of, panel.area.codes.length);
  const time = panel.time === null ? null : take(panel.time.of, panel.time.values.length);
  return {
    ...panel,
    rows: rows.length,
    area:
      area === null
        ? null
        : {
            name: panel.area!.name,
            codes: area.kept.map((at) => panel.area!.codes[at]!),
            labels: area.kept.map((at) => panel.area!.labels[at]!),
            of: area.of,
          },
    time:
      time === null
        ? null
        : { name: panel.time!.name, values: time.kept.map((at) => panel.time!.values[at]!), of: time.of },
    group: panel.group === null ? null : takeRows(panel.group, rows),
    columns: new Map([...panel.columns].map(([name, column]) => [name, takeRows(column, rows)])),
    ...(panel.provisional && {
      provisional: {
        ...panel.provisional,
        rests: new Map([...panel.provisional.rests].map(([name, own]) => [name, takeBytes(own, rows)])),
        added: takeBytes(panel.provisional.added, rows),
      },
    }),
    ...(panel.rates && {
      rates: new Map(
        [...panel.rates].map(([name, parts]) => [
          name,
          { ...parts, counts: takeRows(parts.counts, rows), populations: takeRows(parts.populations, rows) },
        ]),
      ),
    }),
  };
}

function takeBytes(bytes: Uint8Array, rows: Int32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => bytes[row]!);
}

/** Keeps the years asked for, then leaves out the areas named; one rung for each that was asked. */
export function cutPanel(
  panel: Panel,
  times: Times | undefined,
  without: string[] | undefined,
  path: (string | number)[],
): Cut {
  const cut: Cut = { panel, ladder: [], problems: [] };
  if (times !== undefined && panel.time === null) cut.problems.push(keyNeeded([...path, "times"], "times", "time"));
  if (without !== undefined && without.length > 0 && panel.area === null)
    cut.problems.push(keyNeeded([...path, "without"], "without", "area"));
  if (times !== undefined && panel.time !== null) {
    const { values, of } = panel.time;
    const wanted = values.map((year) => wants(times, year));
    keep(cut, "times", "other years", (row) => wanted[of[row]!]!, [...path, "times"]);
  }
  if (without !== undefined && without.length > 0 && panel.area !== null) {
    const codes = new Set(without.map((code) => code.trim()));
    without.forEach((code, at) => {
      if (!panel.area!.codes.includes(code.trim()))
        cut.problems.push(areaUnknown([...path, "without", at], code, panel.area!.codes, panel.area!.labels));
    });
    const { area } = cut.panel;
    keep(cut, "without", "left out by choice", (row) => !codes.has(area!.codes[area!.of[row]!]!), [...path, "without"]);
  }
  return cut;
}

export function wants(times: Times, year: number): boolean {
  if (Array.isArray(times)) return times.includes(year);
  return year >= (times.from ?? -Infinity) && year <= (times.to ?? Infinity);
}

function keep(
  cut: Cut,
  step: "times" | "without",
  text: string,
  test: (row: number) => boolean,
  path: (string | number)[],
): void {
  const { panel } = cut;
  const rows: number[] = [];
  const gone: number[] = [];
  for (let row = 0; row < panel.rows; row++) (test(row) ? rows : gone).push(row);
  if (rows.length === 0 && panel.rows > 0) cut.problems.push(nothingLeft(path, step));
  const rung: LadderStep = { step, text, rows: rows.length, removed: gone.length };
  if (step === "without" && gone.length > 0) rung.areas = areasOf(panel, gone);
  cut.ladder.push(rung);
  if (gone.length > 0) cut.panel = takePanel(panel, Int32Array.from(rows));
}

/** The areas of some rows, by name, with the times concerned. */
function areasOf(panel: Panel, rows: number[]): NonNullable<LadderStep["areas"]> {
  const { codes, labels, of } = panel.area!;
  const times = new Map<number, number[]>();
  for (const row of rows) {
    const list = times.get(of[row]!) ?? [];
    if (panel.time !== null) list.push(panel.time.values[panel.time.of[row]!]!);
    times.set(of[row]!, list);
  }
  return [...times].map(([at, list]) => ({ area: codes[at]!, label: labels[at]!, times: list }));
}
