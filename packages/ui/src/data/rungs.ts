import type { LadderStep } from "@whyvary/core";
import { thousands } from "./numbers.ts";

export interface Rung {
  text: string;
  figure: number;
  look: "rows" | "removed" | "added" | "used";
  areas: { area: string; label: string; times: number[] }[];
  reasons: string | null;
}

/** The ladder as it is read: rows read, what was set aside and why, rows used. Steps that set nothing aside are not rungs. */
export function rungsOf(shared: readonly LadderStep[], own: readonly LadderStep[], rowWord: string): Rung[] {
  const rungs: Rung[] = [];
  for (const step of [...shared, ...own]) {
    const reasons = Object.entries(step.reasons ?? {});
    const names = {
      areas: step.areas ?? [],
      reasons: reasons.length > 0 ? reasons.map(([reason, count]) => `${thousands(count)} ${reason}`).join(", ") : null,
    };
    if (step.step === "read") rungs.push({ text: step.text || "Rows read", figure: step.rows, look: "rows", ...names });
    else if (step.step === "used") rungs.push({ text: "Used", figure: step.rows, look: "used", ...names });
    else if (step.step === "provisional")
      rungs.push({ text: step.text, figure: -step.removed, look: "added", ...names });
    else if (step.removed > 0) {
      rungs.push({ text: step.text, figure: step.removed, look: "removed", ...names });
      // After the study's own years the person's count starts: "Council-years, 2016-22".
      if (step.step === "times")
        rungs.push({ text: rowWord, figure: step.rows, look: "rows", areas: [], reasons: null });
    }
  }
  return rungs;
}
