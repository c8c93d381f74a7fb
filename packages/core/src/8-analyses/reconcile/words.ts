import { lowerFirst } from "../../3-panel/words.ts";
import { counted, figure, onePercent, thousands } from "../../messages/format.ts";
import type { AnswerPart } from "../../messages/types.ts";
import type { ReconcileCheck, ReconcileRow, ReconcileValue } from "./value.ts";

const SAID = 4;

export function question({ checks }: ReconcileValue): string {
  const [only] = checks;
  if (checks.length > 1) return "Do these figures agree with the published ones?";
  return only!.type === "total"
    ? `Do the figures of ${lowerFirst(only!.oursTitle)} add up to the published total?`
    : `Does ${lowerFirst(only!.oursTitle)} agree with ${lowerFirst(only!.publishedTitle)}?`;
}

/** Those that agree least come first. */
export function answer(value: ReconcileValue): AnswerPart[] {
  const order = value.checks.toSorted((a, b) => b.differ / b.compared - a.differ / a.compared);
  const out = order.slice(0, SAID).flatMap((check, i): AnswerPart[] => [...(i === 0 ? [] : [{ text: " " }]), ...one(value, check)]); // prettier-ignore
  if (order.length > SAID) out.push({ text: ` ${counted(order.length - SAID, "more check")} in the table.` });
  return out;
}

function one({ units }: ReconcileValue, check: ReconcileCheck): AnswerPart[] {
  const agree = check.equal + check.rounding;
  const out: AnswerPart[] =
    check.type === "total"
      ? [
          { text: `${check.oursTitle}: the ${units} add up to what is printed for ${check.publishedTitle} in ` },
          { text: `${thousands(agree)} of ${counted(check.compared, "year")}`, strong: true },
        ]
      : [
          { text: `${check.oursTitle} agrees with ${lowerFirst(check.publishedTitle)} in ` },
          { text: `${thousands(agree)} of ${counted(check.compared, "figure")}`, strong: true },
        ];
  if (check.rounding > 0) out.push({ text: ` (in ${thousands(check.rounding)} within rounding)` });
  const shown = check.furthest ?? (check.type === "total" ? check.rows.at(-1)! : null);
  if (shown !== null) out.push({ text: `; ${check.furthest === null ? "" : "furthest off, "}${place(shown)}: ${text(shown.ours)} beside ${text(shown.published)}` }); // prettier-ignore
  return [...out, { text: "." }];
}

/** Whole figures stand whole: 655,625 beside 655,630 is the point. */
export function text(value: number): string {
  return Number.isInteger(value) ? (value < 0 ? "\u2212" : "") + thousands(Math.abs(value)) : figure(value);
}

export function place({ label, area, time }: ReconcileRow): string {
  return area === null && time !== null ? String(time) : [label, time].filter((part) => part !== null).join(", ");
}

export function statement({ units, checks }: ReconcileValue): string {
  const words = checks.map((check) => {
    const what =
      check.type === "total"
        ? `${check.oursTitle} summed over the ${units} against the total that its file prints for ${check.publishedTitle}, by year`
        : `${check.oursTitle} against ${check.publishedTitle}, row by row`;
    const gap = check.medianGap === null ? "" : `; where apart, the middle distance is ${onePercent(check.medianGap)}`;
    return `${what}: ${thousands(check.compared)} compared, ${thousands(check.equal)} equal, ${thousands(check.rounding)} within rounding, ${thousands(check.differ)} apart${gap}.`; // prettier-ignore
  });
  return `${words.join(" ")} Rounding is half a unit of what the published figures are rounded to (the largest of 1000, 100, 10, 5, 1, 0.1 and so on that divides them all); for a sum of figures that are rounded themselves, half a unit of each is added.`;
}
