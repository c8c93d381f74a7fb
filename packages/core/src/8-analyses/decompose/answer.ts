import type { Panel } from "../../3-panel/panel.ts";
import { andList, wholePercent } from "../../messages/format.ts";
import type { AnswerPart } from "../../messages/types.ts";
import { contestants } from "./contestants.ts";
import type { DecomposeValue, ShareRow } from "./value.ts";
import { areaWord, fractionWords, lowerFirst, titleOf } from "../../3-panel/words.ts";

export function question(panel: Panel, outcome: string): string {
  const what = `what do differences in ${lowerFirst(titleOf(panel, outcome))} go with?`;
  const across = [...(panel.area === null ? [] : [areaWord(panel).many]), ...(panel.time === null ? [] : ["years"])];
  return across.length === 0 ? "W" + what.slice(1) : `Across ${andList(across)}, ${what}`;
}

/** Below this a part is not worth a sentence. */
const LITTLE = 0.005;

/** First what no order can change, then what cannot be told apart, then what is left over. */
export function answer(panel: Panel, value: DecomposeValue): AnswerPart[] {
  const out: AnswerPart[] = [];
  const say = (...parts: (string | AnswerPart)[]): void => {
    if (out.length > 0) out.push({ text: " " });
    for (const part of parts) out.push(typeof part === "string" ? { text: part } : part);
  };
  const figure = (share: number): AnswerPart => ({ text: wholePercent(share), strong: true });

  const [first, ...rest] = certain(value);
  if (first === undefined) say("Nothing goes with one group alone, whatever the order.");
  else {
    say(figure(first.last), ` goes only with ${only(panel, value, first)}.`);
    const second = rest[0];
    if (second !== undefined && roleOf(value, first) !== "area")
      say(figure(second.last), ` goes only with ${only(panel, value, second)}.`);
  }
  if (value.contested > LITTLE) {
    const { blocks } = contestants(value);
    say(figure(value.contested), ` cannot be told apart: it could be ${andList(blocks.map(lowerFirst), "or")}.`);
  } else if (value.contested < -LITTLE)
    say(
      "Some groups go with more beside the others than on their own, so the shares do not add up to a whole: see the table.",
    );
  say(figure(value.leftOver), " goes with nothing measured here.");
  const lasting = mostBetween(value);
  if (lasting !== null) {
    const { many } = areaWord(panel);
    say(
      `${fractionWords(lasting.share)} of the lasting differences between ${many} go with ${lowerFirst(lasting.block)}.`,
    );
  }
  return out;
}

/** Groups with something of their own, largest first. */
function certain(value: DecomposeValue): ShareRow[] {
  return value.shares.filter((row) => row.last > LITTLE).sort((a, b) => b.last - a.last);
}

function roleOf(value: DecomposeValue, row: ShareRow): string {
  return value.roles[value.shares.indexOf(row)]!;
}

function only(panel: Panel, value: DecomposeValue, row: ShareRow): string {
  const role = roleOf(value, row);
  if (role === "area") return `lasting differences between ${areaWord(panel).many}, whatever lies behind them`;
  return role === "time" ? `changes shared by all ${areaWord(panel).many}` : lowerFirst(row.block);
}

/**
 * The group that goes with most of the differences between areas, among those that hardly change over time: beside area
 * dummies they can add nothing, so this is where they show.
 */
export function mostBetween(value: DecomposeValue): { block: string; share: number } | null {
  if (!value.roles.includes("area")) return null;
  let best: { block: string; share: number } | null = null;
  for (const [block, share] of Object.entries(value.betweenShare)) {
    const own = value.columns.filter((column) => column.block === block && column.withinShare !== null);
    if (own.length === 0 || own.some((column) => column.withinShare! >= 0.05)) continue;
    if (best === null || share > best.share) best = { block, share };
  }
  return best;
}
