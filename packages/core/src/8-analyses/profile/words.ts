import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, lowerFirst } from "../../3-panel/words.ts";
import { andList, counted, sentence, thousands } from "../../messages/format.ts";
import type { AnswerPart } from "../../messages/types.ts";
import type { Compared, ProfileValue, Verdict } from "./value.ts";

/** A figure as a sentence says it: 541, 58, 8.6, 0.73, with % where the measure is one. */
export function said(value: number, title: string): string {
  const size = Math.abs(value);
  const text =
    size >= 9.95 ? thousands(Math.abs(value)) : String(Number(size.toFixed(size < 0.095 ? 4 : size < 2 ? 2 : 1)));
  return `${value < 0 ? "\u2212" : ""}${text}${/%|per ?cent/i.test(title) ? "%" : ""}`;
}

/** Those one is compared with, in words: "its 10 neighbours", "the 11 other councils of North East". */
export function peersWords(panel: Panel, { peers, group }: ProfileValue): string {
  const { one, many } = areaWord(panel);
  const n = peers.areas.length;
  if (peers.by === "neighbours") return `its ${counted(n, "neighbour")}`;
  return `the ${thousands(n)} other ${n === 1 ? one : many}${peers.by === "group" ? ` of ${group!}` : ""}`;
}

export function question(value: ProfileValue): string {
  return `Why is ${value.label} different in ${lowerFirst(value.title)}?`;
}

/** First where one stands, then what the pathway shows, then what circumstances leave over. */
export function answer(panel: Panel, value: ProfileValue): AnswerPart[] {
  return [...standing(panel, value), ...pathwayWords(value), ...expectedWords(panel, value)];
}

function standing(panel: Panel, value: ProfileValue): AnswerPart[] {
  const { now, label, time, title, peers } = value;
  const text = (figure: number): string => said(figure, title);
  const out: AnswerPart[] = [
    { text: `${label}’s ${time === null ? "" : `${time} `}figure of ${lowerFirst(title)} is ` },
    { text: text(now.own!), strong: true },
  ];
  if (now.mean === null) return [...out, { text: `; ${peersWords(panel, value)} have no figure. ` }];
  const some = now.count < peers.areas.length ? ` (${now.count} of ${peers.areas.length} have a figure)` : "";
  const place = { above: ", beyond what differences among them would lead one to expect", below: ", below what differences among them would lead one to expect", within: "" }[now.place ?? "within"]; // prettier-ignore
  return [
    ...out,
    { text: `, against a mean of ` },
    { text: text(now.mean), strong: true },
    { text: ` and a median of ${text(now.median!)} among ${peersWords(panel, value)}${some}${place}. ` },
  ];
}

function pathwayWords({ verdicts, pathway }: ProfileValue): AnswerPart[] {
  const at = (stage: Compared["stage"]): Compared[] => pathway.filter((item) => item.stage === stage && item.own !== null && item.mean !== null); // prettier-ignore
  const parts = [
    { verdict: verdicts.enter, verb: "enter", items: enterShown(at("enter")) },
    { verdict: verdicts.stay, verb: "stay longer", items: at("stay") },
    { verdict: verdicts.return, verb: "return", items: at("return") },
  ].filter((part) => part.verdict !== null);
  const clear = parts.filter(({ verdict }) => verdict !== "no sign");
  const unclear = parts.filter(({ verdict }) => verdict === "no sign");
  const out: AnswerPart[] = [];
  clear.forEach((part, i) => {
    const text = claim(part.verdict!, part.verb);
    out.push({ text: i === 0 ? sentence(text) : `; ${text}`, strong: true }, { text: ` (${figures(part.items)})` });
  });
  if (unclear.length > 0) {
    out.push({ text: out.length === 0 ? "No sign that " : "; no sign that " });
    unclear.forEach((part, i) => {
      const verb = part.verb === "stay longer" ? part.verb : `${part.verb} more`;
      out.push(
        { text: i === 0 ? "they " : " or " },
        { text: verb, strong: true },
        { text: ` (${figures(part.items)})` },
      );
    });
  }
  if (out.length > 0) out.push({ text: ". " });
  return out;
}

/** What lies beyond the others, and the last step, which is what begins. */
function enterShown(items: Compared[]): Compared[] {
  return items.filter((item, i) => i === items.length - 1 || (item.place !== null && item.place !== "within"));
}

function claim(verdict: Verdict, verb: string): string {
  if (verb === "stay longer") return verdict === "more" ? "they stay longer" : verdict === "fewer" ? "they stay for less long" : "how long they stay points both ways"; // prettier-ignore
  return verdict === "mixed" ? `who ${verb === "enter" ? "enters" : "returns"} points both ways` : `${verdict} ${verb}`;
}

function figures(items: readonly Compared[]): string {
  return andList(items.map(({ title, own, mean }) => `${lowerFirst(title)} ${said(own!, title)} against ${said(mean!, title)}`)); // prettier-ignore
}

function expectedWords(panel: Panel, { expected, title }: ProfileValue): AnswerPart[] {
  if (expected === null) return [];
  const text = (figure: number): string => said(figure, title);
  const { given, gap, gapLow, gapHigh } = expected;
  const names = andList(given.map((name) => lowerFirst(panel.titles.get(name) ?? name)));
  const sure = gapLow > 0 || gapHigh < 0;
  return [
    { text: `Given its ${names}, one would expect ` },
    { text: text(expected.expected), strong: true },
    { text: ` (95% range ${text(expected.low)} to ${text(expected.high)}); it is ` },
    { text: `${text(Math.abs(gap))} ${gap < 0 ? "lower" : "higher"}`, strong: true },
    {
      text: sure
        ? ", further than areas in like circumstances differ."
        : ", no further than areas in like circumstances may differ.",
    },
  ];
}

/** What was done, in English, from the run itself. */
export function statement(panel: Panel, value: ProfileValue): string {
  const { peers, now, time, pooled, expected, rank, pathway, group } = value;
  const { many } = areaWord(panel);
  const out = [
    `${value.title} of ${value.label}${time === null ? "" : ` in ${time}`} beside the mean and median of ${peersWords(panel, value)}; ${now.count} of ${peers.areas.length} have a figure.`,
  ];
  if (peers.missing.length > 0) out.push(`Without one: ${andList(peers.missing)}.`);
  out.push(
    pooled === null
      ? `Figures of ${group === null ? "" : `${group} and of `}all ${many} are means of their areas.`
      : `Rates of ${group === null ? "" : `${group} and of `}all ${many} are pooled: total ${pooled.count} over total ${pooled.population}, times ${thousands(pooled.times)}.`,
    "A figure lies beyond the others where it is outside their mean plus or minus t times their standard deviation times the square root of 1 + 1/n (95%).",
  );
  if (pathway.length > 0) out.push(`The pathway has ${counted(pathway.length, "measure")}.`);
  if (expected !== null)
    out.push(
      `The expected rate is from least squares on ${andList(expected.given)} of ${thousands(expected.areas)} other ${many}${expected.from === "average" ? ", averages over their complete years" : ""}, with the 95% prediction interval of one area.`,
    );
  if (rank !== null)
    out.push(
      `From the highest it is number ${rank.rank} of ${rank.of}; counting noise alone leaves places ${rank.low} to ${rank.high} open.`,
    );
  return out.join(" ");
}
