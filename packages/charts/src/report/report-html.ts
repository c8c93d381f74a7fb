import type { Results } from "@whyvary/core";
import { thousands } from "@whyvary/core";
import { analysisHtml, problemText } from "./analysis-html.ts";
import { markup, Html } from "./markup.ts";
import { reportStyle } from "./report-style.ts";
import { studyWords, type StudyWords } from "./study-words.ts";

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * Results as one HTML file that needs nothing else: no scripts, no requests, light and dark, A4 on paper. Whatever the files
 * or the study hold is written as text.
 */
export function reportHtml(results: Results, study: unknown = null): string {
  const words = studyWords(study);
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
<style>${new Html(reportStyle)}</style>
</head>
<body>
<header><p class="mark">why<span>vary</span></p><h1>${title}</h1></header>
<main>
${results.analyses.map((analysis, i) => analysisHtml(results, analysis, i, words))}
${problems(results)}
${inputs(results, words)}
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
