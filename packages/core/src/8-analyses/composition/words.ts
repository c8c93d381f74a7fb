import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, lowerFirst } from "../../3-panel/words.ts";
import { counted, sentence, thousands, wholePercent } from "../../messages/format.ts";
import { amountText } from "../../messages/money.ts";
import type { AnswerPart } from "../../messages/types.ts";
import type { Prepared } from "./prepare.ts";
import type { CompositionValue } from "./value.ts";

export function question(value: CompositionValue): string {
  const { times, years } = value;
  const when = times === null ? "" : years.length > 1 ? `, ${times.from} to ${times.to}` : ` in ${times.from}`;
  if (value.unit !== "number") return `Where did the money go${when}?`;
  return `What is ${value.total === null ? "the whole" : lowerFirst(value.total.title)} made of${when}?`;
}

/** What the shares are of, inside a sentence. */
export function wholeWords(value: CompositionValue): string {
  return value.total === null ? "the total" : lowerFirst(value.total.title);
}

/** What was published for the same two years, beside what is found. */
function publishedWords(first: number | null, last: number | null): string[] {
  if (first === null && last === null) return [];
  const said = [first, last].flatMap((share) => (share === null ? [] : [wholePercent(share)]));
  return [` (published: ${said.join(" and ")}${first === null ? " at the end" : last === null ? " at first" : ""})`];
}

/** .18 -> "rose by 18%". */
function growthWords(growth: number): string {
  if (Math.abs(growth) < 0.005) return "stayed as it was";
  return `${growth > 0 ? "rose" : "fell"} by ${wholePercent(Math.abs(growth))}`;
}

/** The share by both definitions, then the money behind it, then the areas, then one's own. */
export function answer(panel: Panel, value: CompositionValue): AnswerPart[] {
  const { one, many } = areaWord(panel);
  const out: AnswerPart[] = [];
  const say = (...parts: (string | AnswerPart)[]): void => {
    if (out.length > 0) out.push({ text: " " });
    for (const part of parts) out.push(typeof part === "string" ? { text: part } : part);
  };
  const strong = (text: string): AnswerPart => ({ text, strong: true });
  const share = (part: number): AnswerPart => strong(wholePercent(part));
  const [first, last] = [value.years[0]!, value.years.at(-1)!];
  const { change } = value;
  const lead = value.lead.title;
  if (change === null) {
    say(
      `${sentence(lead)}: `,
      share(last.lead.share),
      ` of ${wholeWords(value)}, all ${many} added up`,
      ...(last.areas > 1 ? ["; ", share(last.lead.mean), ` in the mean over ${many}`] : []),
      ".",
    );
  } else {
    say(
      `${sentence(lead)} went from `,
      share(first.lead.share),
      ` of ${wholeWords(value)} in ${change.from} to `,
      share(last.lead.share),
      ` in ${change.to}, all ${many} added up`,
      ...publishedWords(first.lead.published, last.lead.published),
      ...(last.areas > 1
        ? [`; from ${wholePercent(first.lead.mean)} to ${wholePercent(last.lead.mean)} in the mean over ${many}`]
        : []),
      ".",
    );
    if (change.lead !== null && change.rest !== null)
      say(
        `${value.prices === null ? "As reported" : `In ${value.prices.base} prices`} it `,
        strong(growthWords(change.lead)),
        ` (${amountText(first.lead.real, value.unit)} to ${amountText(last.lead.real, value.unit)}), and the rest ${growthWords(change.rest)}.`,
      );
    const steepest = value.places[0];
    if (change.areas > 1 && steepest !== undefined) {
      const falling = change.fell >= change.rose;
      const most = falling ? steepest : value.places.at(-1)!;
      say(
        `Its share ${falling ? "fell" : "rose"} in `,
        strong(`${thousands(falling ? change.fell : change.rose)} of ${counted(change.areas, one, many)}`),
        `, most in ${most.label} (${wholePercent(most.first)} to ${wholePercent(most.last)}).`,
      );
    }
  }
  const own = value.focus?.years ?? [];
  if (own.length > 0) {
    const [from, to] = [own[0]!, own.at(-1)!];
    say(
      `In ${value.focus!.label} it `,
      ...(from === to
        ? ["is ", share(to.share), to.time === null ? "." : ` (${to.time}).`]
        : ["went from ", share(from.share), ` (${from.time}) to `, share(to.share), ` (${to.time}).`]),
    );
  }
  return out;
}

/** What was done, in English, from the run itself. */
export function statement(panel: Panel, value: CompositionValue, prepared: Prepared): string {
  const { one, many } = areaWord(panel);
  const named = value.parts.filter((part) => !part.rest).map((part) => part.title);
  const out = [
    `Shares were formed on ${counted(value.nobs, "row")}${value.areas === null ? "" : ` of ${counted(value.areas, one, many)}`}${value.times === null ? "" : ` in ${counted(value.years.length, "year")}`} that have a value of every part (${named.join("; ")}).`,
    value.total === null
      ? "The total is the sum of the parts."
      : `The total is ${lowerFirst(value.total.title)}${prepared.rest ? "; what it has beyond the parts stands as a part of its own" : ""}.`,
    `The share of all ${many} is the ratio of the sums over ${many}; the mean is that of the ${many}' own shares, each counting once.`,
    `The log-ratio is ln(part / rest of the total) by ${one}, averaged over ${many} in which both are above zero; nothing is put in the place of a zero.`,
  ];
  if (value.prices !== null)
    out.push(`Amounts are in ${value.prices.base} prices: amount x index in ${value.prices.base} / index of the year.`);
  if (value.per !== null)
    out.push(`Amounts per head are sums over ${many} divided by the sum of ${lowerFirst(value.per.title)}.`);
  return out.join(" ");
}
