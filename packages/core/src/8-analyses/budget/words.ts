import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, lowerFirst } from "../../3-panel/words.ts";
import { counted, onePercent, thousands, wholePercent } from "../../messages/format.ts";
import { amountText } from "../../messages/money.ts";
import type { AnswerPart } from "../../messages/types.ts";
import { NEAR } from "./compute.ts";
import type { Prepared } from "./prepare.ts";
import type { BudgetValue, BudgetYear } from "./value.ts";

export function question(panel: Panel, value: BudgetValue): string {
  const { one, many } = areaWord(panel);
  const who = panel.area === null ? "Were budgets overspent" : `How many ${many} overspent`;
  const what = panel.area === null ? "" : value.areas === 1 ? ` (one ${one})` : "";
  return `${who}${what}, and by how much${value.year === null ? "" : `, in ${value.year}`}?`;
}

/** "spent more than planned", "were more than 5% over". */
export function overWords(threshold: number, count = 2): string {
  const be = count === 1 ? "was" : "were";
  return threshold === 0 ? "spent more than planned" : `${be} over by more than ${percent(threshold)}`;
}

/** .05 -> "5%", .025 -> "2.5%". */
export function percent(threshold: number): string {
  const text = onePercent(threshold);
  return text.endsWith(".0%") ? text.replace(".0%", "%") : text;
}

export const headline = (value: BudgetValue): BudgetYear => value.years.find((row) => row.time === value.year)!;

/** How many, at each threshold; then the money; then one's own. */
export function answer(panel: Panel, value: BudgetValue): AnswerPart[] {
  const year = headline(value);
  const { one, many } = areaWord(panel);
  const out: AnswerPart[] = [];
  const say = (...parts: (string | AnswerPart)[]): void => {
    if (out.length > 0) out.push({ text: " " });
    for (const part of parts) out.push(typeof part === "string" ? { text: part } : part);
  };
  const strong = (text: string): AnswerPart => ({ text, strong: true });
  const [first, ...rest] = year.over;
  const who = panel.area === null ? ["row", "rows"] : [one, many];
  const when = value.year === null ? "" : ` in ${value.year}`;
  say(
    strong(`${thousands(first!.count)} of ${counted(year.areas, who[0]!, who[1]!)}`),
    ` (${wholePercent(first!.share)}) ${overWords(first!.threshold, first!.count)}${when}`,
    ...rest.flatMap((row, i) => [
      i === rest.length - 1 ? (rest.length > 1 ? ", and " : "; ") : ", ",
      strong(thousands(row.count)),
      ` ${overWords(row.threshold, row.count)}`,
    ]),
    ".",
  );
  const { unit } = value;
  const together = panel.area === null ? "Together" : `All ${many} together`;
  if (year.gap === 0) say(`${together} spent exactly what was planned.`);
  else
    say(
      `${together} spent `,
      strong(`${amountText(Math.abs(year.gap), unit)} ${year.gap > 0 ? "more" : "less"}`),
      ` than planned (${onePercent(Math.abs(year.gapShare))} of ${amountText(year.planned, unit)}): `,
      `${amountText(year.overspends, unit)} over, ${amountText(-year.underspends, unit)} under.`,
    );
  const own = value.focus?.years.find((each) => each.time === value.year);
  if (own !== undefined)
    say(
      `${value.focus!.label} was `,
      strong(
        own.gap === 0
          ? "exactly on its budget"
          : `${onePercent(Math.abs(own.fraction))} ${own.gap > 0 ? "over" : "under"}`,
      ),
      own.gap === 0 ? "." : ` (${amountText(Math.abs(own.gap), unit)}).`,
    );
  else if (value.years.length > 1 && value.always !== null && value.always.count > 0)
    say(
      `${counted(value.always.count, one, many)} of the ${thousands(value.always.of)} with two or more years ${value.always.count === 1 ? "was" : "were"} over in every year.`,
    );
  return out;
}

/** What was done, in English, from the run itself. */
export function statement(panel: Panel, value: BudgetValue, prepared: Prepared): string {
  const { one, many } = areaWord(panel);
  const set = prepared.zero.length + prepared.negative.length;
  return [
    `${value.spent.title} was set against ${lowerFirst(value.planned.title)} on ${counted(value.nobs, "row")}${value.areas === null ? "" : ` of ${counted(value.areas, one, many)}`}${value.times === null || value.years.length === 1 ? "" : ` in ${counted(value.years.length, "year")}`}.`,
    `A row is over at a threshold where spent less planned is more than the threshold times planned (compared as money, so that exactly 5% is not more than 5%); thresholds: ${value.thresholds.map(percent).join(", ")}.`,
    `Each ${one} counts once in the numbers of ${many} and in the quantiles (type 7); money is added up over ${many}. Near means within ${percent(NEAR)} of the budget.`,
    ...(set > 0
      ? [`${counted(set, "row")} with a budget of zero or below ${set === 1 ? "was" : "were"} set aside: a percentage of it means nothing.`] // prettier-ignore
      : []),
  ].join(" ");
}
