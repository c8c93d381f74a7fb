import type { ChoiceLog, Results } from "@whyvary/core";
import { thousands } from "@whyvary/core";
import type { Charts } from "../chart.ts";
import { analysisHtml, problemText, type Told } from "./analysis-html.ts";
import { markup, Html } from "./markup.ts";
import { paperHtml } from "./paper-html.ts";
import { paperStyle } from "./paper-style.ts";
import { chartOf, picturesOf, type Draw } from "./pictures.ts";
import { reportStyle } from "./report-style.ts";
import { studyWords, type StudyWords } from "./study-words.ts";

export interface ReportOptions {
  draw: Draw;
  /** `full` holds everything; `paper` is for a committee: two pages of A4 for up to three questions, the figures elsewhere. */
  layout?: "full" | "paper";
  /** The log of choices of each analysis, by id. */
  choices?: { readonly [analysis: string]: ChoiceLog };
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * Results as one HTML file that needs nothing else: no scripts, no requests, light and dark, A4 on paper. Whatever the files
 * or the study hold is written as text.
 */
export async function writeReport(
  charts: Charts,
  results: Results,
  study: unknown,
  { draw, layout = "full", choices = {} }: ReportOptions,
): Promise<string> {
  const words = studyWords(study);
  const paper = layout === "paper";
  const how = { focus: words.focus, areas: words.areas, widths: paper ? [640] : [700, 340], first: paper };
  const told: Told[] = [];
  for (const [i, analysis] of results.analyses.entries()) {
    const chart = chartOf(charts, analysis.kind);
    const pictures = await picturesOf(chart, analysis, draw, `p${i}`, how);
    told.push({ analysis, chart, pictures, choices: choices[analysis.id] ?? null });
  }
  const title = results.title ?? words.title ?? "Whyvary report";
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(paper ? reportStyle + paperStyle : reportStyle)}</style>
</head>
<body class="${layout}">
<header><p class="mark">why<span>vary</span></p><h1>${title}</h1></header>
<main>
${paper ? paperHtml(results, told, words) : [told.map((each) => analysisHtml(results, each, words)), problems(results), inputs(results, words)]}
</main>
<footer><p>Made with Whyvary ${results.version}. The same study and files give the same figures on any machine.</p></footer>
</body>
</html>
`.text;
}

function problems({ problems: found }: Results): Html | null {
  if (found.length === 0) return null;
  return markup`<section class="outer"><h2>What was odd in the data</h2>
    <ul>${found.map((problem) => markup`<li>${problemText(problem)}</li>`)}</ul></section>`;
}

function inputs({ inputs: files }: Results, { sources }: StudyWords): Html | null {
  if (files.length === 0) return null;
  return markup`<section class="outer"><h2>Files</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Files"><table class="files">
      <thead><tr><th scope="col">File</th><th scope="col" class="number">Rows</th><th scope="col">SHA-256</th></tr></thead>
      <tbody>${files.map((file) => markup`<tr><th scope="row">${file.file}</th><td class="number">${thousands(file.rows)}</td><td><code>${file.sha256}</code></td></tr>`)}</tbody>
    </table></div>
    ${sources.length > 0 && markup`<ul>${sources.map(({ table, file, words }) => markup`<li><b>${table}</b> (${file}): ${words}</li>`)}</ul>`}
  </section>`;
}
