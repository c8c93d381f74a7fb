import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, lowerFirst, titleOf } from "../../3-panel/words.ts";
import { andList, counted, onePercent, thousands, wholePercent } from "../../messages/format.ts";
import type { AnswerPart } from "../../messages/types.ts";
import type { AuditModel } from "./prepare.ts";
import { DEFINITION, LEFT_OVER, MEASURES, PLACE, type AuditShare, type AuditValue } from "./value.ts";

export function question(panel: Panel, value: AuditValue): string {
  return `Which choices give the published shares of differences in ${lowerFirst(titleOf(panel, value.outcomes[0]!))}?`;
}

/** How many come near, then each share that is not simply reached, then the nearest. */
export function answer(value: AuditValue): AnswerPart[] {
  const out: AnswerPart[] = [];
  const say = (...parts: (string | AnswerPart)[]): void => {
    if (out.length > 0) out.push({ text: " " });
    for (const part of parts) out.push(typeof part === "string" ? { text: part } : part);
  };
  const strong = (text: string): AnswerPart => ({ text, strong: true });
  const all = value.specifications;
  say(
    strong(value.within === 0 ? "None" : thousands(value.within)),
    ` of ${counted(all, "specification")} ${value.within === 1 ? "comes" : value.within === 0 ? "comes" : "come"} within ${value.near} points on every published share.`,
  );
  const named = value.shares.filter(({ verdict }) => verdict === "never");
  for (const share of named) say(strong(claimed(share)), ` is never reached: ${rangeWords(share)}.`);
  for (const share of value.shares.filter(({ verdict }) => verdict === "only"))
    say(strong(claimed(share)), ` is reached only ${onlyWords(share)}.`);
  const plain = value.shares.filter(({ verdict }) => verdict === "reached");
  if (plain.length > 0)
    say(`${andList(plain.map(claimed))} ${plain.length === 1 ? "is" : "are"} reached in more ways than one.`);
  const first = value.nearest[0];
  if (first !== undefined)
    say(`The nearest is off by ${first.gap.toFixed(1)} points at most: ${choiceWords(value, first.chosen)}.`);
  return out;
}

const claimed = ({ published, block }: AuditShare): string =>
  `${wholePercent(published!)} ${block === LEFT_OVER ? "" : "for "}${lowerFirst(block)}`;

export function rangeWords(share: AuditShare): string {
  const below = share.high < share.published!;
  const above = share.low > share.published!;
  if (below) return `no specification gives it more than ${onePercent(share.high)}`;
  if (above) return `no specification gives it less than ${onePercent(share.low)}`;
  return `the nearest is ${onePercent(share.nearest!)}, though others lie on both sides`;
}

export function onlyWords({ onlyIf }: AuditShare): string {
  return andList(onlyIf.map(({ choice, value }) => (choice === PLACE ? value : `with ${chosenWords(choice, value)}`)));
}

/** A choice as it is said: "all years", "no weights", "Deprivation by low income", "the order Deprivation, then Year". */
function chosenWords(choice: string, value: string): string {
  if (choice === DEFINITION) return value.includes(", then ") ? `the order ${value}` : value;
  if (choice === "Years") return value === "all" ? "all years" : `the years ${value}`;
  if (choice === "Weights") return value === "none" ? "no weights" : `weights ${value}`;
  if (choice === "Outcome") return `the outcome ${value}`;
  if (choice.startsWith(MEASURES)) return `${choice.slice(MEASURES.length)} by ${value}`;
  return `${lowerFirst(choice)} ${value}`;
}

/** Only the choices that there were. */
export function choiceWords(value: AuditValue, chosen: readonly string[]): string {
  const parts = value.choices.flatMap(({ choice, values }, d) =>
    values.length < 2 ? [] : [chosenWords(choice, chosen[d]!)],
  );
  return parts.length === 0 ? "the only one" : parts.join("; ");
}

export function statement(panel: Panel, model: AuditModel, value: AuditValue): string {
  const word = areaWord(panel);
  const choices = value.choices.filter(({ values }) => values.length > 1);
  const orders = model.definitions.includes("order");
  const definitions = [
    ...(orders ? ["what a group adds to R-squared, in every order of entering"] : []),
    ...(model.definitions.includes("average") ? ["the average of that over all orders"] : []),
    ...(model.definitions.includes("mixed")
      ? [
          `shares by a mixed model with random intercepts for ${word.many} (REML), its fixed groups by their covariance with the fixed part`,
        ]
      : []),
  ];
  const rows = value.rows.fewest === value.rows.most ? thousands(value.rows.most) : `${thousands(value.rows.fewest)} to ${thousands(value.rows.most)}`; // prettier-ignore
  return [
    `Every combination of the declared choices was computed${choices.length === 0 ? "" : `: ${andList(choices.map(({ choice, values }) => `${lowerFirst(choice)} (${values.length})`))}`}; they were declared ${value.declared} results were seen.`,
    `All specifications of the same years and ${word.many} use the same rows (${rows}), complete for every outcome, measure and weight on offer, so that a choice changes no rows.`,
    `A share is ${andList(definitions)}.`,
    `The distance to the published shares is the root mean square over groups and what is left over, in percentage points; near means that the largest gap is at most ${value.near} points, and one share is reached when it is at most ${value.reach} ${value.reach === 1 ? "point" : "points"} away.`,
    `${counted(value.specifications, "specification")} gave ${counted(value.distinct, "distinct result")} (to nine decimals).`,
    `How far a choice moves a share is the range over its values with all other choices held.`,
  ].join(" ");
}
