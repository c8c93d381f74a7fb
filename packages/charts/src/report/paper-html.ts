import type { Results } from "@whyvary/core";
import { stopped } from "@whyvary/core";
import { answerHtml, refused, rests, type Told } from "./analysis-html.ts";
import { wholeLadder } from "./ladder-html.ts";
import { markup, type Html } from "./markup.ts";
import type { StudyWords } from "./study-words.ts";

/** For a committee: each question with its answer, one picture and what could mislead; how it was done and from what, once, at the end. */
export function paperHtml(results: Results, told: readonly Told[], study: StudyWords): Html {
  return markup`${told.map((each) => question(results, each, study))}
    <section class="small"><h2>How this was done</h2>
      ${told.map(({ analysis }, i) => analysis.statement !== "" && markup`<p class="prose"><b>${i + 1}.</b> ${analysis.statement}</p>`)}
      <p><b>From:</b> ${sources(results, study)}. Every figure, every row set aside, every choice and the R scripts stand in the full report.</p>
    </section>`;
}

function question(results: Results, told: Told, study: StudyWords): Html {
  const { analysis } = told;
  const ladder = wholeLadder(results, analysis);
  return markup`<article>
    <h2>${study.analyses.get(analysis.id)?.title ?? (analysis.question || analysis.id)}</h2>
    ${analysis.ok ? markup`${answerHtml(analysis)}<figure>${told.pictures.map(({ html }) => html)}</figure>` : refused(analysis.problem)}
    <div class="small">${ladder.length > 0 && rests(ladder)}
    ${analysis.notes.map((note) => markup`<p><b>${stopped(note.name)}</b> ${note.text}</p>`)}</div>
  </article>`;
}

function sources({ inputs }: Results, { sources: named }: StudyWords): string {
  return inputs
    .map(({ file }) => {
      const words = named.find((one) => one.file === file)?.words;
      return words === undefined ? file : `${file} (${words})`;
    })
    .join("; ");
}
