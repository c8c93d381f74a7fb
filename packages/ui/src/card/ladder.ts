import type { AnalysisResult, LadderStep } from "@whyvary/core";
import { counted, thousands } from "@whyvary/core";
import type { AreaWord } from "../lib/words.ts";

/** What a result rests on, for the line under the answer. */
export interface Rest {
  used: number;
  /** Rows of the years asked for that were set aside, by choice or because a cell is missing. */
  aside: number;
  steps: LadderStep[];
}

const late = new Set(["without", "complete"]);

/** The whole ladder: the study's own rungs first, unless the result already carries them. */
export function restOf(result: AnalysisResult, shared: readonly LadderStep[] = []): Rest {
  const own = result.ladder;
  const whole = own.some((step) => step.step === "read")
    ? own
    : [...shared.filter((step) => step.step !== "used"), ...own];
  const last = own.at(-1) ?? shared.at(-1);
  return {
    used: last?.rows ?? 0,
    aside: whole.reduce((sum, step) => sum + (late.has(step.step) ? step.removed : 0), 0),
    steps: whole.filter((step) => step.removed > 0),
  };
}

/** "1,017 council-years" in a panel, "32 rows" in a plain table. */
export function rowsInWords(rows: number, word: AreaWord, panel: boolean): string {
  return panel ? counted(rows, `${word.one}-year`) : counted(rows, "row");
}

/** How many areas a result says it rests on; some kinds list areas under that name instead. */
export function areasIn(value: unknown): number | null {
  const areas = (value as { areas?: unknown } | null)?.areas;
  return typeof areas === "number" ? areas : null;
}

/** [2016, 2017, 2018, 2020] -> "2016–2018, 2020". */
export function yearRanges(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const time of sorted) {
    const run = runs.at(-1);
    if (run && time === run[1] + 1) run[1] = time;
    else runs.push([time, time]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

/** { unavailable: 3, blank: 11 } -> "11 blank, 3 unavailable": the most frequent first. */
export function reasonsInWords(reasons: { [reason: string]: number }): string {
  return Object.entries(reasons)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([reason, count]) => `${thousands(count)} ${reason}`)
    .join(", ");
}
