import { markup, type Html } from "./markup.ts";

/** Every choice of one question as a report tells it; `moves` is null where nobody has tried the other way. */
export interface ToldChoices {
  choices: readonly ToldChoice[];
}

export interface ToldChoice {
  label: string;
  value: string;
  changed: boolean;
  reason: string | null;
  moves: readonly ToldMove[];
}

/** What the answer becomes when one choice is made the other way. */
export interface ToldMove {
  instead: string;
  answer: string;
  same: boolean;
  ok: boolean;
}

/** The log of choices: what was chosen, whether that is the usual, why, and what the answer would be otherwise. */
export function choicesHtml({ choices }: ToldChoices): Html | null {
  if (choices.length === 0) return null;
  return markup`<section><h3>Every choice</h3><div class="scroll" tabindex="0" role="region" aria-label="Every choice"><table class="choices">
    <thead><tr><th scope="col">Choice</th><th scope="col">As it stands</th><th scope="col">If it were otherwise</th></tr></thead>
    <tbody>${choices.map(
      ({ label, value, changed, reason, moves }) => markup`<tr><th scope="row">${label}</th>
        <td>${value} <span class="soft">(${changed ? "chosen" : "the usual"})</span>${reason !== null && markup`<br><i>${reason}</i>`}</td>
        <td>${moves.length === 0 ? markup`<span class="soft">not tried</span>` : moves.map(moveHtml)}</td></tr>`,
    )}</tbody></table></div></section>`;
}

function moveHtml({ instead, answer, same, ok }: ToldMove): Html {
  return markup`<p><b>${instead}:</b> ${same ? "the answer stays as it is." : ok ? answer : markup`<span class="soft">no answer: ${answer}</span>`}</p>`;
}
