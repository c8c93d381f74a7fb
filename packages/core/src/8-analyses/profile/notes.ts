import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, lowerFirst } from "../../3-panel/words.ts";
import { andList, counted, sentence } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
import { note, sharedNotes } from "../shared-notes.ts";
import { figureAt } from "./figures.ts";
import { finite } from "./numbers.ts";
import type { Prepared } from "./prepare.ts";
import type { ProfileValue } from "./value.ts";

/** What could mislead in a profile, most important first. */
export function notesFor(panel: Panel, prepared: Prepared, value: ProfileValue): Note[] {
  return [
    ...peerNotes(panel, value),
    ...expectedNotes(value),
    ...ratioNotes(prepared, value),
    ...manyCompared(value),
    ...fewOwn(prepared, value),
    ...sharedNotes(panel, {
      outcomes: [...new Set([value.outcome, ...prepared.pathway.map(({ measure }) => measure.name)])],
      measures: value.expected?.given ?? [],
      ladder: prepared.ladder,
    }),
  ];
}

function peerNotes(panel: Panel, { peers, now }: ProfileValue): Note[] {
  const { many } = areaWord(panel);
  const out: Note[] = [];
  if (peers.by !== "neighbours")
    out.push(
      note(
        "no-neighbours",
        "Compared with whom.",
        `The study names no neighbours, so the comparison is with ${peers.by === "group" ? `the other ${many} of the same group` : `all other ${many}`}, which may differ in much else.`,
        { by: peers.by },
      ),
    );
  if (peers.unmatched.length > 0)
    out.push(
      note("neighbours-unmatched", "Neighbours not in the data.", `${sentence(andList(peers.unmatched))} ${peers.unmatched.length === 1 ? "is" : "are"} named as ${peers.unmatched.length === 1 ? "a neighbour" : "neighbours"} and not in the data.`, { unmatched: peers.unmatched }), // prettier-ignore
    );
  if (peers.missing.length > 0 && peers.by !== "all")
    out.push(
      note(
        "neighbours-without-figure",
        "Without a figure.",
        `${now.count} of ${peers.areas.length} have a figure; ${andList(peers.missing)} ${peers.missing.length === 1 ? "has" : "have"} none in this year.`,
        { missing: peers.missing },
      ),
    );
  if (now.count > 0 && now.count < 5)
    out.push(
      note("few-neighbours", "Few to compare with.", `${counted(now.count, "figure")} can hardly tell how much such areas differ anyway.`, { count: now.count }), // prettier-ignore
    );
  return out;
}

function expectedNotes({ expected, notExpected, title }: ProfileValue): Note[] {
  if (expected === null)
    return notExpected === null
      ? []
      : [
          note("not-expected", "No expected rate.", `It cannot be worked out: ${notExpected}.`, {
            reason: notExpected,
          }),
        ];
  const out = [
    note(
      "left-over",
      "What is left over.",
      "The gap between observed and expected holds everything that was not chosen: other circumstances, what is recorded and how, supply, chance. It does not measure practice.",
    ),
  ];
  if (expected.beyond.length > 0)
    out.push(
      note(
        "beyond-the-others",
        "Beyond the others.",
        `In ${andList(expected.beyond.map(lowerFirst))} it lies beyond every other area, so the expected ${lowerFirst(title)} is drawn on past what was seen.`,
        { measures: expected.beyond },
      ),
    );
  if (expected.low < 0 && expected.expected > 0)
    out.push(
      note(
        "range-below-zero",
        "Range below zero.",
        "The range of the expected rate goes below zero, where no rate can be: a straight line with even scatter is a rough picture here.",
        { low: expected.low },
      ),
    );
  return out;
}

/** Stock over starts is a length only where starts are steady. */
function ratioNotes(prepared: Prepared, { pathway }: ProfileValue): Note[] {
  const ratio = pathway.find(({ stage, measure }) => stage === "stay" && measure.includes(" / "));
  const starts = prepared.pathway.findLast(({ stage }) => stage === "enter");
  if (ratio === undefined || ratio.own === null || starts === undefined) return [];
  const { time, own } = prepared;
  const now = figureAt(prepared, starts.measure, own, time);
  const before = time === null || time === 0 ? NaN : figureAt(prepared, starts.measure, own, time - 1);
  const change = now / before - 1;
  const moved = finite(change) && Math.abs(change) > 0.2;
  return [
    note(
      "stock-over-starts",
      "Stock over starts is not a length.",
      `It tells how many years one lasts where starts are steady.${moved ? ` Here they ${change > 0 ? "rose" : "fell"} by ${Math.abs(change * 100).toFixed(0)}% from the year before, which alone ${change > 0 ? "lowers" : "raises"} it.` : ""}`,
      { change: finite(change) ? change : null },
    ),
  ];
}

/** One's own rate on a handful of events. */
function fewOwn(prepared: Prepared, { label }: ProfileValue): Note[] {
  const { pooled, own, time } = prepared;
  const count = pooled === null ? NaN : figureAt(prepared, pooled.count, own, time);
  return count < 10 ? [note("few-events", "Few events.", `The figure of ${label} rests on a count of ${count}: it moves by chance alone.`, { count })] : []; // prettier-ignore
}

function manyCompared({ differs }: ProfileValue): Note[] {
  if (differs.length < 5) return [];
  return [
    note(
      "many-compared",
      "Many comparisons.",
      `Of ${differs.length} measures some lie far out by chance alone; the order shows where to look, and is no finding.`,
      { measures: differs.length },
    ),
  ];
}
