import type { Panel } from "../../3-panel/panel.ts";
import { lowerFirst, titleOf } from "../../3-panel/words.ts";
import { figure, onePercent, thousands, wholePercent } from "../../messages/format.ts";
import type { AnswerPart } from "../../messages/types.ts";
import { FEWEST } from "./neighbours.ts";
import type { SpreadRow, SpreadValue } from "./value.ts";

export function question({ units, title }: SpreadValue): string {
  return `How different are ${units} in ${lowerFirst(title)}?`;
}

/** How far apart, how much of it is chance, and one's own (else who stands out); the table has the rest, the two ends last. */
export function answer(panel: Panel, value: SpreadValue, own: string | undefined): AnswerPart[] {
  return [
    ...apart(value),
    ...noise(value),
    ...(value.rows.some(({ area }) => area === own) ? ownWords(value, own) : standOut(value)),
    ...gradientWords(panel, value),
  ].map((part, i, all) => (i === all.length - 1 ? { ...part, text: part.text.trimEnd() } : part));
}

function apart({ figures, units, title, time }: SpreadValue): AnswerPart[] {
  const { p10, p90, p90OverP10, areas } = figures;
  const when = time === null ? "" : ` in ${time}`;
  const parts: AnswerPart[] = [
    { text: `Of ${thousands(areas)} ${units}${when}, a tenth have ${figure(p90)} or more (${lowerFirst(title)}) and a tenth ${figure(p10)} or less` }, // prettier-ignore
  ];
  if (p90OverP10 === null) return [...parts, { text: ". " }];
  return [...parts, { text: ": " }, { text: `${figure(p90OverP10)} times`, strong: true }, { text: " as much. " }];
}

function noise({ figures }: SpreadValue): AnswerPart[] {
  const { noiseShare, scv } = figures;
  if (noiseShare === null || scv === null) return [];
  if (scv <= 0)
    return [{ text: "Counts of this size " }, { text: "would differ as much by chance", strong: true }, { text: ". " }];
  return [
    { text: "Counting noise alone would give " },
    { text: wholePercent(noiseShare), strong: true },
    { text: " of these differences. " },
  ];
}

function standOut({ funnels, rows, units }: SpreadValue): AnswerPart[] {
  const [root] = funnels;
  if (root === undefined) return [];
  const few = root.beyondAdditive === 0 ? "none stands out" : `${thousands(root.beyondAdditive)} ${root.beyondAdditive === 1 ? "stands" : "stand"} out`; // prettier-ignore
  return [
    { text: `${thousands(root.beyond)} of ${thousands(rows.length)} ${units} lie further from the common rate than chance allows; beside how much ${units} usually differ, ` }, // prettier-ignore
    { text: few, strong: true },
    { text: ". " },
  ];
}

function ownWords({ rows, figures }: SpreadValue, own: string | undefined): AnswerPart[] {
  const row = rows.find(({ area }) => area === own);
  if (row === undefined) return [];
  const range = row.low === null ? "" : ` (95% range ${figure(row.low)} to ${figure(row.high!)})`;
  const out: AnswerPart[] = [{ text: `${row.label} has ` }, { text: figure(row.value), strong: true }, { text: range }];
  if (figures.common !== null) out.push({ text: `, against a common rate of ${figure(figures.common)}` });
  return [...out, { text: `${standing(row, figures.common)}. ` }];
}

function standing({ z, zAdditive, low, high }: SpreadRow, common: number | null): string {
  if (z === null || zAdditive === null) return "";
  if (Math.abs(zAdditive) > 3) return ": it stands out";
  if (Math.abs(z) > 3) return ": beyond chance, but not beyond the usual differences";
  // The range is the narrower of the two: what leaves it may still be within the funnel.
  const outside = common !== null && low !== null && high !== null && (common < low || common > high);
  return outside
    ? ": outside that range, as one in twenty is by chance, but within the funnel’s limits"
    : ": no further than chance allows";
}

function gradientWords(panel: Panel, { gradient, unit }: SpreadValue): AnswerPart[] {
  if (gradient === null) return [];
  const by = lowerFirst(titleOf(panel, gradient.by));
  const range = gradient.siiLow === null ? "" : ` (95% range ${figure(gradient.siiLow)} to ${figure(gradient.siiHigh!)})`; // prettier-ignore
  const out: AnswerPart[] = [
    { text: `From the ${unit} with least to the one with most ${by}, the line goes ` },
    { text: `${gradient.sii < 0 ? "down" : "up"} by ${figure(Math.abs(gradient.sii))}`, strong: true },
    { text: range },
  ];
  const ratio = gradient.riiRatio ?? gradient.riiLog;
  if (ratio !== null)
    out.push({ text: `, ${figure(ratio)} times as high${gradient.riiRatio === null ? " by the log form" : ""}` });
  return [...out, { text: ". " }];
}

function changeWords({ change, units }: SpreadValue): string[] {
  if (change === null) return [];
  const { from, to, areas, first, last } = change;
  const ratio = first.p90OverP10 === null || last.p90OverP10 === null ? "" : `: p90/p10 ${figure(first.p90OverP10)} and ${figure(last.p90OverP10)}`; // prettier-ignore
  const systematic = first.scv === null || last.scv === null ? "" : `, 100 × SCV ${figure(100 * first.scv)} and ${figure(100 * last.scv)}`; // prettier-ignore
  return [`Change from ${from} to ${to} on the ${thousands(areas)} ${units} with both${ratio}${systematic}.`];
}

function concentrationWords(panel: Panel, { gradient, units }: SpreadValue): string[] {
  if (gradient === null || gradient.concentration === null) return [];
  const { index, low, high } = gradient.concentration;
  const by = lowerFirst(titleOf(panel, gradient.by));
  const range =
    low === null ? "" : ` (95% range ${figure(low)} to ${figure(high!)}, normal, variance weighted by people too)`;
  return [
    `Concentration index ${figure(index)}${range}: ${units} lined up from least to most ${by}, each weighing as many people as it has; above zero it is gathered where there is most ${by}, below zero where least.`,
  ];
}

function moranWords({ map, moran, units }: SpreadValue): string[] {
  if (map === null) return [];
  if (moran === null)
    return [`Moran’s I is not given: fewer than ${FEWEST} ${units} with figures touch another on the map, or shuffling their figures changes nothing.`]; // prettier-ignore
  const { i, expected, z, pValue, areas, isolated } = moran;
  const alone = isolated === 0 ? "" : `; ${thousands(isolated)} that touch none left out`;
  return [
    `Moran’s I is ${figure(i)} where ${figure(expected)} is expected (z ${figure(z)}, two-sided p ${pValue < 0.001 ? "below 0.001" : figure(pValue)}, variance under randomisation): neighbours are ${units} whose hexagons touch on the map, weights standardised by row, ${thousands(areas)} ${units}${alone}.`,
  ];
}

/** What was done, in English, from the run itself. */
export function statement(panel: Panel, value: SpreadValue): string {
  const { figures, counts, funnels, time, title, units, gradient, rows } = value;
  const out = [
    `${title} of ${thousands(figures.areas)} ${units}${time === null ? "" : ` in ${time}`}, each counting once: p90/p10 by type 7 quantiles, coefficient of variation with n − 1${figures.coefficientOfVariation === null ? "" : ` (${figure(figures.coefficientOfVariation)})`}, Gini index.`,
  ];
  if (counts !== null && figures.scv !== null) {
    out.push(
      `Counts are ${counts.countTitle}, the population is ${counts.populationTitle}; the common rate is the total of the one over the total of the other, times ${thousands(counts.times)}.`,
      `100 × SCV is ${figure(100 * figures.scv)}${figures.scv > 0 ? ` (beside counting noise ${units} typically lie ${wholePercent(Math.sqrt(figures.scv))} away from the common rate)` : ""}${figures.noiseShare === null ? "" : `; counting noise (mean of O/n² over the variance of O/n) is ${onePercent(figures.noiseShare)} of the variance`}.`,
    );
    if (rows[0]?.low !== null) out.push("Intervals are exact Poisson intervals (95%) of each count.");
  }
  for (const { words, reach, phi, tau2, beyond, beyondAdditive } of funnels)
    out.push(
      `${words.slice(0, 1).toUpperCase()}${words.slice(1)}: limits at ${figure(reach)}, phi ${figure(phi)} (z winsorised at 10% in each tail), tau ${figure(Math.sqrt(tau2))}; ${thousands(beyond)} beyond the limits without and ${thousands(beyondAdditive)} with overdispersion.`,
    );
  if (gradient !== null)
    out.push(
      `Slope index of inequality along ${titleOf(panel, gradient.by)}: least squares on ridits, ${gradient.weights === "population" ? "both weighted by population" : `${units} with equal weights`}, classical errors; log form: least squares of the log rate, equal weights.`,
      ...concentrationWords(panel, value),
    );
  out.push(...moranWords(value));
  out.push(...changeWords(value), `The whole range is ${figure(figures.lowest)} to ${figure(figures.highest)}.`);
  return out.join(" ");
}
