import { countMissing } from "../1-read/index.ts";
import { isMissing } from "../columns/column.ts";
import type { Problem, Task } from "../messages/types.ts";
import type { LadderStep } from "../messages/types.ts";
import type { Reason } from "../columns/reasons.ts";
import type { Panel, TableMatch } from "../3-panel/index.ts";
import { crosswalksOf, type ProposedCrosswalk } from "./crosswalks.ts";
import { filesNeeded, type FilesNeeded } from "./files-needed.ts";
import type { StudyFile } from "./files.ts";
import { asksOf, factsOf, type Ask } from "./asks.ts";
import { prepare, type PanelMemory, type Prepared } from "./prepare.ts";
import type { Study } from "./schema.ts";

/** What the study makes of the files, without running the analyses. */
export interface CheckReport {
  problems: Problem[];
  /** Slots of the study that no loaded file fills, and those that more than one could. */
  missing: string[];
  tables: TableMatch[];
  /** The panel before times and without, so that every year and area stays on offer; its ladder goes to the end. */
  panel: null | {
    rows: number;
    areas: { code: string; label: string; group: string | null }[];
    times: number[];
    measures: {
      name: string;
      title: string;
      type: "number" | "text";
      missing: Partial<Record<Reason, number>>;
      /** The columns it is made of, as table.column: where figures can be typed. */
      columns: string[];
    }[];
    ladder: LadderStep[];
  };
  /** For every question of the study, the files that it rests on. */
  needed: FilesNeeded[];
  /** For each table with closed councils, a crosswalk that a person may take. */
  crosswalks: ProposedCrosswalk[];
  /** Whether each kind of question could be asked of this panel; empty while there is none. */
  asks: Ask[];
}

export function* checkTask(document: unknown, files: readonly StudyFile[], memory?: PanelMemory): Task<CheckReport> {
  const { built, neighbours, problems, slots, validated } = yield* prepare(document, files, memory);
  return {
    problems,
    missing: slots.missing,
    tables: built?.tables ?? [],
    needed:
      validated.study === null ? [] : filesNeeded(validated.study, validated.analyses, new Set(slots.filled.keys())),
    crosswalks: built === null || !built.ok ? [] : crosswalksOf(built),
    panel: built === null || !built.ok ? null : describe(built.whole, built.panel.ladder, built.panel.rows),
    asks: built === null || !built.ok ? [] : asksOf(factsOf(built.whole, askedIn(validated.study, neighbours))),
  };
}

/** Of the study: one's own area, how many neighbours, and what its first question with an outcome is about. */
function askedIn(study: Study | null, neighbours: Prepared["neighbours"]): Parameters<typeof factsOf>[1] {
  const outcome = (study?.analyses ?? [])
    .map((entry): unknown => (entry as { [key: string]: unknown })["outcome"])
    .find((given) => typeof given === "string");
  return {
    area: study?.focus?.area ?? null,
    neighbours: neighbours?.neighbours.length ?? 0,
    outcome: (outcome as string | undefined) ?? null,
  };
}

function describe(whole: Panel, ladder: LadderStep[], rows: number): NonNullable<CheckReport["panel"]> {
  const groups = groupsOf(whole);
  return {
    rows,
    areas: (whole.area?.codes ?? []).map((code, at) => ({ code, label: whole.area!.labels[at]!, group: groups[at]! })),
    times: whole.time?.values ?? [],
    measures: [...whole.columns].map(([name, column]) => ({
      name,
      title: whole.titles.get(name) ?? name,
      type: column.kind,
      missing: countMissing(column),
      columns: (whole.origins?.get(name) ?? []).map((one) => `${one.table}.${one.column}`),
    })),
    ladder,
  };
}

/** Each area's latest group. */
function groupsOf(panel: Panel): (string | null)[] {
  const groups: (string | null)[] = (panel.area?.codes ?? []).map(() => null);
  if (panel.group === null || panel.area === null) return groups;
  for (let row = 0; row < panel.rows; row++)
    if (!isMissing(panel.group, row)) groups[panel.area.of[row]!] = String(panel.group.at(row)).trim();
  return groups;
}
