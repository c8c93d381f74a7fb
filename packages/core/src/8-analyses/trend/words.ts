import { lowerFirst } from "../../3-panel/words.ts";
import { andList, counted, figure, onePercent, sentence, thousands, wholePercent } from "../../messages/format.ts";
import type { AnswerPart } from "../../messages/types.ts";
import type { PublishedGrowth, TrendRow, TrendValue } from "./value.ts";

export function question({ rows, population, from, to }: TrendValue): string {
  const what = rows.length === 1 ? lowerFirst(rows[0]!.title) : "activity";
  const against = population === null ? "" : `, against ${lowerFirst(population.title)}`;
  return `How much did ${what} grow from ${from} to ${to}${against}?`;
}

/** +6.6% as a sentence says it, whole percent. */
function change(growth: number): string {
  return growth < 0 ? `${wholePercent(-growth)} down` : `${wholePercent(growth)} up`;
}

/** The growth of each count, then that of its population, then who grew, then what the published figures fit. */
export function answer(value: TrendValue): AnswerPart[] {
  const { rows, population, from, to } = value;
  const out: AnswerPart[] = [{ text: `From ${from} to ${to}, ` }];
  const shown = rows.toSorted((a, b) => b.growth - a.growth);
  const some = shown.length > 4 ? [shown[0]!, shown[1]!, shown.at(-1)!] : shown;
  some.forEach((row, i) => {
    if (i > 0) out.push({ text: i === some.length - 1 ? " and " : ", " });
    out.push({ text: `${lowerFirst(row.title)} went ` }, { text: change(row.growth), strong: true });
  });
  if (some.length < shown.length) out.push({ text: ` (${thousands(shown.length - some.length)} more lie between)` });
  if (population !== null)
    out.push({ text: `, ${lowerFirst(population.title)} ` }, { text: change(population.growth), strong: true });
  out.push({ text: ". " }, ...whoGrew(value, shown[0]!));
  for (const one of value.published) out.push(...fitWords(value, one));
  return out;
}

function whoGrew({ units }: TrendValue, row: TrendRow): AnswerPart[] {
  if (row.compared < 2 || row.p10 === null || row.p90 === null) return [];
  return [
    { text: `${sentence(row.title)} grew in ` },
    { text: `${thousands(row.grew)} of ${thousands(row.compared)}`, strong: true },
    { text: ` ${units}: a tenth went ${change(row.p90)} or more and a tenth ${change(row.p10)} or less. ` },
  ];
}

function fitWords({ rows, population }: TrendValue, one: PublishedGrowth): AnswerPart[] {
  const every = population === null ? rows : [...rows, population];
  const titleOf = (name: string): string => lowerFirst(every.find((row) => row.measure === name)!.title);
  const printed = `${one.percent < 0 ? "\u2212" : "+"}${Math.abs(one.percent)}%`;
  const out: AnswerPart[] = [{ text: `The published ${printed} (${one.claim}) ` }];
  if (one.fits.length > 0) out.push({ text: `fits ${andList(one.fits.map(titleOf))}`, strong: true });
  else out.push({ text: "fits none of these", strong: true });
  const meant = every.find((row) => row.measure === one.measure);
  if (meant !== undefined && one.measureFits === false)
    out.push({ text: `; ${lowerFirst(meant.title)} went ${onePercent(Math.abs(meant.growth))} ${meant.growth < 0 ? "down" : "up"}, so it cannot be that` }); // prettier-ignore
  return [...out, { text: ". " }];
}

/** What was done, in English, from the run itself. */
export function statement({ rows, population, from, to, units, published }: TrendValue): string {
  const every = population === null ? rows : [...rows, population];
  const totals = every.map((row) => `${row.title} ${figure(row.first)} to ${figure(row.last)}${printedWords(row)} (${row.from === "" ? row.measure : row.from})`); // prettier-ignore
  const out = [
    `Totals over the ${units} with a figure in ${from} and in ${to}: ${totals.join("; ")}.`,
    `Growth is the last total over the first, less one; beside it the growth of the ${units} with figures in both years, and by area the quantiles (type 7) of the growth of each with more than nothing at first.`,
  ];
  if (population !== null)
    out.push(
      `Rates are per 10,000 of ${population.title}, on the ${units} that have both, in the population's own year as the study shifts it.`,
    );
  if (published.length > 0)
    out.push(
      `A published figure fits where the unrounded growth lies within half of its last decimal: ${counted(published.length, "figure")} compared with ${counted(every.length, "measure")}.`,
    );
  return out.join(" ");
}

/** What the file prints for the country itself. */
function printedWords({ printed }: TrendRow): string {
  if (printed === null) return "";
  const cells = [printed.first, printed.last].map((value) => (value === null ? "none" : figure(value)));
  return `, ${printed.place} as printed ${cells.join(" to ")},`;
}
