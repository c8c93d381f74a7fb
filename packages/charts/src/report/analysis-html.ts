import type { AnalysisResult, DecomposeValue, Problem, RegressValue, Results } from "@whyvary/core";
import { counted, thousands } from "@whyvary/core";
import { barFits } from "../decompose/bar-segments.ts";
import { chanceTable, sharesTable } from "../decompose/table.ts";
import { coefficientTable } from "../regress/table.ts";
import { barSvg } from "./bar-svg.ts";
import { coefficientsSvg } from "./coefficients-svg.ts";
import { markup, type Html } from "./markup.ts";
import { ladderHtml, wholeLadder } from "./ladder-html.ts";
import { rangeSvg } from "./range-svg.ts";
import type { StudyWords } from "./study-words.ts";
import { tableHtml } from "./table-html.ts";

/** One question: answer, picture, table, notes, ladder, method, R script. */
export function analysisHtml(results: Results, analysis: AnalysisResult, position: number, study: StudyWords): Html {
  const own = study.analyses.get(analysis.id);
  const ladder = wholeLadder(results, analysis);
  return markup`<article>
    <h2>${own?.title ?? (analysis.question || analysis.id)}</h2>
    ${own?.text ? markup`<p class="soft">${own.text}</p>` : null}
    ${analysis.ok ? answered(analysis, `bar${position}`, study) : refused(analysis.problem)}
    ${analysis.notes.map((note) => markup`<aside class="note"><b>${note.name.replace(/\.$/, "")}.</b> ${note.text}</aside>`)}
    ${ladder.length > 0 && markup`<section><h3>What this rests on</h3>${rests(ladder)}${ladderHtml(ladder)}</section>`}
    ${analysis.statement !== "" && markup`<section><h3>Method</h3><p class="prose">${analysis.statement}</p></section>`}
    ${own && own.reasons.length > 0 ? markup`<section><h3>Why these choices</h3><ul>${own.reasons.map(({ choice, reason }) => markup`<li>${choice !== "" && markup`<b>${choice}:</b> `}${reason}</li>`)}</ul></section>` : null}
    ${analysis.rCode !== "" && markup`<details class="script"><summary>R script: the same numbers in base R</summary><pre><code>${analysis.rCode}</code></pre></details>`}
  </article>`;
}

function answered(analysis: AnalysisResult, id: string, study: StudyWords): Html {
  const answer = markup`<p class="answer">${analysis.answer.map((part) => (part.strong ? markup`<strong>${part.text}</strong>` : part.text))}</p>`;
  return markup`${answer}${analysis.value === null ? null : pictured(analysis, id, study)}`;
}

function pictured({ kind, value }: AnalysisResult, id: string, { areas }: StudyWords): Html | null {
  if (kind === "decompose") {
    const shares = value as DecomposeValue;
    return markup`${barFits(shares) ? barSvg(shares, id, areas === undefined ? {} : { areas }) : null}
      <h3>Every order</h3>
      ${rangeSvg(shares)}${tableHtml(sharesTable(shares), "Share of the variation that goes with each group")}
      ${tableHtml(chanceTable(shares), "What independent yearly noise alone would give each group")}`;
  }
  if (kind === "regress") {
    const model = value as RegressValue;
    return markup`${coefficientsSvg(model)}${tableHtml(coefficientTable(model), "Coefficients")}`;
  }
  return null;
}

function refused(problem: Problem | undefined): Html {
  return markup`<aside class="problem"><b>No answer.</b> ${problem ? problemText(problem) : ""}</aside>`;
}

/** What, where, what to do. */
export function problemText({ text, file, row, column, value, remedy }: Problem): string {
  const where = [
    file === undefined ? "" : `file ${file}`,
    row === undefined ? "" : `row ${thousands(row)}`,
    column === undefined ? "" : `column ${column}`,
    value === undefined ? "" : `value “${value}”`,
  ].filter((each) => each !== "");
  return [text, where.length > 0 ? `(${where.join(", ")})` : "", remedy ?? ""].filter((each) => each !== "").join(" ");
}

function rests(ladder: Results["ladder"]): Html {
  const aside = ladder.reduce(
    (sum, step) => sum + (step.step === "without" || step.step === "complete" ? step.removed : 0),
    0,
  );
  const rows = counted(ladder.at(-1)!.rows, "row");
  return markup`<p>Rests on ${rows}; ${aside === 0 ? "none" : thousands(aside)} of the years asked for set aside.</p>`;
}
