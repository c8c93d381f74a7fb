import { isProvisional, type Panel } from "../3-panel/index.ts";
import { isMissing, reasonAt, type Column } from "../columns/column.ts";
import { csvText } from "../messages/csv-text.ts";
import type { Task } from "../messages/types.ts";
import type { StudyFile } from "./files.ts";
import { prepare, type PanelMemory } from "./prepare.ts";

/** Rows of a panel as CSV: keys, the columns wanted, whether all of them are there, and why any is not. */
export function rowsCsv(panel: Panel, wanted: readonly (readonly [string, Column])[]): string {
  const lines: (string | number)[][] = [
    [
      ...keyNames(panel),
      ...wanted.map(([name]) => name),
      "complete",
      "missing",
      ...(panel.provisional === undefined ? [] : ["provisional"]),
    ],
  ];
  for (let row = 0; row < panel.rows; row++) {
    const missing = wanted.flatMap(([name, column]) =>
      isMissing(column, row) ? [`${name}: ${reasonAt(column, row)}`] : [],
    );
    lines.push([
      ...keysAt(panel, row),
      ...wanted.map(([, column]) => cellText(column, row)),
      missing.length === 0 ? "yes" : "no",
      missing.join("; "),
      ...(panel.provisional === undefined ? [] : [provisionalText(panel, wanted, row)]),
    ]);
  }
  return csvText(lines);
}

/** Which of a row's figures rest on ones typed by hand, and what the study says of these. */
function provisionalText(panel: Panel, wanted: readonly (readonly [string, Column])[], row: number): string {
  const [area, , time] = [...keysAt(panel, row)];
  const reasons = panel.provisional!.cells.flatMap((cell) =>
    cell.area === area && (panel.time === null || cell.time === time) ? (cell.reason ?? []) : [],
  );
  const why = reasons.length === 0 ? "" : ` (${[...new Set(reasons)].join(", ")})`;
  return wanted.flatMap(([name]) => (isProvisional(panel, [name], row) ? [`${name}: typed by hand${why}`] : [])).join("; "); // prettier-ignore
}

/** The whole panel of a study, after its years and areas were chosen; null where there is none. */
export function* panelTask(
  document: unknown,
  files: readonly StudyFile[],
  memory: PanelMemory = {},
): Task<string | null> {
  const { built } = yield* prepare(document, files, memory);
  if (built === null || !built.ok) return null;
  return rowsCsv(built.panel, [...built.panel.columns]);
}

function keyNames({ area, time, group }: Panel): string[] {
  return [...(area === null ? [] : ["area", "label"]), ...(time === null ? [] : ["time"]), ...(group === null ? [] : ["group"])]; // prettier-ignore
}

function keysAt({ area, time, group }: Panel, row: number): (string | number)[] {
  return [
    ...(area === null ? [] : [area.codes[area.of[row]!]!, area.labels[area.of[row]!]!]),
    ...(time === null ? [] : [time.values[time.of[row]!]!]),
    ...(group === null ? [] : [cellText(group, row)]),
  ];
}

function cellText(column: Column, row: number): string | number {
  return column.at(row) ?? "";
}
