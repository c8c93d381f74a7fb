import type { RegressValue } from "@whyvary/core";
import { tickText } from "../figures.ts";
import { describeCoefficients } from "../regress/describe.ts";
import { coefficientLayout } from "../regress/layout.ts";
import { markup, type Html } from "./markup.ts";

/** The coefficient chart for paper and page, drawn wide and narrow. */
export function coefficientsSvg(value: RegressValue): Html {
  return markup`<div class="wide">${draw(value, 700)}</div>
    <div class="narrow">${draw(value, 340)}</div>
    <p class="soft">Estimates with their 95% intervals; errors: ${value.errors}.</p>`;
}

function draw(value: RegressValue, width: number): Html {
  const layout = coefficientLayout(value, width);
  const { axis, plot, height, narrow, fontSize } = layout;
  const x = (at: number): string =>
    (plot.left + ((at - axis.low) / (axis.high - axis.low)) * (plot.right - plot.left)).toFixed(2);
  const drop = fontSize * 0.36;
  return markup`<svg class="chart" role="img" aria-label="${describeCoefficients(value)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
    ${axis.ticks.map(
      (at) =>
        markup`<path class="grid" d="M${x(at)} 0V${plot.bottom}" /><text class="tick" x="${x(at)}" y="${plot.bottom + 19}" text-anchor="middle">${tickText(at, axis.step)}</text>`,
    )}
    ${!narrow && markup`<path class="zero" d="M${x(0)} 0V${plot.bottom}" />`}
    ${layout.rows.map(
      ({ coefficient: { estimate, low, high }, lines, labelY, lineHeight, figures, figuresY, y }) => markup`<g>
        ${lines.map(
          (text, i) =>
            markup`<text class="name" x="${narrow ? 0 : plot.left - 18}" y="${labelY + i * lineHeight + drop}" font-size="${fontSize}" text-anchor="${narrow ? "start" : "end"}">${text}</text>`,
        )}
        <text class="tick" x="${narrow ? 0 : width}" y="${figuresY + drop}" text-anchor="${narrow ? "start" : "end"}">${figures}</text>
        ${narrow && markup`<path class="zero" d="M${x(0)} ${y - 10}V${y + 12}" />`}
        ${low !== null && high !== null && markup`<path class="interval" d="M${x(low)} ${y}H${x(high)}" />`}
        <circle class="accent dot" cx="${x(estimate)}" cy="${y}" r="6" />
      </g>`,
    )}
    ${layout.rest && markup`<text class="tick" x="${plot.left}" y="${layout.rest.y}">${layout.rest.text}</text>`}
  </svg>`;
}
