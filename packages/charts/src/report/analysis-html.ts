import type { AnalysisResult, ChoiceLog, Note, Problem, Results } from "@whyvary/core";
import { counted, foldNotes, stopped, thousands } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { choicesHtml } from "./choices-html.ts";
import { markup, type Html } from "./markup.ts";
import { ladderHtml, wholeLadder } from "./ladder-html.ts";
import type { Pictured } from "./pictures.ts";
import type { StudyWords } from "./study-words.ts";
import { tableHtml } from "./table-html.ts";

/** What a report says of one question: its result, its chart, and the pictures drawn of it. */
export interface Told {
  analysis: AnalysisResult;
  chart: Chart<unknown> | undefined;
  pictures: Pictured[];
  choices: ChoiceLog | null;
}

/** One question: answer, pictures, tables, notes, ladder, method, choices, R script. */
export function analysisHtml(results: Results, told: Told, study: StudyWords): Html {
  const { analysis, choices } = told;
  const own = study.analyses.get(analysis.id);
  const ladder = wholeLadder(results, analysis);
  return markup`<article>
    <h2>${own?.title ?? (analysis.question || analysis.id)}</h2>
    ${own?.text ? markup`<p class="soft">${own.text}</p>` : null}
    ${analysis.ok ? markup`${answerHtml(analysis)}${picturesHtml(told)}${tablesHtml(told)}` : refused(analysis.problem)}
    ${notesHtml(analysis)}
    ${ladder.length > 0 && markup`<section><h3>What this rests on</h3>${rests(ladder)}${ladderHtml(ladder)}</section>`}
    ${analysis.statement !== "" && markup`<section><h3>Method</h3><p class="prose">${analysis.statement}</p></section>`}
    ${choices !== null ? choicesHtml(choices) : own ? reasonsHtml(own.reasons) : null}
    ${analysis.rCode !== "" && markup`<p class="printed soft">The R script of this question is in the report's file.</p><details class="script"><summary>R script: the same numbers in R</summary><pre><code>${analysis.rCode}</code></pre></details>`}
  </article>`;
}

export function answerHtml({ answer }: AnalysisResult): Html {
  return markup`<p class="answer">${answer.map((part) => (part.strong ? markup`<strong>${part.text}</strong>` : part.text))}</p>`;
}

export function notesHtml({ notes }: AnalysisResult): Html {
  const { open, folded } = foldNotes(notes);
  const all = (some: readonly Note[]): Html[] =>
    some.map((note) => markup`<aside class="note"><b>${stopped(note.name)}</b> ${note.text}</aside>`);
  return markup`${all(open)}${folded.length > 0 && markup`<details class="more"><summary>${counted(folded.length, "more note")}</summary>${all(folded)}</details>`}`;
}

export function picturesHtml({ analysis, chart, pictures }: Told): Html {
  return markup`${pictures.map(({ label, html }) => markup`<figure>${label !== "" && markup`<h3>${label}</h3>`}${html}</figure>`)}
    ${pictures.length > 0 && analysis.value !== null ? (chart?.legend?.(analysis.value) ?? null) : null}`;
}

function tablesHtml({ analysis: { value }, chart }: Told): Html | null {
  if (value === null || chart === undefined) return null;
  const details = chart.details?.(value) ?? [];
  return markup`${tableHtml(chart.table(value), chart.caption?.(value) ?? "The figures")}
    ${details.map(({ caption, table }) => tableHtml(table, caption))}`;
}

function reasonsHtml(reasons: { choice: string; reason: string }[]): Html | null {
  if (reasons.length === 0) return null;
  return markup`<section><h3>Why these choices</h3><ul>${reasons.map(({ choice, reason }) => markup`<li>${choice !== "" && markup`<b>${choice}:</b> `}${reason}</li>`)}</ul></section>`;
}

export function refused(problem: Problem | undefined): Html {
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

export function rests(ladder: Results["ladder"]): Html {
  const aside = ladder.reduce(
    (sum, step) => sum + (step.step === "without" || step.step === "complete" ? step.removed : 0),
    0,
  );
  const rows = counted(ladder.at(-1)!.rows, "row");
  return markup`<p>Rests on ${rows}; ${aside === 0 ? "none" : thousands(aside)} of the years asked for set aside.</p>`;
}
