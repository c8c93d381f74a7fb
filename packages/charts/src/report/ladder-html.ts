import type { AnalysisResult, LadderStep, Results } from "@whyvary/core";
import { thousands } from "@whyvary/core";
import { markup, type Html } from "./markup.ts";

/** The whole ladder of one analysis: the study's own rungs first, unless the analysis already carries them. */
export function wholeLadder(results: Results, analysis: AnalysisResult): LadderStep[] {
  if (analysis.ladder.some((step) => step.step === "read")) return analysis.ladder;
  return [...results.ladder.filter((step) => step.step !== "used"), ...analysis.ladder];
}

/** Rows read, set aside and why, used; who was set aside opens under each rung. */
export function ladderHtml(ladder: readonly LadderStep[]): Html | null {
  if (ladder.length === 0) return null;
  return markup`<table class="ladder">
    <caption>Rows: read, set aside and why, used</caption>
    <thead><tr><th scope="col">Step</th><th scope="col" class="number">Set aside</th><th scope="col" class="number">Left</th></tr></thead>
    <tbody>${ladder.filter((step, i) => i === 0 || step.removed > 0 || step.step === "used" || step.step === "provisional").map(rung)}</tbody>
  </table>`;
}

function rung(step: LadderStep): Html {
  return markup`<tr class="${step.step === "used" ? "used" : ""}">
    <th scope="row">${step.text}${reasons(step)}${names(step)}</th>
    <td class="number">${step.removed > 0 ? `\u2212${thousands(step.removed)}` : step.step === "provisional" ? `+${thousands(-step.removed)}` : ""}</td>
    <td class="number">${thousands(step.rows)}</td>
  </tr>`;
}

function reasons({ reasons: found }: LadderStep): Html | null {
  const entries = Object.entries(found ?? {});
  if (entries.length === 0) return null;
  return markup` <span class="soft">(${entries.map(([reason, count]) => `${thousands(count)} ${reason}`).join(", ")})</span>`;
}

function names({ areas }: LadderStep): Html | null {
  if (!areas || areas.length === 0) return null;
  return markup`<details><summary>by name</summary>
    <p>${areas.map(({ label, times }) => (times.length > 0 ? `${label} (${times.join(", ")})` : label)).join("; ")}</p></details>`;
}
