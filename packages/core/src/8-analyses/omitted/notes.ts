import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, titleOf } from "../../3-panel/words.ts";
import { andList, counted, onePercent, sentence, thousands, wholePercent } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
import { sampleNotes } from "../samples.ts";
import { dummyNotes, note, sharedNotes } from "../shared-notes.ts";
import type { OmittedModel } from "./prepare.ts";
import type { OmittedValue } from "./value.ts";

/** Fewer clusters than this, and standard errors are likely too small. */
const FEW_CLUSTERS = 20;

/** What could mislead here, most important first. */
export function notesFor(panel: Panel, model: OmittedModel, value: OmittedValue): Note[] {
  const { follow, prepared } = model;
  const word = areaWord(panel);
  const says = (columns: OmittedValue["columns"]): string => sentence(andList(columns.map(({ column }) => titleOf(panel, column)))); // prettier-ignore
  const fixed = value.columns.filter(({ absorbed }) => absorbed);
  const slow = value.columns.filter(({ absorbed, withinShare }) => !absorbed && withinShare !== null && withinShare < 0.05); // prettier-ignore
  const out: Note[] = [
    note(
      "ecological-fallacy",
      `${sentence(word.many)}, not children.`,
      `These are shares and rates of whole ${word.many}. That a rate is higher where a group is larger does not say that members of the group have the higher rate.`,
    ),
  ];
  if (fixed.length > 0)
    out.push(
      note(
        "cannot-be-told-apart",
        "Cannot be told apart.",
        `${says(fixed)} ${fixed.length === 1 ? "does" : "do"} not change over time, so beside ${word.many} ${fixed.length === 1 ? "it" : "they"} can add nothing: look at the model without them.`,
        { columns: fixed.map(({ column }) => column) },
      ),
    );
  if (slow.length > 0)
    out.push(
      note(
        "near-constant",
        "Hardly changes over time.",
        `Of the variation of ${andList(slow.map(({ column, withinShare }) => `${titleOf(panel, column)} (${onePercent(withinShare!)})`))}, little lies within ${word.many}: the total cannot show what ${slow.length === 1 ? "it goes" : "they go"} with.`,
        { columns: slow.map(({ column }) => column) },
      ),
    );
  const few = value.pairs.filter(({ df }) => df !== null && df < 10);
  if (few.length > 0)
    out.push(
      note(
        "few-degrees",
        "Rests on few.",
        `The interval of ${andList(few.map(({ first, second }) => `${titleOf(panel, first)} with ${titleOf(panel, second)}`))} has only ${andList(few.map(({ df }) => df!.toFixed(1)))} degrees of freedom: a few ${word.many} carry it.`,
        { df: few.map(({ df }) => df) },
      ),
    );
  if (follow === null || value.robustness === null)
    out.push(
      note("no-slope", "No slope to follow.", "No measure's slope can be told apart, so the curve and the unmeasured factor are left out."), // prettier-ignore
    );
  else
    out.push(
      note(
        "strength-is-a-bound",
        "How strong is a bound.",
        `To bring the slope of ${titleOf(panel, value.robustness.follow)} to nothing, an unmeasured factor would have to go with ${wholePercent(value.robustness.robustness)} of what is left of both it and the outcome. It is compared with measures that were seen: that no such factor is known does not mean that there is none.`,
        { robustness: value.robustness.robustness },
      ),
    );
  if (value.curve !== null)
    out.push(
      note(
        "curve-is-not-inference",
        "Many models, no test.",
        "The curve shows what the slope would be under every declared choice. Its middle is not an estimate, and the share of models that agree is no probability.",
        { models: value.curve.rows.length },
      ),
    );
  const blank = value.curve?.rows.filter(({ reason }) => reason !== null) ?? [];
  if (blank.length > 0) {
    const why = [...new Set(blank.map(({ reason }) => reason!))];
    out.push(
      note(
        "models-without-figure",
        "Not every model has a figure.",
        `${sentence(counted(blank.length, "model"))} of ${thousands(value.curve!.rows.length)} ${blank.length === 1 ? "has" : "have"} no slope: ${andList(why)}. ${blank.length === 1 ? "It counts" : "They count"} nowhere, and the table names ${blank.length === 1 ? "it" : "them"}.`,
        { models: blank.length, reasons: why },
      ),
    );
  }
  if (value.areas < FEW_CLUSTERS)
    out.push(
      note("few-clusters", "Few clusters.", `With ${value.areas} ${word.many} the intervals are likely too narrow.`, { count: value.areas }), // prettier-ignore
    );
  const measures = value.columns.map(({ column }) => column);
  // That these are whole areas, not children, is the first note here whatever the measures are.
  const shared = sharedNotes(panel, { outcomes: [value.outcome], measures, ladder: prepared.ladder }).filter(
    ({ code }) => code !== "ecological-fallacy",
  );
  return [
    ...out,
    ...sampleNotes(panel, model.sets),
    ...dummyNotes(
      panel,
      prepared.model.blocks.map(({ role }) => role),
    ),
    ...shared,
  ];
}
