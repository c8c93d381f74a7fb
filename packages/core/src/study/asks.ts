import type { Column } from "../columns/column.ts";
import { isMissing } from "../columns/column.ts";
import { countMissing } from "../1-read/index.ts";
import type { Panel } from "../3-panel/index.ts";
import { kinds } from "../8-analyses/index.ts";
import type { AnyKind, PanelFacts, Suggestion } from "../8-analyses/types.ts";

/** Whether a kind could be asked of this panel: with which options, or what is missing for it. */
export type Ask = { kind: string } & Suggestion;

/** For every kind of question, in the registry's order. */
export function asksOf(facts: PanelFacts): Ask[] {
  return Object.values(kinds as { [kind: string]: AnyKind }).map(({ kind, needs, suggest }) => ({
    kind,
    ...(suggest?.(facts) ?? { missing: needs }),
  }));
}

/** What of the study bears on a first question. */
interface Asked {
  area: string | null;
  neighbours: number;
  /** The outcome that the study asks about already. */
  outcome: string | null;
}

export function factsOf(panel: Panel, { area, neighbours, outcome }: Asked): PanelFacts {
  const { time } = panel;
  return {
    rows: panel.rows,
    area: panel.area === null ? null : { name: panel.area.name, count: panel.area.codes.length },
    time:
      time === null || time.values.length === 0
        ? null
        : { name: time.name, from: time.values[0]!, to: time.values.at(-1)!, count: time.values.length },
    group: panel.group !== null,
    focus: { area, neighbours },
    ...(outcome === null ? {} : { outcome }),
    measures: [...panel.columns].map(([name, column]) => ({
      name,
      title: panel.titles.get(name) ?? name,
      type: column.kind,
      missing: Object.values(countMissing(column)).reduce((sum, count) => sum + count, 0),
      distinct: distinctOf(column, panel.rows),
      ...(panel.printed?.has(name) === true && { printed: true }),
    })),
  };
}

/** More different values than this are not counted: no suggestion turns on how many more. */
const ENOUGH = 100;

function distinctOf(column: Column, rows: number): number {
  const seen = new Set<unknown>();
  for (let row = 0; row < rows && seen.size < ENOUGH; row++) if (!isMissing(column, row)) seen.add(column.at(row));
  return seen.size;
}
