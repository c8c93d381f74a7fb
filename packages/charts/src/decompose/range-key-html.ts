import type { DecomposeValue } from "@whyvary/core";
import { markup, type Html } from "../report/markup.ts";
import { rangeLegend, type RangeMark } from "./range-legend.ts";

/** The marks of the range chart with what each means. */
export function rangeKeyHtml(value: DecomposeValue): Html {
  return markup`<ul class="marks">${rangeLegend(value).map(({ mark, text }) => markup`<li>${symbol(mark)} ${text}</li>`)}</ul>`;
}

function symbol(mark: RangeMark): Html {
  const drawn: { [each in RangeMark]: Html } = {
    range: markup`<rect class="ink pale" y="3" width="16" height="8" rx="2" />`,
    average: markup`<path class="line" d="M0 7H16" /><circle class="ink" cx="8" cy="7" r="4" />`,
    alone: markup`<circle class="hollow" cx="8" cy="7" r="4.6" />`,
    last: markup`<path class="last" d="M8 0V14" />`,
    published: markup`<path class="hollow thin" transform="translate(8 7)" d="M-5.5 -4.5H5.5L0 5Z" />`,
    chance: markup`<path class="chance" d="M8 0V14" />`,
  };
  return markup`<svg width="16" height="14" aria-hidden="true">${drawn[mark]}</svg>`;
}
