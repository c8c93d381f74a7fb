import type { DecomposeValue } from "@whyvary/core";
import { onePercent, wholePercent } from "@whyvary/core";
import { describeShares } from "../decompose/describe.ts";
import { rangeLayout, type RangeLayout, type RangeRow } from "../decompose/range-layout.ts";
import { rangeLegend, type RangeMark } from "../decompose/range-legend.ts";
import { markup, type Html } from "./markup.ts";

/** The range chart for paper and page, without any library: the same layout as the page's chart, drawn wide and narrow. */
export function rangeSvg(value: DecomposeValue): Html {
  return markup`<div class="wide">${draw(value, 700)}</div>
    <div class="narrow">${draw(value, 340)}</div>
    <ul class="marks">
      ${rangeLegend(value).map(({ mark, text }) => markup`<li>${symbol(mark)}<span>${text}</span></li>`)}
    </ul>`;
}

function draw(value: DecomposeValue, width: number): Html {
  const layout = rangeLayout(value, width);
  const { axis, plot, height } = layout;
  const x = place(layout);
  const tick = (at: number): string => (axis.step < 0.01 ? onePercent(at) : wholePercent(at));
  return markup`<svg class="chart" role="img" aria-label="${describeShares(value)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
    ${axis.ticks.map(
      (at) =>
        markup`<path class="grid" d="M${x(at)} 0V${plot.bottom}" /><text class="tick" x="${x(at)}" y="${plot.bottom + 19}" text-anchor="middle">${tick(at)}</text>`,
    )}
    ${layout.rows.map((row) => drawRow(row, layout))}
  </svg>`;
}

function drawRow(row: RangeRow, layout: RangeLayout): Html {
  const x = place(layout);
  const { share, y, half, label, chance } = row;
  const { lines } = label;
  const interval =
    share.low !== null &&
    share.high !== null &&
    markup`<path class="line" d="M${x(share.low)} ${y}H${x(share.high)}" />`;
  const published =
    share.published !== null &&
    markup`<path class="stem" d="M${x(share.published)} ${row.publishedY + 4}V${y - half - 1}" />${triangle(x(share.published), row.publishedY)}`;
  return markup`<g>
    ${lines.map(
      (text, i) =>
        markup`<text class="name" x="${label.x}" y="${label.y + i * label.lineHeight + layout.fontSize * 0.36}" font-size="${layout.fontSize}" text-anchor="${layout.narrow ? "start" : "end"}">${text}</text>`,
    )}
    <rect class="g${row.colour} pale" x="${x(share.min)}" y="${y - half}" width="${(Number(x(share.max)) - Number(x(share.min))).toFixed(2)}" height="${half * 2}" rx="3" />
    ${
      chance &&
      markup`${[chance.from, chance.to ?? chance.from].map((at) => markup`<path class="chance" d="M${x(at)} ${chance.y + 9}V${y + half + 2}" />`)}
      <text class="tick" x="${x(chance.side === "right" ? chance.from : (chance.to ?? chance.from))}" y="${chance.y + 4}" text-anchor="${chance.side === "right" ? "start" : "end"}">${chance.text}</text>`
    }
    ${interval}
    <path class="last" d="M${x(share.last)} ${y - half - 2}V${y + half + 2}" />
    ${share.alone !== null && markup`<circle class="hollow" cx="${x(share.alone)}" cy="${y}" r="6" />`}
    <circle class="g${row.colour} dot" cx="${x(share.shapley)}" cy="${y}" r="6.6" />
    ${published}
  </g>`;
}

function place({ axis, plot }: RangeLayout): (share: number) => string {
  return (share) => (plot.left + ((share - axis.low) / (axis.high - axis.low)) * (plot.right - plot.left)).toFixed(2);
}

function triangle(x: string | number, y: number): Html {
  return markup`<path class="hollow thin" transform="translate(${x} ${y})" d="M-5.5 -4.5H5.5L0 5Z" />`;
}

function symbol(mark: RangeMark): Html {
  const drawn: { [each in RangeMark]: Html } = {
    range: markup`<rect class="ink pale" y="3" width="16" height="8" rx="2" />`,
    average: markup`<path class="line" d="M0 7H16" /><circle class="ink" cx="8" cy="7" r="4" />`,
    alone: markup`<circle class="hollow" cx="8" cy="7" r="4.6" />`,
    last: markup`<path class="last" d="M8 0V14" />`,
    published: triangle(8, 7),
    chance: markup`<path class="chance" d="M8 0V14" />`,
  };
  return markup`<svg width="16" height="14" aria-hidden="true">${drawn[mark]}</svg>`;
}
