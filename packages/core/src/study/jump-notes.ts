import { findJumps, titleOf, type Panel } from "../3-panel/index.ts";
import { andList, counted, figure, sentence } from "../messages/format.ts";
import type { Json, Note } from "../messages/types.ts";

const SHOWN = 3;

/** A note for the figures of an analysis' measures that stand out from their own area's figures beside them in time. */
export function jumpNotes(panel: Panel, measures: readonly string[]): Note[] {
  const jumps = [...new Set(measures)].flatMap((measure) => findJumps(panel, measure));
  if (jumps.length === 0) return [];
  const words = jumps.slice(0, SHOWN).map(({ measure, label, time, value, beside: [a, b] }) => {
    const among = a!.time < time && b!.time > time ? `between ${figure(a!.value)} and ${figure(b!.value)}` : `beside ${figure(a!.value)} and ${figure(b!.value)}`; // prettier-ignore
    return `${titleOf(panel, measure)} of ${label} in ${time} is ${figure(value)}, ${among}`;
  });
  const more = jumps.length > SHOWN ? `; ${counted(jumps.length - SHOWN, "more figure")} stand out so` : "";
  return [
    {
      code: "jump",
      name: jumps.length === 1 ? "A figure that stands out." : "Figures that stand out.",
      text: `${sentence(andList(words))}${more}. Such a figure is often a slip in a return: check it at its source, and if it is wrong leave the area or the year out, with the reason.`,
      facts: { count: jumps.length, jumps: jumps.slice(0, 50) as unknown as Json },
    },
  ];
}
