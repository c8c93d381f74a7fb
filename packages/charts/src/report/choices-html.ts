import type { ChoiceLog, ChoiceMove, ToldChoice } from "@whyvary/core";
import { markup, type Html } from "./markup.ts";

/** The log of choices: what was chosen, whether that is the usual, why, and what the answer would be otherwise. */
export function choicesHtml({ choices }: ChoiceLog): Html | null {
  if (choices.length === 0) return null;
  return markup`<section><h3>Every choice</h3><div class="scroll" tabindex="0" role="region" aria-label="Every choice"><table class="choices">
    <thead><tr><th scope="col">Choice</th><th scope="col">As it stands</th><th scope="col">If it were otherwise</th></tr></thead>
    <tbody>${choices.map(choiceHtml)}</tbody></table></div></section>`;
}

function choiceHtml({ label, value, changed, reason, moves, alternatives }: ToldChoice): Html {
  const untried = alternatives.length - moves.length;
  const more = `${untried} more ${untried === 1 ? "way" : "ways"} not tried`;
  return markup`<tr><th scope="row">${label}</th>
    <td>${value}${changed && markup` <span class="soft">(chosen)</span>`}${reason !== null && markup`<br><i>${reason}</i>`}</td>
    <td>${moves.map(moveHtml)}${untried > 0 && markup`<span class="soft">${moves.length === 0 ? "not tried" : more}</span>`}</td></tr>`;
}

function moveHtml({ instead, answer, same, ok }: ChoiceMove): Html {
  return markup`<p><b>${instead}:</b> ${same ? "the answer stays as it is." : ok ? answer : markup`<span class="soft">no answer: ${answer}</span>`}</p>`;
}
